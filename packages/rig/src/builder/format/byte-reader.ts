import { RigError } from '../../errors.js';

/** Reads the encodings of the Rive format; running over the end is an error, never garbage. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  byte(): number {
    return this.#bytes[this.#take(1)] ?? 0;
  }

  /** Unsigned LEB128 of at most 32 bits. */
  varuint(): number {
    let value = 0;
    for (let scale = 1; scale <= 2 ** 28; scale *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
    throw new RigError('RIG_FILE_INVALID', `A number at byte ${this.#at} is longer than 32 bits.`);
  }

  uint32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  float32(): number {
    return this.#view.getFloat32(this.#take(4), true);
  }

  bytes(): Uint8Array {
    const length = this.varuint();
    const start = this.#take(length);
    return this.#bytes.slice(start, start + length);
  }

  string(): string {
    // Percent-decoding is the UTF-8 decoder that every JavaScript engine has, browser or not.
    const escaped = Array.from(this.bytes(), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
    try {
      return decodeURIComponent(escaped);
    } catch {
      throw new RigError('RIG_FILE_INVALID', `The text that ends at byte ${this.#at} is not UTF-8.`);
    }
  }

  #take(count: number): number {
    const start = this.#at;
    if (start + count > this.#bytes.length) {
      throw new RigError(
        'RIG_FILE_INVALID',
        `The file ends at byte ${this.#bytes.length}, in the middle of an object.`,
      );
    }
    this.#at += count;
    return start;
  }
}
