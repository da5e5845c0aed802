const BLOCK_SAMPLES = 256;

/** Lowest and highest sample of any stretch of a sound, without looking at each sample where the stretch is long. */
export class WaveformPeaks {
  readonly #samples: Float32Array;
  readonly #low: Float32Array;
  readonly #high: Float32Array;

  /** @param samples mono; read for as long as the peaks are used. */
  constructor(samples: Float32Array) {
    this.#samples = samples;
    const blocks = Math.ceil(samples.length / BLOCK_SAMPLES);
    this.#low = new Float32Array(blocks);
    this.#high = new Float32Array(blocks);
    for (let i = 0; i < samples.length; i++) {
      const block = Math.floor(i / BLOCK_SAMPLES);
      const sample = samples[i] as number;
      if (sample < (this.#low[block] as number)) this.#low[block] = sample;
      if (sample > (this.#high[block] as number)) this.#high[block] = sample;
    }
  }

  /** The highest distance from zero in all of it. */
  get loudest(): number {
    return Math.max(
      this.#high.reduce((most, value) => Math.max(most, value), 0),
      -this.#low.reduce((least, value) => Math.min(least, value), 0),
    );
  }

  /**
   * Lowest and highest sample from one index to another, zero included. Long stretches are rounded to blocks of 256.
   *
   * @param into where they are put: two numbers.
   */
  read(from: number, to: number, into: Float32Array): void {
    const coarse = to - from >= 2 * BLOCK_SAMPLES;
    const [low, high] = coarse ? [this.#low, this.#high] : [this.#samples, this.#samples];
    const scale = coarse ? BLOCK_SAMPLES : 1;
    const first = Math.max(0, Math.floor(from / scale));
    const last = Math.min(low.length, Math.max(first + 1, Math.ceil(to / scale)));
    let least = 0;
    let most = 0;
    for (let i = first; i < last; i++) {
      least = Math.min(least, low[i] as number);
      most = Math.max(most, high[i] as number);
    }
    into[0] = least;
    into[1] = most;
  }
}
