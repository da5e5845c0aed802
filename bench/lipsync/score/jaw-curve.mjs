/** The jaw is heavier than the lips: both curves pass a Hann window of 60 ms before they are compared. */
const WINDOW = [0.25, 0.75, 1, 0.75, 0.25];

/** How far one curve is moved against the other, in frames either way. */
export const LAG_FRAMES = 30;

/** Sums that one lag needs for a correlation: count, x, y, xx, yy, xy. */
export const SUMS_PER_LAG = 6;

/** @param {Float64Array} curve @returns {Float64Array} the same length; at its ends the window is cut, not padded. */
export function smooth(curve) {
  const reach = (WINDOW.length - 1) / 2;
  return curve.map((_, i) => {
    let sum = 0;
    let weight = 0;
    for (let k = -reach; k <= reach; k++) {
      if (i + k < 0 || i + k >= curve.length) continue;
      sum += WINDOW[k + reach] * curve[i + k];
      weight += WINDOW[k + reach];
    }
    return sum / weight;
  });
}

/**
 * Adds the sums of every lag to `sums`.
 *
 * @param {Float64Array} sums {@link SUMS_PER_LAG} for each lag from -{@link LAG_FRAMES} to {@link LAG_FRAMES}.
 * @param {Float64Array} expected
 * @param {Float64Array} drawn
 * @param {(frame: number) => boolean} counts
 */
export function addLagSums(sums, expected, drawn, counts) {
  for (let lag = -LAG_FRAMES; lag <= LAG_FRAMES; lag++) {
    const at = (lag + LAG_FRAMES) * SUMS_PER_LAG;
    for (let i = Math.max(0, -lag); i < expected.length && i + lag < drawn.length; i++) {
      if (!counts(i)) continue;
      const x = expected[i];
      const y = drawn[i + lag];
      sums[at] += 1;
      sums[at + 1] += x;
      sums[at + 2] += y;
      sums[at + 3] += x * x;
      sums[at + 4] += y * y;
      sums[at + 5] += x * y;
    }
  }
}

/** Pearson's r at one lag; `null` where a curve is flat. */
export function correlationAt(sums, lag) {
  const at = (lag + LAG_FRAMES) * SUMS_PER_LAG;
  const [n, x, y, xx, yy, xy] = sums.subarray(at, at + SUMS_PER_LAG);
  const [spreadX, spreadY] = [xx - (x * x) / n, yy - (y * y) / n];
  return spreadX > 1e-9 && spreadY > 1e-9 ? (xy - (x * y) / n) / Math.sqrt(spreadX * spreadY) : null;
}

/**
 * The lag at which the curves agree best, in frames; positive where the drawn mouth is late. Between frames by a parabola
 * through the peak and its neighbours.
 */
export function bestLag(sums) {
  const r = Array.from({ length: 2 * LAG_FRAMES + 1 }, (_, i) => correlationAt(sums, i - LAG_FRAMES));
  let peak = LAG_FRAMES;
  if (r[peak] === null) return null;
  for (const [i, value] of r.entries()) if (value !== null && value > r[peak]) peak = i;
  const [before, at, after] = r.slice(peak - 1, peak + 2);
  const bend = peak > 0 && peak < r.length - 1 ? before - 2 * at + after : 0;
  return peak - LAG_FRAMES + (bend < 0 ? (before - after) / (2 * bend) : 0);
}
