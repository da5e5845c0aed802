/** Numbers in the order in which they came, as many as come. */
export class Samples {
  #values = new Float32Array(1 << 16);
  #count = 0;

  get count() {
    return this.#count;
  }

  add(value) {
    if (this.#count === this.#values.length) {
      const grown = new Float32Array(2 * this.#count);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#count++] = value;
  }

  clear() {
    this.#count = 0;
  }

  /**
   * What is usually asked of them: the value that half, and 99 of 100, are not above, and the largest.
   *
   * @returns {{ p50: number, p99: number, max: number }}
   */
  summary() {
    const sorted = this.#values.slice(0, this.#count).sort();
    const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
    return { p50: at(0.5), p99: at(0.99), max: at(1) };
  }
}
