import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64, encodeBase64 } from './base64.js';

describe('base64', () => {
  it('agrees with Node on any bytes, in both alphabets, with and without padding', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const standard = Buffer.from(bytes).toString('base64');
        expect(encodeBase64(bytes)).toBe(standard);
        expect(decodeBase64(standard)).toEqual(bytes);
        expect(decodeBase64(standard.replace(/=+$/, ''))).toEqual(bytes);
        expect(decodeBase64(Buffer.from(bytes).toString('base64url'))).toEqual(bytes);
      }),
    );
  });

  it.each(['A', 'AAAAA', 'AA A', 'AAA\n', 'ÄAAA', 'A===', '=AAA', 'AA==AA=='])('refuses %j', (text) => {
    expect(decodeBase64(text)).toBeUndefined();
  });
});
