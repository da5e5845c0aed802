import type { ManualClock } from './manual-clock.js';
import type { ManualFrames } from './manual-frames.js';

/** Lets time pass, in frames of 10 ms, for the page that draws and for all who wait. */
export async function passTime({ frames, clock }: { frames: ManualFrames; clock: ManualClock }, ms: number) {
  for (let left = ms; left > 0; left -= 10) {
    frames.next(10);
    await clock.advance(10);
  }
}
