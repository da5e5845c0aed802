/** Where the emulator takes its time from. Tests pass one that runs faster, or one that stands still. */
export interface Clock {
  /** Milliseconds since some fixed moment; never goes back. */
  nowMs(): number;
  /** The date, as milliseconds since 1970. Tokens expire by it. */
  dateMs(): number;
  /**
   * Runs a callback once, later.
   *
   * @param delayMs from now; 0 or less means soon, but not before this call returns.
   * @returns a function that cancels it, harmless afterwards.
   */
  after(delayMs: number, run: () => void): () => void;
}

/** Timers cannot wait longer than this (2^31 - 1 ms, 24.8 days); longer waits are as good as forever. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Real time. */
export const systemClock: Clock = scaledClock(1);

/**
 * Time that passes `speed` times as fast as real time: with 20, a turn of four seconds takes 0.2 seconds, and everything
 * keeps its order.
 *
 * @param speed more than 0.
 */
export function scaledClock(speed: number): Clock {
  const startMs = performance.now();
  const startDateMs = Date.now();
  const nowMs = () => (performance.now() - startMs) * speed;
  return {
    nowMs,
    dateMs: () => startDateMs + nowMs(),
    after: (delayMs, run) => {
      const timer = setTimeout(run, Math.min(LONGEST_TIMER_MS, Math.max(0, delayMs / speed)));
      return () => clearTimeout(timer);
    },
  };
}
