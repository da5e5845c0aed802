const CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Six-bit value by character code; -1 for a character that is not part of either alphabet. */
const VALUE_OF_CODE = (() => {
  const values = new Int8Array(128).fill(-1);
  for (let i = 0; i < 64; i++) values[CHARACTERS.charCodeAt(i)] = i;
  values['-'.charCodeAt(0)] = 62;
  values['_'.charCodeAt(0)] = 63;
  return values;
})();

/**
 * Decodes base64 in the standard or the URL-safe alphabet (RFC 4648, sections 4 and 5), padded or not.
 *
 * The language has no decoder that Node, browsers and workers share, and services use both alphabets.
 *
 * @returns `undefined` if the text is not base64.
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  let length = text.length;
  while (length > 0 && text.charCodeAt(length - 1) === 0x3d && text.length - length < 2) length--;
  if (length % 4 === 1) return undefined;

  const bytes = new Uint8Array((length * 3) >> 2);
  let bits = 0;
  let bitCount = 0;
  let written = 0;
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    const value = code < 128 ? (VALUE_OF_CODE[code] as number) : -1;
    if (value < 0) return undefined;
    bits = ((bits << 6) | value) & 0xffff;
    bitCount += 6;
    if (bitCount >= 8) {
      bitCount -= 8;
      bytes[written++] = (bits >> bitCount) & 0xff;
    }
  }
  return bytes;
}

/** Encodes bytes as base64 in the standard alphabet, padded. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const bits = ((bytes[i] as number) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += CHARACTERS.charAt(bits >> 18) + CHARACTERS.charAt((bits >> 12) & 63);
    text += left > 1 ? CHARACTERS.charAt((bits >> 6) & 63) : '=';
    text += left > 2 ? CHARACTERS.charAt(bits & 63) : '=';
  }
  return text;
}
