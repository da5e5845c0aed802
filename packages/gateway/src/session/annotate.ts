import { encodeMascotVisemes, type MascotVisemes, SILENCE, spliceField, type WireViseme } from '@lipwire/cues';
import type { VoiceEvent } from '@lipwire/providers';
import { MAX_ANNOTATED_MESSAGE_BYTES } from '../limits.js';
import type { SpeechEngine } from './speech-engines.js';
import { SpeechTrack } from './speech-track.js';

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
  readonly #speech: SpeechTrack;
  #audioEventId = 0;

  /** @param createEngine gives an engine for a rate, or `undefined` if there is none. */
  constructor(createEngine: (sampleRateHz: number) => SpeechEngine | undefined) {
    this.#speech = new SpeechTrack(createEngine);
  }

  /**
   * @param message a server message; it is only read.
   * @param events what it means to a player, in order.
   * @returns the message itself, or a new array: its bytes with one field more.
   */
  annotate(message: Uint8Array, events: readonly VoiceEvent[]): Uint8Array {
    const startMs = this.#speech.heardMs;
    const heard = this.#hear(events);
    const field = this.#compose(heard, startMs);
    const annotated = field && spliceField(message, encodeMascotVisemes(field), Buffer.allocUnsafe);
    const isSent = annotated !== undefined && annotated.length <= MAX_ANNOTATED_MESSAGE_BYTES;
    // Cues that found no room ride on the next message of the utterance.
    if (isSent) this.#speech.dropCues();
    if (heard.isEnd) this.#speech.restart();
    return isSent ? annotated : message;
  }

  /** What is heard next is a new utterance; gives back at once what an engine holds for one that was not finished. */
  restart(): void {
    this.#speech.restart();
  }

  #hear(events: readonly VoiceEvent[]): Heard {
    let audioParts = 0;
    let isInterrupted = false;
    let isEnd = false;
    for (const event of events) {
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

  /** @param startMs media time of the message's first sample. */
  #compose({ audioParts, isInterrupted, isEnd }: Heard, startMs: number): MascotVisemes | undefined {
    // Cues may wait, but not for a message that says something else.
    if (audioParts === 0 && !isEnd) return undefined;
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
