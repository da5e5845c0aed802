import { FrameReader } from '../load/frame-reader.mjs';
import { OPCODE } from '../load/frames.mjs';

/** The longest that a control frame can be: header, mask and 125 bytes. */
const LONGEST_CLOSE_BYTES = 131;
const MASKED_HEADER_BYTES = 6;

/**
 * Finds the close frame at the end of a stream of frames.
 *
 * @param {{ isMasked: boolean, onClose: (status: { code: number, reason: string }) => void, onPing: () => void }} options
 *   `isMasked`: frames are those of a client.
 * @returns {(bytes: Uint8Array, length: number) => void} takes the stream.
 */
export function closeReader({ isMasked, onClose, onPing }) {
  let end = Buffer.alloc(0);
  const reader = new FrameReader((opcode, bytes) => {
    if (opcode === OPCODE.ping) onPing();
    if (opcode === OPCODE.close) onClose(statusOf(end, bytes, isMasked));
  });
  return (bytes, length) => {
    // Nothing follows a close frame: it is what the stream ends in.
    const from = Math.max(0, length - LONGEST_CLOSE_BYTES);
    end = Buffer.concat([end, bytes.subarray(from, length)]).subarray(-LONGEST_CLOSE_BYTES);
    reader.push(bytes, length);
  };
}

function statusOf(end, bytes, isMasked) {
  if (bytes < 2) return { code: 1005, reason: '' };
  const payload = Buffer.from(end.subarray(-bytes));
  if (isMasked) {
    const mask = end.subarray(-bytes - (MASKED_HEADER_BYTES - 2));
    for (let i = 0; i < bytes; i++) payload[i] ^= mask[i & 3];
  }
  return { code: payload.readUInt16BE(0), reason: payload.toString('utf8', 2) };
}
