/**
 * A ring of samples of fixed size, first in, first out.
 *
 * Written and read by one thread: the audio thread. No method allocates.
 */
export class SampleRing {
  readonly #samples: Float32Array;
  /** Where the next sample is read. */
  #head = 0;
  #length = 0;

  /** @param capacity how many samples fit, 1 or more. */
  constructor(capacity: number) {
    this.#samples = new Float32Array(capacity);
  }

  /** How many samples fit. */
  get capacity(): number {
    return this.#samples.length;
  }

  /** How many samples wait. */
  get length(): number {
    return this.#length;
  }

  /**
   * Appends as many of the samples as fit.
   *
   * @param samples only read.
   * @returns how many were taken.
   */
  write(samples: Float32Array): number {
    const count = Math.min(samples.length, this.capacity - this.#length);
    const tail = (this.#head + this.#length) % this.capacity;
    const untilEnd = Math.min(count, this.capacity - tail);
    for (let i = 0; i < untilEnd; i++) this.#samples[tail + i] = samples[i] as number;
    for (let i = untilEnd; i < count; i++) this.#samples[i - untilEnd] = samples[i] as number;
    this.#length += count;
    return count;
  }

  /**
   * Takes the oldest samples out.
   *
   * @param output gets them at its beginning; what is behind them is left as it is.
   * @param count how many are wanted at most.
   * @returns how many there were.
   */
  read(output: Float32Array, count: number): number {
    const given = Math.min(count, this.#length);
    for (let i = 0; i < given; i++) output[i] = this.#samples[(this.#head + i) % this.capacity] as number;
    this.#head = (this.#head + given) % this.capacity;
    this.#length -= given;
    return given;
  }

  /** Forgets everything. */
  clear(): void {
    this.#head = 0;
    this.#length = 0;
  }
}
