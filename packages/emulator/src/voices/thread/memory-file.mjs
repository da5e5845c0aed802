/** A file that exists in memory only, and grows as it is written. */
export class MemoryFile {
  #bytes = new Uint8Array(1 << 16);
  #size = 0;

  /** Length in bytes. */
  get size() {
    return this.#size;
  }

  /**
   * Writes bytes over what is there, or behind it.
   *
   * @param {number} at where they go
   * @param {Uint8Array} part only read
   * @returns {number} the place behind them
   */
  write(at, part) {
    const end = at + part.length;
    if (end > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(end, 2 * this.#bytes.length));
      grown.set(this.#bytes.subarray(0, this.#size));
      this.#bytes = grown;
    }
    this.#bytes.set(part, at);
    this.#size = Math.max(this.#size, end);
    return end;
  }

  /**
   * Fills a buffer from a place on.
   *
   * @param {number} at
   * @param {Uint8Array} target
   * @returns {number} how many bytes there were
   */
  read(at, target) {
    const part = this.#bytes.subarray(Math.min(at, this.#size), Math.min(this.#size, at + target.length));
    target.set(part);
    return part.length;
  }

  /** Empties it. */
  clear() {
    this.#bytes.fill(0, 0, this.#size);
    this.#size = 0;
  }

  /** All that is in it: a new array. */
  copy() {
    return this.#bytes.slice(0, this.#size);
  }
}
