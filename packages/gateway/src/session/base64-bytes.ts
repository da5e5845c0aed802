/**
 * Decodes base64 with Node's `Buffer`, and refuses what `decodeBase64` of `@lipwire/providers` refuses: `Buffer` itself
 * leaves out what it does not understand.
 *
 * @returns bytes of its own, or `undefined` if the text is not base64.
 */
export function base64Bytes(text: string): Uint8Array | undefined {
  const length = base64Length(text);
  // Of a character outside ASCII, Buffer would take the low byte.
  if (length === undefined || Buffer.byteLength(text) !== text.length) return undefined;
  const bytes = Buffer.from(text, 'base64');
  // A character that was left out is missing at the end.
  return bytes.length === length ? bytes : undefined;
}

/** How many bytes a text stands for, if it is base64; `undefined` if its length or its padding says that it is not. */
export function base64Length(text: string): number | undefined {
  return decodedLength(text.length, text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0);
}

/**
 * {@link base64Length} for a text that is not at hand.
 *
 * @param chars its length.
 * @param padding how many `=` it ends in, 2 if there are more.
 */
export function decodedLength(chars: number, padding: 0 | 1 | 2): number | undefined {
  if (padding > 0 && chars % 4 !== 0) return undefined;
  const digits = chars - padding;
  return digits % 4 === 1 ? undefined : Math.floor((digits * 3) / 4);
}
