import type { Cue } from '@lipwire/cues';
import { type AudioEvent, Pcm16Decoder } from '@lipwire/providers';
import { MAX_WAITING_CUES } from '../limits.js';
import type { SpeechEngine } from './speech-engines.js';

/**
 * For the samples of one message, of whichever call: the engine is done with them before the next comes. An array for
 * each would be 10 kB of garbage outside the heap, which lets V8 collect the whole heap several times a second.
 */
const room = new Float32Array(16 * 1024);

/**
 * The speech of one utterance as it passes: how much was heard, and the cues that have not been sent yet.
 *
 * Times are media time, from the first sample of the utterance, and come from counting samples, so that an hour of
 * speech ends where it should.
 */
export class SpeechTrack {
  readonly #createEngine: (sampleRateHz: number) => SpeechEngine | undefined;
  readonly #decoder = new Pcm16Decoder();
  #engine: SpeechEngine | undefined;
  /** A stretch of speech at one rate, which is what one engine hears. Nearly always the whole utterance. */
  #sampleRateHz = 0;
  #stretchStartMs = 0;
  #stretchSamples = 0;
  #waiting: Cue[] = [];

  /** @param createEngine gives an engine for a rate, or `undefined` if there is none: that speech gets no cues. */
  constructor(createEngine: (sampleRateHz: number) => SpeechEngine | undefined) {
    this.#createEngine = createEngine;
  }

  /** Media time at the end of what was heard, in milliseconds. */
  get heardMs(): number {
    return this.#stretchStartMs + this.#stretchMs;
  }

  /** The cues that have not been taken yet, in rising order. */
  get waitingCues(): readonly Cue[] {
    return this.#waiting;
  }

  /** Takes the next piece of speech. */
  hear({ pcm16, sampleRateHz }: AudioEvent): void {
    if (sampleRateHz !== this.#sampleRateHz) this.#startStretch(sampleRateHz);
    const samples = this.#decoder.decode(pcm16, room);
    this.#stretchSamples += samples.length;
    this.#engine?.push(samples, this.#addCue);
  }

  /** The utterance is over: the cues that the engine held back, for want of what comes next, become certain. */
  finish(): void {
    if (this.#stretchSamples > 0) this.#engine?.flush(this.#addCue);
    this.#stretchStartMs = this.heardMs;
    this.#stretchSamples = 0;
    this.#decoder.reset();
  }

  /** Takes the waiting cues off the list. */
  dropCues(): void {
    this.#waiting = [];
  }

  /** Starts a new utterance; what is left of the old one is void. */
  restart(): void {
    this.#engine?.reset();
    this.#decoder.reset();
    this.#stretchStartMs = 0;
    this.#stretchSamples = 0;
    this.#waiting = [];
  }

  get #stretchMs(): number {
    return this.#stretchSamples === 0 ? 0 : (this.#stretchSamples * 1000) / this.#sampleRateHz;
  }

  #startStretch(sampleRateHz: number): void {
    this.finish();
    this.#sampleRateHz = sampleRateHz;
    this.#engine = this.#createEngine(sampleRateHz);
  }

  readonly #addCue = (visemeId: Cue['visemeId'], offsetMs: number): void => {
    if (this.#waiting.length >= MAX_WAITING_CUES) this.#waiting.shift();
    this.#waiting.push({ visemeId, offsetMs: this.#stretchStartMs + offsetMs });
  };
}
