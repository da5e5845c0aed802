/**
 * What a relay adds to the way of a message: the difference of two distributions, quantile by quantile. Which message of
 * the one would have been which of the other nobody knows, so that there is no difference of single messages.
 *
 * @param {{ p50: number, p99: number, max: number }} through a relay.
 * @param {{ p50: number, p99: number }} direct without one, at the same load.
 * @returns {{ p50: number, p99: number, max: number }} milliseconds; `max` is the longest way through the relay, of which
 *   nothing is taken away.
 */
export function addedMs(through, direct) {
  return {
    p50: Math.max(0, through.p50 - direct.p50),
    p99: Math.max(0, through.p99 - direct.p99),
    max: through.max,
  };
}

/**
 * By how much something grows with each session: the slope of the line that fits best.
 *
 * @param {readonly { sessions: number }[]} points at two or more different numbers of sessions.
 * @param {(point: any) => number} read
 */
export function perSession(points, read) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [points.map(({ sessions }) => sessions), points.map(read)];
  const [meanX, meanY] = [mean(x), mean(y)];
  const covariance = x.reduce((sum, value, i) => sum + (value - meanX) * (y[i] - meanY), 0);
  return covariance / x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
}
