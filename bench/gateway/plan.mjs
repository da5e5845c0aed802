/**
 * What is measured, and for how long.
 *
 * @typedef {{ sessions: number, pace: number, microphone: boolean }} Situation
 * @typedef {object} Plan
 * @property {readonly Situation[]} situations
 * @property {number} mostWithEngine situations with more sessions are not asked of the gateway with its engine on.
 * @property {readonly number[]} memorySizes numbers of sessions at which memory is looked at, rising.
 * @property {readonly number[]} searchedPaces for which the largest number of sessions is looked for.
 * @property {number} settleSeconds before each window, in which compilers and caches come to rest.
 * @property {number} seconds of each window.
 * @property {number} probeSeconds of each window of a search.
 */

const spoken = (sessions, pace) => ({ sessions, pace, microphone: false });

/** @type {Plan} */
export const FULL = {
  situations: [
    spoken(500, 1),
    spoken(500, 4),
    { ...spoken(500, 1), microphone: true },
    spoken(1500, 1),
    spoken(1500, 4),
  ],
  mostWithEngine: 500,
  memorySizes: [100, 300, 500],
  searchedPaces: [1, 4],
  settleSeconds: 2,
  seconds: 8,
  probeSeconds: 3,
};

/** @type {Plan} */
export const QUICK = {
  situations: [spoken(200, 1), spoken(200, 4)],
  mostWithEngine: 200,
  memorySizes: [50, 200],
  searchedPaces: [],
  settleSeconds: 1,
  seconds: 4,
  probeSeconds: 3,
};

/** The same with another number of sessions in all situations. */
export function withSessions(plan, sessions) {
  const situations = new Map(
    plan.situations.map(({ pace, microphone }) => [`${pace} ${microphone}`, { sessions, pace, microphone }]),
  );
  const memorySizes = [0.25, 1].map((share) => Math.ceil(share * sessions));
  return { ...plan, situations: [...situations.values()], mostWithEngine: sessions, memorySizes };
}
