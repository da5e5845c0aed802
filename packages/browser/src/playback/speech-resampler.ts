import { BandLimitedResampler } from '../dsp/band-limited-resampler.js';

/**
 * Brings speech to the context's rate, piece by piece, and keeps the two time axes together: sample 0 of a stretch of
 * speech becomes sample 0 of its output, and `n` samples become `ceil(n * outputRate / inputRate)`.
 *
 * At equal rates the samples pass as they are.
 */
export class SpeechResampler {
  readonly #inputRateHz: number;
  readonly #filter: BandLimitedResampler | undefined;

  /**
   * @param inputRateHz rate of the speech, integer, 8,000 to 192,000.
   * @param outputRateHz rate of the context, integer, 8,000 to 192,000.
   */
  constructor(inputRateHz: number, outputRateHz: number) {
    this.#inputRateHz = inputRateHz;
    if (inputRateHz !== outputRateHz) this.#filter = new BandLimitedResampler(inputRateHz, outputRateHz);
  }

  /** Rate of the speech it takes. */
  get inputRateHz(): number {
    return this.#inputRateHz;
  }

  /**
   * @param samples the next samples of the speech; only read.
   * @returns what can be computed now: a new array. The last 1.5 ms wait for what follows, or for {@link flush}.
   */
  process(samples: Float32Array): Float32Array<ArrayBuffer> {
    return this.#filter ? this.#run(this.#filter, samples) : new Float32Array(samples);
  }

  /** The end of a stretch of speech: what still waits. The next sample begins a new stretch. */
  flush(): Float32Array<ArrayBuffer> {
    // As many samples of silence as the filter looks ahead bring out what lies before the end, and nothing behind it.
    const tail = this.#filter
      ? this.#run(this.#filter, new Float32Array(this.#filter.lookaheadSamples))
      : new Float32Array(0);
    this.reset();
    return tail;
  }

  /** Forgets everything. */
  reset(): void {
    this.#filter?.reset();
  }

  #run(filter: BandLimitedResampler, samples: Float32Array): Float32Array<ArrayBuffer> {
    const output = new Float32Array(filter.maxOutputSamples(samples.length));
    return output.slice(0, filter.process(samples, output));
  }
}
