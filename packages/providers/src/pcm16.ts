const FULL_SCALE = 32768;

/**
 * Turns a stream of PCM16 little-endian bytes into samples, whatever the pieces it comes in.
 *
 * An odd byte at the end of a piece waits for the piece that completes it, so any split of the stream gives the same
 * samples.
 */
export class Pcm16Decoder {
  #carriedByte = -1;

  /** True while half a sample waits for its other half. */
  get hasCarry(): boolean {
    return this.#carriedByte >= 0;
  }

  /**
   * Decodes the next piece of the stream.
   *
   * @param bytes the next piece, of any length; it is only read.
   * @param room where the samples go if they fit, for a caller who is done with them before the next piece comes. Without
   *   it, or if it is too short, they get an array of their own.
   * @returns the samples that are complete now: mono, -1 to 1 (32767 gives 0.99997).
   */
  decode(bytes: Uint8Array, room?: Float32Array): Float32Array {
    const carried = this.hasCarry ? 1 : 0;
    const count = (bytes.length + carried) >> 1;
    const samples = room && room.length >= count ? room.subarray(0, count) : new Float32Array(count);
    let at = 0;
    let i = 0;
    if (carried && bytes.length > 0) {
      samples[i++] = toSample(this.#carriedByte, bytes[at++] as number);
      this.#carriedByte = -1;
    }
    for (; i < samples.length; i++, at += 2) samples[i] = toSample(bytes[at] as number, bytes[at + 1] as number);
    if (at < bytes.length) this.#carriedByte = bytes[at] as number;
    return samples;
  }

  /** Forgets a waiting byte: the next piece starts a new stream. */
  reset(): void {
    this.#carriedByte = -1;
  }
}

/**
 * Writes samples as PCM16 little-endian.
 *
 * @param samples mono, -1 to 1; what is beyond is clipped, and what is not a number becomes silence.
 * @returns a new array of two bytes a sample.
 */
export function encodePcm16(samples: Float32Array): Uint8Array {
  const bytes = new Uint8Array(samples.length * 2);
  for (let i = 0; i < samples.length; i++) {
    const scaled = Math.round((samples[i] as number) * FULL_SCALE);
    const value = Math.max(-FULL_SCALE, Math.min(FULL_SCALE - 1, Number.isNaN(scaled) ? 0 : scaled));
    bytes[2 * i] = value & 0xff;
    bytes[2 * i + 1] = (value >> 8) & 0xff;
  }
  return bytes;
}

function toSample(low: number, high: number): number {
  return (((high << 24) >> 16) | low) / FULL_SCALE;
}
