import { expect, it } from 'vitest';
import { WaveformPeaks } from './waveform-peaks';

const samples = Float32Array.from({ length: 5000 }, (_, i) =>
  i === 700 ? 0.9 : i === 1400 ? -0.8 : 0.1 * Math.sin(i),
);
const peaks = new WaveformPeaks(samples);

function read(from: number, to: number) {
  const range = new Float32Array(2);
  peaks.read(from, to, range);
  return [...range].map((value) => Number(value.toFixed(3)));
}

it('finds a single sample in a long stretch and in a short one', () => {
  expect(read(0, 5000)).toEqual([-0.8, 0.9]);
  expect(read(700, 701)).toEqual([0, 0.9]);
  expect(read(1390, 1410)[0]).toBe(-0.8);
  expect(read(2000, 2100)[1]).toBeLessThan(0.11);
  expect(peaks.loudest).toBeCloseTo(0.9);
});

it('is flat outside of the sound', () => {
  expect(read(5000, 5010)).toEqual([0, 0]);
  expect(read(-30, -20)).toEqual([read(0, 1)[0], read(0, 1)[1]]);
  expect(new WaveformPeaks(new Float32Array(0)).loudest).toBe(0);
});
