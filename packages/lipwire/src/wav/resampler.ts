/** Zero crossings of the sinc on either side; with the Blackman window, aliases are more than 70 dB down. */
const ZERO_CROSSINGS = 16;

/** Pass band as a share of the lower of the two Nyquist rates; what lies above is the filter's slope. */
const PASS_BAND = 0.9;

/**
 * Changes the sample rate of a stream without shifting it in time: output sample `m` stands at `m / outputRateHz`.
 *
 * A windowed sinc, evaluated at the rational phases between the two rates (J. O. Smith, "Digital Audio Resampling",
 * https://ccrma.stanford.edu/~jos/resample/). Any split of the input gives the same output.
 */
export class Resampler {
  /** Output sample `m` stands at input position `m * #stepIn / #stepOut`. */
  readonly #stepIn: number;
  readonly #stepOut: number;
  /** Input samples that one output sample draws on, before and after its own position. */
  readonly #reach: number;
  /** One row of `2 * #reach` weights for each of the `#stepOut` phases. */
  readonly #weights: Float32Array;
  /** The last input samples, from position `#historyStart` on. */
  #history: Float32Array;
  #historyStart: number;
  #inputCount = 0;
  #outputCount = 0;

  /** @param inputRateHz and `outputRateHz`: whole numbers above 0. */
  constructor(inputRateHz: number, outputRateHz: number) {
    const divisor = greatestCommonDivisor(inputRateHz, outputRateHz);
    this.#stepIn = inputRateHz / divisor;
    this.#stepOut = outputRateHz / divisor;
    const cutoff = PASS_BAND * Math.min(1, outputRateHz / inputRateHz);
    this.#reach = Math.ceil(ZERO_CROSSINGS / cutoff);
    this.#weights = sincTable(this.#stepOut, this.#reach, cutoff);
    // Silence before the first sample, so that it has neighbours too.
    this.#history = new Float32Array(this.#reach);
    this.#historyStart = -this.#reach;
  }

  /** @returns the output samples that are certain now, in a new array. */
  push(samples: Float32Array): Float32Array {
    this.#inputCount += samples.length;
    return this.#advance(samples, this.#inputCount - this.#reach);
  }

  /** The rest, as if silence followed; the output as a whole is as long as the input was. */
  flush(): Float32Array {
    return this.#advance(new Float32Array(this.#reach), this.#inputCount);
  }

  /** Makes every output sample that stands before input position `until`. */
  #advance(samples: Float32Array, until: number): Float32Array {
    const input = new Float32Array(this.#history.length + samples.length);
    input.set(this.#history);
    input.set(samples, this.#history.length);
    const end = Math.max(this.#outputCount, Math.ceil((until * this.#stepOut) / this.#stepIn));
    const output = new Float32Array(end - this.#outputCount);
    for (let i = 0; i < output.length; i++) output[i] = this.#at(this.#outputCount + i, input);
    this.#outputCount = end;

    const firstNeeded = Math.floor((end * this.#stepIn) / this.#stepOut) - this.#reach + 1;
    const keepFrom = Math.min(input.length, Math.max(0, firstNeeded - this.#historyStart));
    this.#history = input.slice(keepFrom);
    this.#historyStart += keepFrom;
    return output;
  }

  #at(outputIndex: number, input: Float32Array): number {
    const numerator = outputIndex * this.#stepIn;
    const phase = numerator % this.#stepOut;
    const first = (numerator - phase) / this.#stepOut - this.#reach + 1 - this.#historyStart;
    const row = phase * 2 * this.#reach;
    let sum = 0;
    for (let tap = 0; tap < 2 * this.#reach; tap++) {
      sum += (this.#weights[row + tap] as number) * (input[first + tap] ?? 0);
    }
    return sum;
  }
}

/** Weight of the input at distance `d`: `cutoff * sinc(cutoff * d) * blackman(d / reach)`; each row sums to 1. */
function sincTable(phases: number, reach: number, cutoff: number): Float32Array {
  const table = new Float32Array(phases * 2 * reach);
  for (let phase = 0; phase < phases; phase++) {
    const row = table.subarray(phase * 2 * reach, (phase + 1) * 2 * reach);
    let sum = 0;
    for (let tap = 0; tap < row.length; tap++) {
      const distance = tap - (reach - 1) - phase / phases;
      const weight = cutoff * sinc(cutoff * distance) * blackman(distance / reach);
      row[tap] = weight;
      sum += weight;
    }
    for (let tap = 0; tap < row.length; tap++) row[tap] = (row[tap] as number) / sum;
  }
  return table;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** @param x -1 to 1; 1 in the middle, 0 at the ends. */
function blackman(x: number): number {
  return 0.42 + 0.5 * Math.cos(Math.PI * x) + 0.08 * Math.cos(2 * Math.PI * x);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
