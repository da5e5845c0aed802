import { type Clock, systemClock } from '../wall-clock.js';
import { VoiceActivity } from './voice-activity.js';

/** Something that knows how loud the user is now, for example a `Microphone`. */
export interface VoiceSource {
  /** Root mean square of the latest sound, 0 to 1; 0 while off or muted. */
  readonly level: number;
}

/** How often the level is looked at, in milliseconds. */
const PERIOD_MS = 50;

/** Whoever wants to know whether the user speaks: a `LipwireClient`. */
export interface VoiceWatcher {
  readonly conversation: { onVoice(active: boolean): void };
  /** Told how loud the user is, root mean square, 0 to 1, and how long since it was told before. */
  hearUser?(level: number, elapsedMs: number): void;
}

/**
 * Follows the level of a microphone, so that the conversation of a client knows when the user speaks. It never decides what
 * is sent.
 *
 * @returns stops it; the user is silent then.
 */
export function watchVoice(client: VoiceWatcher, source: VoiceSource, clock: Clock = systemClock): () => void {
  const { conversation } = client;
  const activity = new VoiceActivity();
  let lastMs = clock.nowMs();
  let cancel = () => {};
  const look = () => {
    const nowMs = clock.nowMs();
    // A page in the background looks less often: one look counts for no more than a few.
    const elapsedMs = Math.min(nowMs - lastMs, 4 * PERIOD_MS);
    const { level } = source;
    conversation.onVoice(activity.take(level, elapsedMs));
    client.hearUser?.(level, elapsedMs);
    lastMs = nowMs;
    cancel = clock.after(PERIOD_MS, look);
  };
  cancel = clock.after(PERIOD_MS, look);
  return () => {
    cancel();
    conversation.onVoice(false);
  };
}
