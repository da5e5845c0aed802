/** Zero crossings of the kernel on each side of its centre: the sharpness of the low-pass. */
const ZERO_CROSSINGS = 32;
/** Kaiser window for 70 dB of stop-band attenuation: `0.1102 * (70 - 8.7)`. */
const KAISER_BETA = 6.755;
/**
 * Centre of the transition as a part of the lower Nyquist frequency. The transition is 0.144 of that frequency wide at
 * 70 dB and 32 zero crossings, so that it ends at the Nyquist frequency itself: nothing audible folds back, and speech
 * sampled at 16 kHz keeps everything up to 6.9 kHz.
 */
const CUTOFF = 0.928;
/** Input is taken in blocks of at most this length, so that the history buffer has a fixed size. */
const BLOCK_SAMPLES = 512;

/**
 * Changes the sample rate of a stream without aliasing: a polyphase windowed-sinc filter.
 *
 *     y[k] = sum over n of x[n] * h(k * inputRate / outputRate - n)
 *
 * Sample 0 of the output falls on sample 0 of the input. Any split of the input gives the same output. Nothing is
 * allocated after construction, so it may run in the audio thread.
 */
export class BandLimitedResampler {
  /** Input samples that must follow before an output sample can be computed. */
  readonly lookaheadSamples: number;
  readonly #phases: readonly Float32Array[];
  readonly #tapCount: number;
  /** Input samples, and phases of one input sample, between two output samples. */
  readonly #step: { readonly samples: number; readonly phases: number };
  readonly #history: Float32Array;
  /** How many samples of the history are filled; the oldest is at 0. */
  #filled: number;
  /** Where the taps of the next output sample start in the history, and its phase. */
  #start = 0;
  #phase = 0;

  /**
   * @param inputRateHz integer, 8,000 to 192,000.
   * @param outputRateHz integer, 8,000 to 192,000.
   * @throws RangeError for a rate outside that range.
   */
  constructor(inputRateHz: number, outputRateHz: number) {
    checkRate(inputRateHz);
    checkRate(outputRateHz);
    const divisor = greatestCommonDivisor(inputRateHz, outputRateHz);
    const phaseCount = outputRateHz / divisor;
    const stride = inputRateHz / divisor;
    this.#step = { samples: Math.floor(stride / phaseCount), phases: stride % phaseCount };

    const band = Math.min(1, outputRateHz / inputRateHz) * CUTOFF;
    this.lookaheadSamples = Math.ceil(ZERO_CROSSINGS / band);
    this.#tapCount = 2 * this.lookaheadSamples;
    this.#phases = Array.from({ length: phaseCount }, (_, phase) =>
      kernel(phase / phaseCount, this.lookaheadSamples, band),
    );
    this.#history = new Float32Array(this.#tapCount + BLOCK_SAMPLES);
    // Silence before the first sample, so that the first output sample lies on it.
    this.#filled = this.lookaheadSamples - 1;
  }

  /** The most output samples that `inputSamples` more can give. */
  maxOutputSamples(inputSamples: number): number {
    const ratio = this.#phases.length / (this.#step.samples * this.#phases.length + this.#step.phases);
    return Math.ceil(inputSamples * ratio) + 1;
  }

  /**
   * Takes the next samples and writes what can be computed from them.
   *
   * @param input any length; only read.
   * @param output at least {@link maxOutputSamples} long.
   * @returns how many samples were written.
   */
  process(input: Float32Array, output: Float32Array): number {
    let written = 0;
    for (let at = 0; at < input.length; at += BLOCK_SAMPLES) {
      const end = Math.min(at + BLOCK_SAMPLES, input.length);
      for (let i = at; i < end; i++) this.#history[this.#filled++] = input[i] as number;
      written = this.#drain(output, written);
    }
    return written;
  }

  /** Forgets everything that was taken: the next sample is the first. */
  reset(): void {
    this.#history.fill(0);
    this.#filled = this.lookaheadSamples - 1;
    this.#start = 0;
    this.#phase = 0;
  }

  #drain(output: Float32Array, written: number): number {
    const history = this.#history;
    const tapCount = this.#tapCount;
    while (this.#start + tapCount <= this.#filled) {
      const taps = this.#phases[this.#phase] as Float32Array;
      let sum = 0;
      for (let i = 0; i < tapCount; i++) sum += (taps[i] as number) * (history[this.#start + i] as number);
      output[written++] = sum;
      this.#start += this.#step.samples;
      this.#phase += this.#step.phases;
      if (this.#phase >= this.#phases.length) {
        this.#phase -= this.#phases.length;
        this.#start++;
      }
    }
    // A stride above the filled part (a large downsampling step) stays a debt of samples to skip.
    const consumed = Math.min(this.#start, this.#filled);
    history.copyWithin(0, consumed, this.#filled);
    this.#filled -= consumed;
    this.#start -= consumed;
    return written;
  }
}

/** Taps for an output sample that lies `fraction` of a sample behind tap `lookahead - 1`; they sum to 1. */
function kernel(fraction: number, lookahead: number, band: number): Float32Array {
  const taps = new Float32Array(2 * lookahead);
  let sum = 0;
  for (let i = 0; i < taps.length; i++) {
    const distance = i - (lookahead - 1) - fraction;
    const x = Math.PI * band * distance;
    const sinc = x === 0 ? 1 : Math.sin(x) / x;
    const position = distance / lookahead;
    const window = Math.abs(position) < 1 ? besselI0(KAISER_BETA * Math.sqrt(1 - position * position)) : 0;
    const tap = sinc * window;
    taps[i] = tap;
    sum += tap;
  }
  for (let i = 0; i < taps.length; i++) taps[i] = (taps[i] as number) / sum;
  return taps;
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function besselI0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > 1e-10 * sum; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function checkRate(rateHz: number): void {
  if (!Number.isInteger(rateHz) || rateHz < 8_000 || rateHz > 192_000) {
    throw new RangeError(`A sample rate must be an integer from 8000 to 192000 Hz, not ${rateHz}.`);
  }
}
