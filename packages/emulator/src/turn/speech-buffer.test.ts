import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SpeechBuffer } from './speech-buffer.js';

/** 10 ms of sound that counts up from `first`, as one phone. */
function sentence(first: number, phone: string) {
  return { pcm: Int16Array.from({ length: 240 }, (_, i) => first + i), phones: [{ phone, startMs: 0, endMs: 10 }] };
}

test('gives the sound in order, whatever the pieces, and the phones of what was taken', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 10 }), (sizes) => {
      const buffer = new SpeechBuffer();
      buffer.append(sentence(0, 'aa'));
      buffer.append(sentence(240, 'pau'));
      const taken = sizes.flatMap((size) => [...buffer.take(size)]);
      expect(taken).toEqual(
        Array.from(
          {
            length: Math.min(
              480,
              sizes.reduce((a, b) => a + b, 0),
            ),
          },
          (_, i) => i,
        ),
      );
      expect([...buffer.taken().pcm]).toEqual(taken);
      expect(buffer.taken().phones.at(-1)?.endMs ?? 0).toBeCloseTo(taken.length / 24, 6);
    }),
    { seed: 1 },
  );
});

test('what was taken away belongs to the taker', () => {
  const buffer = new SpeechBuffer();
  buffer.append(sentence(1, 'aa'));
  buffer.take(10).fill(-1);
  expect(buffer.taken().pcm[0]).toBe(1);
});
