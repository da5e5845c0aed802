/** Every {@link GarbageKind}, as the bytes that are sent. Frames are of RFC 6455, section 5.2, or against it. */
export const GARBAGE = {
  /** A frame of opcode 3, which is reserved. */
  opcode: Uint8Array.of(0x83, 0x00),
  /** A text frame with all three reserved bits, though no extension was agreed on. */
  'reserved-bits': Uint8Array.of(0xf1, 0x00),
  /** A masked text frame; only clients mask. */
  masked: Uint8Array.of(0x81, 0x81, 0x01, 0x02, 0x03, 0x04, 0x7a),
  /** The header of a frame of 2^62 bytes. */
  oversize: Uint8Array.of(0x82, 0x7f, 0x40, 0, 0, 0, 0, 0, 0, 0),
  /** A whole text frame whose three bytes are no UTF-8. */
  'bad-utf8': Uint8Array.of(0x81, 0x03, 0x7b, 0xff, 0x7d),
  /** A ping that announces 256 bytes; control frames have 125 at most. */
  'long-ping': Uint8Array.of(0x89, 0x7e, 0x01, 0x00),
  /** A frame that goes on with a message that nobody began. */
  continuation: Uint8Array.of(0x80, 0x01, 0x7b),
  /** A close frame with half a code. */
  'short-close': Uint8Array.of(0x88, 0x01, 0x03),
  /** What a proxy says that has lost the server behind it. */
  'http-answer': new TextEncoder().encode('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n'),
  /** Zeros, as from a cable that was pulled half out; to a WebSocket, a continuation of nothing. */
  zeros: new Uint8Array(64),
} as const satisfies Readonly<Record<string, Uint8Array>>;

/** Names of what no service should send. */
export type GarbageKind = keyof typeof GARBAGE;

/** The kinds, for messages and help. */
export const GARBAGE_KINDS = Object.keys(GARBAGE) as readonly GarbageKind[];
