import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodePcm16, Pcm16Decoder } from './pcm16.js';

describe('Pcm16Decoder', () => {
  it('reads little-endian samples', () => {
    // 0, 1, -1, 32767, -32768
    const bytes = Uint8Array.of(0, 0, 1, 0, 0xff, 0xff, 0xff, 0x7f, 0, 0x80);
    expect([...new Pcm16Decoder().decode(bytes)]).toEqual([0, 1 / 32768, -1 / 32768, 32767 / 32768, -1]);
  });

  it('gives the same samples for any split of the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.array(fc.nat(9)), (bytes, sizes) => {
        const decoder = new Pcm16Decoder();
        const samples: number[] = [];
        let at = 0;
        for (const size of [...sizes, bytes.length]) {
          samples.push(...decoder.decode(bytes.subarray(at, at + size)));
          at = Math.min(at + size, bytes.length);
        }
        expect(samples).toEqual([...new Pcm16Decoder().decode(bytes)]);
        expect(decoder.hasCarry).toBe(bytes.length % 2 === 1);
      }),
    );
  });

  it('writes into room that is given, if there is enough', () => {
    const room = new Float32Array(3);
    const bytes = Uint8Array.of(0, 0x40, 0, 0xc0);
    const samples = new Pcm16Decoder().decode(bytes, room);
    expect([...samples]).toEqual([0.5, -0.5]);
    expect(samples.buffer).toBe(room.buffer);
    expect([...new Pcm16Decoder().decode(bytes, new Float32Array(1))]).toEqual([0.5, -0.5]);
  });

  it('forgets half a sample at a reset', () => {
    const decoder = new Pcm16Decoder();
    decoder.decode(Uint8Array.of(1));
    decoder.reset();
    expect([...decoder.decode(Uint8Array.of(0, 0x40))]).toEqual([0.5]);
  });
});

describe('encodePcm16', () => {
  it('undoes the decoder', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const even = bytes.subarray(0, bytes.length & ~1);
        expect(encodePcm16(new Pcm16Decoder().decode(even))).toEqual(even);
      }),
    );
  });

  it('clips, and silences what is not a number', () => {
    const samples = Float32Array.of(2, -2, Number.NaN, Number.POSITIVE_INFINITY);
    expect([...new Pcm16Decoder().decode(encodePcm16(samples))]).toEqual([32767 / 32768, -1, 0, 32767 / 32768]);
  });
});
