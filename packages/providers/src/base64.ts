// Node, pages and workers have these two; no library of types says so of all three.
declare function atob(text: string): string;
declare function btoa(binary: string): string;

/** A call takes only so many arguments. */
const PIECE_BYTES = 8_192;

/**
 * Decodes base64 in the standard or the URL-safe alphabet (RFC 4648, sections 4 and 5), padded or not: services use both.
 *
 * @returns `undefined` if the text is not base64.
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  // `atob` overlooks white space, which no service sends.
  if (/\s/.test(text)) return undefined;
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
    return bytes;
  } catch {
    return undefined;
  }
}

/** Encodes bytes as base64 in the standard alphabet, padded. */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i += PIECE_BYTES) {
    binary += String.fromCharCode(...bytes.subarray(i, i + PIECE_BYTES));
  }
  return btoa(binary);
}
