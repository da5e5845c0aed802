import type { Clock } from '../wall-clock.js';

/**
 * Repeats `task`, `intervalMs` after each start, or as soon as it is done if it takes longer; never twice at once.
 * One that fails stays uncaught, and the next comes.
 *
 * @returns stops it; a task under way is not waited for.
 */
export function repeatEvery(intervalMs: number, clock: Clock, task: () => Promise<void>): () => void {
  let stopped = false;
  let cancel = () => {};
  const run = async () => {
    const startedAtMs = clock.nowMs();
    try {
      await task();
    } finally {
      // Clamped, as wall time may be set back or forth meanwhile.
      const spentMs = Math.max(0, Math.min(intervalMs, clock.nowMs() - startedAtMs));
      if (!stopped) cancel = clock.after(intervalMs - spentMs, run);
    }
  };
  cancel = clock.after(intervalMs, run);
  return () => {
    stopped = true;
    cancel();
  };
}
