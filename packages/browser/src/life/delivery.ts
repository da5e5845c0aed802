import type { TranscriptEvent, VoiceEvent } from '@lipwire/providers';
import { type Accent, Accents } from './accents.js';
import { Prosody } from './prosody.js';
import { type SpokenMark, SpokenMarks } from './spoken-marks.js';

/** Accents are given so long before they are heard, in milliseconds: a head must set out before it arrives. */
export const ACCENT_LEAD_MS = 150;
/** An accent that came too late to be met is left out. */
const LATE_MS = 60;

/**
 * How the mascot says what it says: accents of its voice and marks of its punctuation, by media time. Each is given once, when the
 * playhead is there.
 */
export class Delivery {
  readonly #accents = new Accents();
  readonly #prosody = new Prosody(this.#accents);
  readonly #marks = new SpokenMarks();

  /** Words of the mascot came. */
  onWords(event: TranscriptEvent): void {
    this.#marks.onWords(event);
  }

  /** Speech came that is heard from this media time on; mono, -1 to 1, only read. */
  onSpeech(samples: Float32Array, sampleRateHz: number, startMs: number): void {
    this.#prosody.add(samples, sampleRateHz, startMs);
    this.#marks.onSpeech(samples, sampleRateHz, startMs);
  }

  /** Follows where turns end. */
  onVoiceEvent(event: VoiceEvent): void {
    this.#marks.onVoiceEvent(event);
  }

  /** The next accent that is near this media time; `undefined` if there is none. */
  accentAt(mediaMs: number): Accent | undefined {
    for (;;) {
      const accent = this.#accents.take(mediaMs + ACCENT_LEAD_MS);
      if (!accent || accent.timeMs > mediaMs - LATE_MS) return accent;
    }
  }

  /** The next mark that is heard at this media time; `undefined` if there is none. */
  markAt(mediaMs: number): SpokenMark | undefined {
    return this.#marks.take(mediaMs);
  }

  /** What lies before this media time is over. */
  skip(mediaMs: number): void {
    while (this.#marks.take(mediaMs) !== undefined);
    while (this.#accents.take(mediaMs) !== undefined);
  }

  /** What was not heard yet will not be heard. */
  clear(): void {
    this.#accents.clear();
    this.#marks.clear();
  }
}
