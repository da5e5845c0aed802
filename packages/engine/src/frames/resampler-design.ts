import { EngineError } from '../errors.js';
import { ANALYSIS_RATE_HZ } from './analysis-grid.js';

/** Lowest and highest input rate. */
export const MIN_SAMPLE_RATE_HZ = 8000;
export const MAX_SAMPLE_RATE_HZ = 48_000;

/**
 * Zero crossings of the sinc on each side. 6 keeps what aliases below the top mel band 50 dB down, costs 18
 * multiplications a sample at 24 kHz, and delays by 0.4 ms (0.75 ms at 8 kHz).
 */
const ZERO_CROSSINGS = 6;

/** Pass band, as a share of the lower of the two Nyquist rates: the rest is the filter's slope. */
const PASS_BAND = 0.92;

/** Positions between two input samples for which filters are kept; odd rates use the nearest. */
const MAX_PHASES = 1024;

/** Filters that bring one rate to {@link ANALYSIS_RATE_HZ}: a polyphase windowed sinc (Hann), centred. */
export class ResamplerDesign {
  readonly sampleRateHz: number;
  /** Input samples after an output sample's own position that are needed to make it. */
  readonly reachSamples: number;
  /** Positions between two input samples for which there are filters; the next sample's own is one more. */
  readonly phases: number;
  /** Input samples that make one output sample. */
  readonly taps: number;
  /** `taps` filled up with zeros to a multiple of four. */
  readonly filterLength: number;
  readonly #cutoff: number;

  /** @throws EngineError `ENGINE_SAMPLE_RATE_UNSUPPORTED` unless the rate is a whole number of 8000 to 48000. */
  constructor(sampleRateHz: number) {
    if (!Number.isInteger(sampleRateHz) || sampleRateHz < MIN_SAMPLE_RATE_HZ || sampleRateHz > MAX_SAMPLE_RATE_HZ) {
      throw new EngineError(
        'ENGINE_SAMPLE_RATE_UNSUPPORTED',
        `sampleRateHz is ${sampleRateHz}; pass the rate of the samples, a whole number from ${MIN_SAMPLE_RATE_HZ} to ${MAX_SAMPLE_RATE_HZ}.`,
      );
    }
    this.sampleRateHz = sampleRateHz;
    this.phases = Math.min(MAX_PHASES, ANALYSIS_RATE_HZ / greatestCommonDivisor(ANALYSIS_RATE_HZ, sampleRateHz));
    const copies = sampleRateHz === ANALYSIS_RATE_HZ;
    this.#cutoff = copies ? 1 : (PASS_BAND * Math.min(sampleRateHz, ANALYSIS_RATE_HZ)) / sampleRateHz;
    this.reachSamples = copies ? 0 : Math.ceil(ZERO_CROSSINGS / this.#cutoff);
    this.taps = 2 * this.reachSamples + 1;
    this.filterLength = 4 * Math.ceil(this.taps / 4);
  }

  /** One filter of `filterLength` values per fraction `0, 1/phases, … 1` of an input sample, each with a gain of 1 at 0 Hz. */
  makeFilters(): Float32Array {
    const { phases, reachSamples: reach, taps, filterLength } = this;
    // Nothing to convert: the one filter hands the sample on.
    if (reach === 0) return Float32Array.of(1, 0, 0, 0);
    const filters = new Float32Array((phases + 1) * filterLength);
    for (let phase = 0; phase <= phases; phase++) {
      const filter = filters.subarray(phase * filterLength, phase * filterLength + taps);
      let gain = 0;
      for (let k = 0; k < taps; k++) {
        const distance = k - reach - phase / phases;
        const hann = Math.abs(distance) < reach ? 0.5 + 0.5 * Math.cos((Math.PI * distance) / reach) : 0;
        const x = Math.PI * this.#cutoff * distance;
        const tap = hann * (x === 0 ? 1 : Math.sin(x) / x);
        filter[k] = tap;
        gain += tap;
      }
      for (let k = 0; k < taps; k++) filter[k] = (filter[k] as number) / gain;
    }
    return filters;
  }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
