import type { Clock } from '../wall-clock.js';
import { VoiceActivity } from './voice-activity.js';

/** Something that knows how loud the user is now, for example a `Microphone`. */
export interface VoiceSource {
  /** Root mean square of the latest sound, 0 to 1; 0 while off or muted. */
  readonly level: number;
}

/** How often the level is looked at, in milliseconds. */
const PERIOD_MS = 50;

/** Follows whether the user speaks. @returns stops it; the user is silent then. */
export function watchVoice(source: VoiceSource, clock: Clock, onVoice: (active: boolean) => void): () => void {
  const activity = new VoiceActivity();
  let lastMs = clock.nowMs();
  let cancel = () => {};
  const look = () => {
    const nowMs = clock.nowMs();
    // A page in the background looks less often: one look counts for no more than a few.
    onVoice(activity.take(source.level, Math.min(nowMs - lastMs, 4 * PERIOD_MS)));
    lastMs = nowMs;
    cancel = clock.after(PERIOD_MS, look);
  };
  cancel = clock.after(PERIOD_MS, look);
  return () => {
    cancel();
    onVoice(false);
  };
}
