import { expect, test } from 'vitest';
import { createRandom } from '../random.js';
import { PIECE_PROFILES, type ProfileName } from './piece-profile.js';

function piecesMs(name: ProfileName, seed = 1): number[] {
  const random = createRandom(seed);
  return Array.from({ length: 2000 }, (_, i) => PIECE_PROFILES[name].pieceSamples(i, random) / 24);
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

test('3.1: uneven pieces of 60 to 300 ms, 100 to 190 ms in the mean, off any grid of 10 ms', () => {
  const [, ...pieces] = piecesMs('3.1');
  expect(Math.min(...pieces)).toBeGreaterThanOrEqual(60);
  expect(Math.max(...pieces)).toBeLessThanOrEqual(300);
  expect(mean(pieces)).toBeGreaterThan(100);
  expect(mean(pieces)).toBeLessThan(190);
  expect(pieces.filter((ms) => ms % 10 === 0).length).toBeLessThan(100);
});

test('3.1: the first piece is tiny at times', () => {
  const firsts = Array.from({ length: 200 }, (_, seed) => piecesMs('3.1', seed)[0] as number);
  const tiny = firsts.filter((ms) => ms < 40).length;
  expect(tiny).toBeGreaterThan(30);
  expect(tiny).toBeLessThan(90);
});

test('native-audio: pieces of 40 to 80 ms', () => {
  const pieces = piecesMs('native-audio');
  expect(Math.min(...pieces)).toBeGreaterThanOrEqual(40);
  expect(Math.max(...pieces)).toBeLessThanOrEqual(80);
});

test('2.5-half-cascade: 200 ms, then 240 ms each', () => {
  expect(new Set(piecesMs('2.5-half-cascade').slice(1))).toEqual(new Set([240]));
  expect(piecesMs('2.5-half-cascade')[0]).toBe(200);
});

test('the same seed gives the same pieces, another gives others', () => {
  expect(piecesMs('3.1', 7)).toEqual(piecesMs('3.1', 7));
  expect(piecesMs('3.1', 7)).not.toEqual(piecesMs('3.1', 8));
});
