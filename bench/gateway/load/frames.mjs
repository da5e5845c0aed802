/** WebSocket opcodes, RFC 6455, section 5.2. */
export const OPCODE = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 };

/** A mask that masks: relays must undo it, as they must undo a browser's. */
const MASK = Buffer.from([0x37, 0xfa, 0x21, 0x3d]);

/**
 * One message as a whole frame, as a server sends it: bytes that are made once and written often.
 *
 * @param {Uint8Array} payload
 * @param {number} [opcode]
 */
export function serverFrame(payload, opcode = OPCODE.binary) {
  return Buffer.concat([header(payload.length, opcode, 0), payload]);
}

/**
 * One message as a whole frame, as a client sends it: masked.
 *
 * @param {Uint8Array} payload
 * @param {number} [opcode]
 */
export function clientFrame(payload, opcode = OPCODE.text) {
  const masked = Buffer.from(payload);
  for (let i = 0; i < masked.length; i++) masked[i] ^= MASK[i & 3];
  return Buffer.concat([header(payload.length, opcode, 0x80), MASK, masked]);
}

function header(length, opcode, maskBit) {
  if (length < 126) return Buffer.from([0x80 | opcode, maskBit | length]);
  const bytes = Buffer.alloc(length < 65_536 ? 4 : 10);
  bytes[0] = 0x80 | opcode;
  if (length < 65_536) {
    bytes[1] = maskBit | 126;
    bytes.writeUInt16BE(length, 2);
  } else {
    bytes[1] = maskBit | 127;
    bytes.writeBigUInt64BE(BigInt(length), 2);
  }
  return bytes;
}
