import { expect, test } from 'vitest';
import { PIECE_SAMPLES, PieceFramer } from './piece-framer.js';

function frame(samples: Float32Array, rateHz: number, chunkSamples: number) {
  const framer = new PieceFramer(rateHz);
  const pieces: Float32Array[] = [];
  const levels: number[] = [];
  for (let at = 0; at < samples.length; at += chunkSamples) {
    framer.push(samples.subarray(at, at + chunkSamples), (piece, level) => {
      pieces.push(piece.slice());
      levels.push(level);
    });
  }
  return { pieces, levels };
}

const tone = (rateHz: number, amplitude: number) =>
  Float32Array.from({ length: rateHz }, (_, n) => amplitude * Math.sin((2 * Math.PI * 250 * n) / rateHz));

test('a second of 48 kHz sound gives 31 pieces of 32 ms at 16 kHz', () => {
  const { pieces } = frame(tone(48_000, 0.5), 48_000, 128);
  expect(pieces).toHaveLength(31);
  expect(pieces.every((piece) => piece.length === PIECE_SAMPLES)).toBe(true);
  const joined = Float32Array.from(pieces.flatMap((piece) => [...piece]));
  const expected = tone(16_000, 0.5);
  // The first 5 ms hold the onset, where the low-pass rings.
  for (let i = 80; i < joined.length; i++)
    expect(Math.abs((joined[i] as number) - (expected[i] as number))).toBeLessThan(1e-3);
});

test('the level of a sine is its amplitude over the square root of two; of silence, zero', () => {
  const loud = frame(tone(44_100, 0.5), 44_100, 128).levels.slice(1);
  for (const level of loud) expect(level).toBeCloseTo(0.5 / Math.SQRT2, 2);
  expect(frame(new Float32Array(4800), 48_000, 128).levels).toEqual([0, 0, 0]);
});

test('render quanta of any length give the same pieces', () => {
  const whole = frame(tone(48_000, 0.3), 48_000, 128);
  expect(frame(tone(48_000, 0.3), 48_000, 1000)).toEqual(whole);
  expect(frame(tone(48_000, 0.3), 48_000, 1)).toEqual(whole);
});
