/** The vectors of the last steps, so that a dilated convolution can look back. Starts as zeros. */
export class StepHistory {
  readonly #channels: number;
  readonly #slots: number;
  readonly #ring: Float32Array;
  #newest = 0;

  /** @param steps how far back it must reach. */
  constructor(channels: number, steps: number) {
    this.#channels = channels;
    this.#slots = steps + 1;
    this.#ring = new Float32Array(channels * this.#slots);
  }

  /** Adds the vector of this step, `channels` values. */
  push(vector: Float32Array): void {
    this.#newest = (this.#newest + 1) % this.#slots;
    this.#ring.set(vector, this.#newest * this.#channels);
  }

  /** Copies the vector of `stepsBack` steps ago into `target` at `targetStart`; 0 is the newest. */
  copy(stepsBack: number, target: Float32Array, targetStart: number): void {
    const from = ((this.#newest + this.#slots - stepsBack) % this.#slots) * this.#channels;
    for (let i = 0; i < this.#channels; i++) target[targetStart + i] = this.#ring[from + i] as number;
  }
}
