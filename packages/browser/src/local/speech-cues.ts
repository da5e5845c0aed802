import type { Cue, CueSink } from '@lipwire/cues';
import { EngineError, LipSyncEngine, type VisemeModel } from '@lipwire/engine';
import { Pcm16Decoder } from '@lipwire/providers';
import type { SpeechPiece } from './cue-protocol.js';

/**
 * The speech of one stream, utterance by utterance, and the cues that nobody has taken yet.
 *
 * Times are media time from the first sample of the utterance, by counting samples. A stretch of speech at one rate, which
 * is nearly always the whole utterance, is heard by one engine. The gateway does exactly the same.
 */
export class SpeechCues {
  readonly #model: VisemeModel;
  readonly #decoder = new Pcm16Decoder();
  #engine: LipSyncEngine | undefined;
  #sampleRateHz = 0;
  #stretchStartMs = 0;
  #stretchSamples = 0;
  #waiting: Cue[] = [];

  constructor(model: VisemeModel) {
    this.#model = model;
  }

  /** Media time at the end of what was heard, in milliseconds. */
  get heardMs(): number {
    if (this.#stretchSamples === 0) return this.#stretchStartMs;
    return this.#stretchStartMs + (this.#stretchSamples * 1000) / this.#sampleRateHz;
  }

  /** Takes the next piece of speech. */
  hear({ audio, sampleRateHz }: SpeechPiece): void {
    if (sampleRateHz !== this.#sampleRateHz) {
      this.finish();
      this.#sampleRateHz = sampleRateHz;
      this.#engine = engineFor(this.#model, sampleRateHz);
    }
    const samples = audio instanceof Float32Array ? audio : this.#decoder.decode(audio);
    this.#stretchSamples += samples.length;
    this.#engine?.push(samples, this.#add);
  }

  /** The utterance is over: the cues that the engine held back, for want of what comes next, become certain. */
  finish(): void {
    if (this.#stretchSamples > 0) this.#engine?.flush(this.#add);
    this.#stretchStartMs = this.heardMs;
    this.#stretchSamples = 0;
    this.#decoder.reset();
  }

  /** Takes the cues that wait, in rising order. */
  takeCues(): readonly Cue[] {
    const cues = this.#waiting;
    this.#waiting = [];
    return cues;
  }

  /** Begins a new utterance; what is left of the old one is void. */
  restart(): void {
    this.#engine?.reset();
    this.#decoder.reset();
    this.#stretchStartMs = 0;
    this.#stretchSamples = 0;
    this.#waiting = [];
  }

  readonly #add: CueSink = (visemeId, offsetMs) => {
    this.#waiting.push({ visemeId, offsetMs: this.#stretchStartMs + offsetMs });
  };
}

/** An engine, or none for a rate that it does not take: that speech is heard without cues. */
function engineFor(model: VisemeModel, sampleRateHz: number): LipSyncEngine | undefined {
  try {
    return new LipSyncEngine({ sampleRateHz, model });
  } catch (error) {
    if (error instanceof EngineError && error.code === 'ENGINE_SAMPLE_RATE_UNSUPPORTED') return undefined;
    throw error;
  }
}
