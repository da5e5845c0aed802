/** Everybody whose gateway restarts comes back within this, not all at once. */
const FIRST_MS = 250;
const BASE_MS = 500;
const LONGEST_MS = 8_000;

/**
 * How long to wait before trying again: soon at first, then twice as long each time, up to eight seconds.
 *
 * @param failures tries that failed so far, from 0.
 * @param random 0 to 1, other each time, so that many clients do not come in step.
 */
export function retryDelayMs(failures: number, random: number): number {
  if (failures === 0) return FIRST_MS * random;
  return Math.min(LONGEST_MS, BASE_MS * 2 ** (failures - 1)) * (0.5 + random / 2);
}
