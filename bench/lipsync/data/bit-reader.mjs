/** Reads numbers of any width from bytes, the highest bit first. */
export class BitReader {
  #bytes;
  /** Position in bits. */
  #at;

  /**
   * @param {Uint8Array} bytes
   * @param {number} startByte
   */
  constructor(bytes, startByte = 0) {
    this.#bytes = bytes;
    this.#at = startByte * 8;
  }

  hasMore() {
    return this.#at < this.#bytes.length * 8;
  }

  /** @param {number} width 0 to 32 bits. */
  read(width) {
    let value = 0;
    for (let left = width; left > 0; ) {
      const inByte = 8 - (this.#at & 7);
      const taken = Math.min(inByte, left);
      const bits = (this.#next() >> (inByte - taken)) & ((1 << taken) - 1);
      value = value * 2 ** taken + bits;
      this.#at += taken;
      left -= taken;
    }
    return value;
  }

  /** A number in two's complement. */
  readSigned(width) {
    const value = this.read(width);
    return value >= 2 ** (width - 1) ? value - 2 ** width : value;
  }

  /** How many zeros come before the next one, which is taken too. */
  readUnary() {
    let zeros = 0;
    for (;;) {
      const inByte = 8 - (this.#at & 7);
      const rest = this.#next() & ((1 << inByte) - 1);
      if (rest === 0) {
        zeros += inByte;
        this.#at += inByte;
        continue;
      }
      const leading = Math.clz32(rest) - (32 - inByte);
      this.#at += leading + 1;
      return zeros + leading;
    }
  }

  alignToByte() {
    this.#at = Math.ceil(this.#at / 8) * 8;
  }

  #next() {
    const byte = this.#bytes[this.#at >>> 3];
    if (byte === undefined) throw new Error('it ends too early');
    return byte;
  }
}
