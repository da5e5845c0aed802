/**
 * Runs work and says how much processor time this process took for it, all its threads together.
 *
 * @template T
 * @param {() => T | Promise<T>} work
 * @returns {Promise<[T, number]>} what it returned, and seconds.
 */
export async function cpuSecondsOf(work) {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return [result, (user + system) / 1e6];
}
