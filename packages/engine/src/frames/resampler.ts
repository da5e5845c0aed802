import { ANALYSIS_RATE_HZ } from './analysis-grid.js';
import { ResamplerDesign } from './resampler-design.js';
import { guardSample } from './sample-guard.js';

/** Most samples that {@link Resampler.process} takes at once. */
export const RESAMPLER_BLOCK_SAMPLES = 512;

/**
 * Streaming band-limited conversion of any rate from 8 to 48 kHz to {@link ANALYSIS_RATE_HZ}.
 *
 * A polyphase windowed sinc (Hann), centred, so that output sample `n` is the input at exactly `n * in / 16000`. Times
 * are kept as whole numbers; nothing drifts, however long the stream is. Output does not depend on how the input is cut.
 */
export class Resampler {
  /** Results of the last {@link process}; overwritten by the next. */
  readonly output: Float32Array;
  /** Input samples after an output sample's own position that are needed to make it. */
  readonly reachSamples: number;

  readonly #design: ResamplerDesign;
  readonly #filters: Float32Array;
  readonly #line: Float32Array;
  /** Where in `#line` the next output's filter starts: whole samples, and 16000ths of one. */
  #at = 0;
  #numerator = 0;

  /** @throws EngineError `ENGINE_SAMPLE_RATE_UNSUPPORTED` unless the rate is a whole number of 8000 to 48000. */
  constructor(sampleRateHz: number) {
    const design = new ResamplerDesign(sampleRateHz);
    this.#design = design;
    this.reachSamples = design.reachSamples;
    this.#filters = design.makeFilters();
    this.#line = new Float32Array(design.filterLength - 1 + RESAMPLER_BLOCK_SAMPLES);
    this.output = new Float32Array(Math.ceil((RESAMPLER_BLOCK_SAMPLES * ANALYSIS_RATE_HZ) / sampleRateHz) + 1);
    this.reset();
  }

  /** Forgets the stream. */
  reset(): void {
    // The first output is centred on the first input, so half of its filter falls on zeros.
    this.#line.fill(0);
    this.#at = this.reachSamples;
    this.#numerator = 0;
  }

  /**
   * Takes `input[start]` to `input[end - 1]`, at most {@link RESAMPLER_BLOCK_SAMPLES} of them.
   *
   * @returns how many samples of {@link output} are new.
   */
  process(input: Float32Array, start: number, end: number): number {
    const { phases, filterLength: taps, sampleRateHz } = this.#design;
    const line = this.#line;
    const kept = this.#design.taps - 1;
    const taken = end - start;
    for (let i = 0; i < taken; i++) line[kept + i] = guardSample(input[start + i] as number);

    const filters = this.#filters;
    let at = this.#at;
    let numerator = this.#numerator;
    let count = 0;
    while (at < taken) {
      const filterStart = Math.round((numerator * phases) / ANALYSIS_RATE_HZ) * taps;
      // Four sums, because one would wait for itself at every tap.
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (let k = 0; k < taps; k += 4) {
        a += (filters[filterStart + k] as number) * (line[at + k] as number);
        b += (filters[filterStart + k + 1] as number) * (line[at + k + 1] as number);
        c += (filters[filterStart + k + 2] as number) * (line[at + k + 2] as number);
        d += (filters[filterStart + k + 3] as number) * (line[at + k + 3] as number);
      }
      this.output[count++] = a + b + c + d;
      numerator += sampleRateHz;
      while (numerator >= ANALYSIS_RATE_HZ) {
        numerator -= ANALYSIS_RATE_HZ;
        at++;
      }
    }
    this.#at = at - taken;
    this.#numerator = numerator;
    line.copyWithin(0, taken, taken + kept);
    return count;
  }
}
