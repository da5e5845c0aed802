import { decodeBase64 } from '@lipwire/providers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64Bytes, base64Length } from './base64-bytes.js';

const standard = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('base64'));
const urlSafe = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('base64url'));
/** Characters in and around the alphabets, and such as decoders forgive. */
const garbled = fc.string({
  unit: fc.constantFrom(...'AZaz09+/-_== \n\t\r\f\v.,"\\é\u0100\u0141\u{1f600}'),
  maxLength: 12,
});

describe('base64Bytes', () => {
  it('takes and refuses what decodeBase64 does, whose plain words are the reference', () => {
    fc.assert(
      fc.property(fc.oneof(standard, urlSafe, garbled), (text) => {
        const expected = decodeBase64(text);
        const bytes = base64Bytes(text);
        expect(bytes && Array.from(bytes)).toEqual(expected && Array.from(expected));
        if (expected) expect(base64Length(text)).toBe(expected.length);
      }),
      { seed: 3, numRuns: 20_000 },
    );
  });
});
