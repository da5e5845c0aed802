/** The beginning of a binary frame of 1,000 bytes, and not half of what it announces. */
export const HALF_A_FRAME: Uint8Array = Buffer.concat([
  Uint8Array.of(0x82, 0x7e, 0x03, 0xe8),
  Buffer.from('{\n  "serverContent": {\n    "modelTurn": {'),
]);

/** True for the codes that a close frame may carry: RFC 6455, section 7.4; 1004 to 1006 stand for what no frame says. */
export function isOrderlyClose(code: number): boolean {
  return (code >= 1000 && code <= 1014 && !(code >= 1004 && code <= 1006)) || (code >= 3000 && code <= 4999);
}

/**
 * A close frame of a server, whatever it says.
 *
 * @param code 0 to 65,535.
 * @param reason cut to what fits, 123 bytes.
 */
export function closeFrame(code: number, reason: Uint8Array): Uint8Array {
  const said = reason.subarray(0, 123);
  return Buffer.concat([Uint8Array.of(0x88, 2 + said.length, code >> 8, code & 0xff), said]);
}
