import {
  encodeMascotVisemes,
  MASCOT_VISEMES_FIELD,
  type MascotVisemes,
  SILENCE,
  spliceField,
  type WireViseme,
} from '@lipwire/cues';
import type { VoiceEvent } from '@lipwire/providers';
import { MAX_ANNOTATED_MESSAGE_BYTES } from '../limits.js';
import type { SpeechEngine } from './speech-engines.js';
import { SpeechTrack } from './speech-track.js';

/** What {@link Annotator} works with. */
export interface AnnotatorOptions {
  /** Says what a server message means to a player; gets the message after `JSON.parse`. */
  readonly readEvents: (message: unknown) => readonly VoiceEvent[];
  /** Gives an engine for a rate, or `undefined` if there is none. */
  readonly createEngine: (sampleRateHz: number) => SpeechEngine | undefined;
}

/** What one message did to the speech. */
interface Heard {
  readonly audioParts: number;
  readonly isInterrupted: boolean;
  readonly isEnd: boolean;
}

/** The field of a message whose speech is void: whoever plays it all the same keeps the mouth shut. */
const MOUTH_AT_REST: readonly WireViseme[] = [{ visemeId: SILENCE, offset: 0 }];

/**
 * Adds visemes to the messages of one call, in the order in which they come.
 *
 * A message with audio gains the field, always. A message that ends an utterance gains it if cues are left. All others
 * pass as they are, and so does what is not JSON.
 */
export class Annotator {
  readonly #readEvents: AnnotatorOptions['readEvents'];
  readonly #speech: SpeechTrack;
  #audioEventId = 0;

  constructor({ readEvents, createEngine }: AnnotatorOptions) {
    this.#readEvents = readEvents;
    this.#speech = new SpeechTrack(createEngine);
  }

  /**
   * @param message a server message; it is only read.
   * @returns the message itself, or a new array: its bytes with one field more.
   */
  annotate(message: Buffer): Uint8Array {
    const startMs = this.#speech.heardMs;
    const heard = this.#hear(message);
    const field = this.#compose(heard, startMs);
    const annotated = field && spliceField(message, encodeMascotVisemes(field));
    const isSent = annotated !== undefined && annotated.length <= MAX_ANNOTATED_MESSAGE_BYTES;
    // Cues that found no room ride on the next message of the utterance.
    if (isSent) this.#speech.dropCues();
    if (heard.isEnd) this.#speech.restart();
    return isSent ? annotated : message;
  }

  #hear(message: Buffer): Heard {
    let audioParts = 0;
    let isInterrupted = false;
    let isEnd = false;
    for (const event of this.#eventsOf(message)) {
      if (event.type === 'audio') {
        audioParts++;
        this.#speech.hear(event);
      } else if (event.type === 'interrupted') {
        isInterrupted = true;
        isEnd = true;
      } else if (event.type === 'generation-complete' || event.type === 'turn-complete') {
        isEnd = true;
      }
    }
    if (isEnd && !isInterrupted) this.#speech.finish();
    return { audioParts, isInterrupted, isEnd };
  }

  #eventsOf(message: Buffer): readonly VoiceEvent[] {
    const parsed = parseJson(message);
    // A gateway further up has been here already.
    if (typeof parsed === 'object' && parsed !== null && MASCOT_VISEMES_FIELD in parsed) return [];
    return this.#readEvents(parsed);
  }

  /** @param startMs media time of the message's first sample. */
  #compose({ audioParts, isInterrupted }: Heard, startMs: number): MascotVisemes | undefined {
    const cues = isInterrupted ? [] : this.#speech.waitingCues;
    if (audioParts === 0 && cues.length === 0) return undefined;
    if (audioParts > 0) this.#audioEventId++;
    return {
      visemes: isInterrupted
        ? MOUTH_AT_REST
        : cues.map(({ visemeId, offsetMs }) => ({ visemeId, offset: Math.round(offsetMs - startMs) })),
      audio_event_id: this.#audioEventId,
      subchunk_id: 1,
      total_chunks: audioParts,
      audio_duration: Math.round(this.#speech.heardMs - startMs),
    };
  }
}

/** The value, or `undefined` for what is not JSON: that passes too, but says nothing. */
function parseJson(message: Buffer): unknown {
  try {
    return JSON.parse(message.toString('utf8'));
  } catch {
    return undefined;
  }
}
