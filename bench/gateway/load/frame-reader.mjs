const LONGEST_HEADER_BYTES = 14;

/**
 * Finds the frames in a stream of bytes and says what they are. It looks at headers and skips the rest: the load
 * generator has one core for thousands of sockets.
 */
export class FrameReader {
  #onFrame;
  /** A header that has not come whole. */
  #header = new Uint8Array(LONGEST_HEADER_BYTES);
  #headerBytes = 0;
  /** What is left of the frame that is being skipped. */
  #left = 0;
  #opcode = 0;
  #payloadBytes = 0;

  /** @param {(opcode: number, payloadBytes: number) => void} onFrame called at the last byte of each frame. */
  constructor(onFrame) {
    this.#onFrame = onFrame;
  }

  /**
   * @param {Uint8Array} bytes only read during the call.
   * @param {number} [length] how many of them count.
   */
  push(bytes, length = bytes.length) {
    let at = 0;
    while (at < length) {
      if (this.#left > 0) {
        const skipped = Math.min(this.#left, length - at);
        at += skipped;
        this.#left -= skipped;
        if (this.#left === 0) this.#onFrame(this.#opcode, this.#payloadBytes);
        continue;
      }
      this.#header[this.#headerBytes++] = bytes[at++];
      this.#readHeader();
    }
  }

  #readHeader() {
    const header = this.#header;
    const known = this.#headerBytes;
    if (known < 2) return;
    const short = header[1] & 0x7f;
    const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
    const maskBytes = header[1] & 0x80 ? 4 : 0;
    if (known < 2 + lengthBytes + maskBytes) return;
    let payloadBytes = lengthBytes === 0 ? short : 0;
    for (let i = 0; i < lengthBytes; i++) payloadBytes = payloadBytes * 256 + header[2 + i];
    this.#headerBytes = 0;
    this.#opcode = header[0] & 0x0f;
    this.#payloadBytes = payloadBytes;
    this.#left = payloadBytes;
    if (payloadBytes === 0) this.#onFrame(this.#opcode, 0);
  }
}
