/**
 * CPU seconds that this process takes per second of audio.
 *
 * @param {() => void} work handles all of the audio.
 * @param {{ seconds: number, runs: number }} options of audio; how often it is measured, after two runs to warm up.
 * @returns {{ best: number, median: number }}
 */
export function cpuPerSecond(work, { seconds, runs }) {
  work();
  work();
  const taken = Array.from({ length: runs }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6 / seconds;
  }).sort((a, b) => a - b);
  return { best: taken[0], median: taken[taken.length >> 1] };
}

/** Cuts samples into pieces; the last may be shorter. */
export function piecesOf(samples, count) {
  return Array.from({ length: Math.ceil(samples.length / count) }, (_, i) =>
    samples.subarray(i * count, (i + 1) * count),
  );
}
