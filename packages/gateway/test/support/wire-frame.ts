/*
 * WebSocket frames as bytes (RFC 6455, section 5.2), for tests that must say themselves how a message is cut.
 */

export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** One frame. */
export interface WireFrame {
  /** Last frame of its message. */
  readonly fin: boolean;
  /** 0 to 15. */
  readonly opcode: number;
  readonly payload: Buffer;
  /** Four bytes; a client must mask, a server must not. */
  readonly mask?: Buffer | undefined;
}

export function encodeFrame({ fin, opcode, payload, mask }: WireFrame): Buffer {
  const { length } = payload;
  const size = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const head = Buffer.alloc(2 + size);
  head[0] = (fin ? 0x80 : 0) | opcode;
  head[1] = (mask ? 0x80 : 0) | (size === 0 ? length : size === 2 ? 126 : 127);
  if (size === 2) head.writeUInt16BE(length, 2);
  if (size === 8) head.writeBigUInt64BE(BigInt(length), 2);
  return mask ? Buffer.concat([head, mask, masked(payload, mask)]) : Buffer.concat([head, payload]);
}

/** Takes bytes in any pieces and gives frames, whether they make sense or not. */
export class FrameReader {
  #bytes = Buffer.alloc(0);

  /** @returns the frames that are complete now. */
  push(bytes: Buffer): WireFrame[] {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    const frames: WireFrame[] = [];
    for (let frame = this.#take(); frame !== undefined; frame = this.#take()) frames.push(frame);
    return frames;
  }

  #take(): WireFrame | undefined {
    const bytes = this.#bytes;
    const [first, second] = bytes;
    if (first === undefined || second === undefined) return undefined;
    const size = (second & 0x7f) === 126 ? 2 : (second & 0x7f) === 127 ? 8 : 0;
    const start = 2 + size + (second & 0x80 ? 4 : 0);
    if (bytes.length < start) return undefined;
    const length = size === 0 ? second & 0x7f : size === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
    if (bytes.length < start + length) return undefined;
    const mask = second & 0x80 ? bytes.subarray(start - 4, start) : undefined;
    const raw = bytes.subarray(start, start + length);
    this.#bytes = bytes.subarray(start + length);
    return { fin: (first & 0x80) !== 0, opcode: first & 0x0f, payload: mask ? masked(raw, mask) : raw, mask };
  }
}

function masked(payload: Buffer, mask: Buffer): Buffer {
  const result = Buffer.from(payload);
  for (let i = 0; i < result.length; i++) result[i] = (result[i] as number) ^ (mask[i & 3] as number);
  return result;
}
