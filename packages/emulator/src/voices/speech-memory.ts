import type { Speech, VoiceName } from './speech.js';

/** Ten minutes of speech. */
const MAX_BYTES = 32 * 1024 * 1024;

/**
 * What was said lately, so that it need not be made again. A voice makes about 50 seconds of speech in a second; who sends
 * it faster than that, or to hundreds of calls at once, has to know it already.
 */
export class SpeechMemory {
  /** The one that was used last is last. */
  readonly #speeches = new Map<string, Speech>();
  readonly #maxBytes: number;
  #bytes = 0;

  /** @param maxBytes of sound; what was not used for longest is forgotten first. */
  constructor(maxBytes: number = MAX_BYTES) {
    this.#maxBytes = maxBytes;
  }

  /** What the voice made of the text, not to be changed; `undefined` if it is not remembered. */
  recall(voice: VoiceName, text: string): Speech | undefined {
    const key = `${voice} ${text}`;
    const speech = this.#speeches.get(key);
    if (!speech) return undefined;
    this.#speeches.delete(key);
    this.#speeches.set(key, speech);
    return speech;
  }

  /** Remembers it, if it is not larger than everything together may be. */
  keep(voice: VoiceName, text: string, speech: Speech): void {
    const key = `${voice} ${text}`;
    if (speech.pcm.byteLength > this.#maxBytes || this.#speeches.has(key)) return;
    this.#speeches.set(key, speech);
    this.#bytes += speech.pcm.byteLength;
    for (const [oldest, { pcm }] of this.#speeches) {
      if (this.#bytes <= this.#maxBytes) return;
      this.#speeches.delete(oldest);
      this.#bytes -= pcm.byteLength;
    }
  }
}
