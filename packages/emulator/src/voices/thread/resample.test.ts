import { expect, test } from 'vitest';
import { resample } from './resample.mjs';

function sine(frequencyHz: number, rateHz: number, seconds = 0.5, amplitude = 10_000): Int16Array {
  return Int16Array.from({ length: rateHz * seconds }, (_, i) =>
    Math.round(amplitude * Math.sin((2 * Math.PI * frequencyHz * i) / rateHz)),
  );
}

/** Level in dB of what is left after the best-fitting sine of a frequency is taken out, relative to that sine. */
function residualDb(
  samples: Int16Array,
  frequencyHz: number,
  rateHz: number,
): { residual: number; gain: number; phase: number } {
  const inner = samples.subarray(2400, samples.length - 2400);
  let real = 0;
  let imaginary = 0;
  inner.forEach((sample, i) => {
    const angle = (2 * Math.PI * frequencyHz * (i + 2400)) / rateHz;
    real += (2 * sample * Math.sin(angle)) / inner.length;
    imaginary += (2 * sample * Math.cos(angle)) / inner.length;
  });
  let left = 0;
  inner.forEach((sample, i) => {
    const angle = (2 * Math.PI * frequencyHz * (i + 2400)) / rateHz;
    left += (sample - real * Math.sin(angle) - imaginary * Math.cos(angle)) ** 2;
  });
  const power = (real ** 2 + imaginary ** 2) / 2;
  return {
    residual: 10 * Math.log10(left / inner.length / power),
    gain: 10 * Math.log10(power / (10_000 ** 2 / 2)),
    phase: Math.atan2(imaginary, real),
  };
}

test.each([
  [200, 16_000],
  [1000, 16_000],
  [3500, 16_000],
  [7000, 16_000],
  [1000, 8000],
  [3400, 8000],
])('a tone of %i Hz at %i Hz keeps its level and its place, and gains no image', (frequencyHz, rateHz) => {
  const { residual, gain, phase } = residualDb(
    resample(sine(frequencyHz, rateHz), rateHz, 24_000),
    frequencyHz,
    24_000,
  );
  expect(Math.abs(gain)).toBeLessThan(0.1);
  expect(Math.abs(phase)).toBeLessThan(0.001);
  // Rounding to 16 bits leaves -85 dB under a tone of this level.
  expect(residual).toBeLessThan(-70);
});

test('what the lower rate cannot hold is filtered out on the way down', () => {
  const out = resample(sine(9000, 24_000), 24_000, 16_000).subarray(1000, 7000);
  expect(Math.max(...out)).toBeLessThan(5);
});

test('length follows the rates, silence stays silent, a click stays in place', () => {
  expect(resample(new Int16Array(1001), 16_000, 24_000)).toEqual(new Int16Array(1502));
  expect(resample(new Int16Array(0), 16_000, 24_000)).toHaveLength(0);
  const click = new Int16Array(1000);
  click[600] = 20_000;
  const out = resample(click, 16_000, 24_000);
  expect(out.indexOf(Math.max(...out))).toBe(900);
});

test('the same rate gives a copy', () => {
  const samples = sine(440, 24_000, 0.01);
  const copy = resample(samples, 24_000, 24_000);
  expect(copy).toEqual(samples);
  expect(copy.buffer).not.toBe(samples.buffer);
});
