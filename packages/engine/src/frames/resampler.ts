import { EngineError } from '../errors.js';
import { ANALYSIS_RATE_HZ } from './analysis-grid.js';
import { guardSample } from './sample-guard.js';

/** Lowest and highest input rate that {@link Resampler} takes. */
export const MIN_SAMPLE_RATE_HZ = 8000;
export const MAX_SAMPLE_RATE_HZ = 48_000;

/** Most samples that {@link Resampler.process} takes at once. */
export const RESAMPLER_BLOCK_SAMPLES = 512;

/**
 * Zero crossings of the sinc on each side. 6 keeps what aliases below the top mel band 50 dB down, costs 18
 * multiplications a sample at 24 kHz, and delays by 0.4 ms (0.75 ms at 8 kHz).
 */
const ZERO_CROSSINGS = 6;

/** Pass band, as a share of the lower of the two Nyquist rates: the rest is the filter's slope. */
const PASS_BAND = 0.92;

/** Positions between two input samples for which filters are kept; odd rates use the nearest. */
const MAX_PHASES = 1024;

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

  readonly #sampleRateHz: number;
  readonly #phases: number;
  readonly #taps: number;
  /** `#taps` filled up with zeros to a multiple of four. */
  readonly #filterLength: number;
  readonly #filters: Float32Array;
  readonly #line: Float32Array;
  /** Where in `#line` the next output's filter starts: whole samples, and 16000ths of one. */
  #at = 0;
  #numerator = 0;

  /** @throws EngineError `ENGINE_SAMPLE_RATE_UNSUPPORTED` unless the rate is a whole number of 8000 to 48000. */
  constructor(sampleRateHz: number) {
    if (!Number.isInteger(sampleRateHz) || sampleRateHz < MIN_SAMPLE_RATE_HZ || sampleRateHz > MAX_SAMPLE_RATE_HZ) {
      throw new EngineError(
        'ENGINE_SAMPLE_RATE_UNSUPPORTED',
        `sampleRateHz is ${sampleRateHz}; pass the rate of the samples, a whole number from ${MIN_SAMPLE_RATE_HZ} to ${MAX_SAMPLE_RATE_HZ}.`,
      );
    }
    this.#sampleRateHz = sampleRateHz;
    this.#phases = Math.min(MAX_PHASES, ANALYSIS_RATE_HZ / greatestCommonDivisor(ANALYSIS_RATE_HZ, sampleRateHz));
    const copies = sampleRateHz === ANALYSIS_RATE_HZ;
    const cutoff = copies ? 1 : (PASS_BAND * Math.min(sampleRateHz, ANALYSIS_RATE_HZ)) / sampleRateHz;
    this.reachSamples = copies ? 0 : Math.ceil(ZERO_CROSSINGS / cutoff);
    this.#taps = 2 * this.reachSamples + 1;
    this.#filterLength = 4 * Math.ceil(this.#taps / 4);
    this.#filters = copies
      ? Float32Array.of(1, 0, 0, 0)
      : makeFilters(this.#phases, this.reachSamples, cutoff, this.#filterLength);
    this.#line = new Float32Array(this.#filterLength - 1 + RESAMPLER_BLOCK_SAMPLES);
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
    const line = this.#line;
    const kept = this.#taps - 1;
    const taken = end - start;
    for (let i = 0; i < taken; i++) line[kept + i] = guardSample(input[start + i] as number);

    const filters = this.#filters;
    const taps = this.#filterLength;
    let at = this.#at;
    let numerator = this.#numerator;
    let count = 0;
    while (at < taken) {
      const filterStart = Math.round((numerator * this.#phases) / ANALYSIS_RATE_HZ) * taps;
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
      numerator += this.#sampleRateHz;
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

/** One filter per fraction `0, 1/phases, … 1` of an input sample, each with a gain of 1 at 0 Hz. */
function makeFilters(phases: number, reach: number, cutoff: number, filterLength: number): Float32Array {
  const taps = 2 * reach + 1;
  const filters = new Float32Array((phases + 1) * filterLength);
  for (let phase = 0; phase <= phases; phase++) {
    const filter = filters.subarray(phase * filterLength, phase * filterLength + taps);
    let gain = 0;
    for (let k = 0; k < taps; k++) {
      const distance = k - reach - phase / phases;
      const hann = Math.abs(distance) < reach ? 0.5 + 0.5 * Math.cos((Math.PI * distance) / reach) : 0;
      const x = Math.PI * cutoff * distance;
      const tap = hann * (x === 0 ? 1 : Math.sin(x) / x);
      filter[k] = tap;
      gain += tap;
    }
    for (let k = 0; k < taps; k++) filter[k] = (filter[k] as number) / gain;
  }
  return filters;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
