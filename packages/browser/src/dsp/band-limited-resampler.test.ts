import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BandLimitedResampler } from './band-limited-resampler.js';

function resample(input: Float32Array, inputRateHz: number, outputRateHz: number, splits: number[] = []): Float32Array {
  const resampler = new BandLimitedResampler(inputRateHz, outputRateHz);
  const pieces: number[] = [];
  let from = 0;
  for (const to of [...splits, input.length]) {
    const piece = input.subarray(from, to);
    const output = new Float32Array(resampler.maxOutputSamples(piece.length));
    const count = resampler.process(piece, output);
    expect(count).toBeLessThanOrEqual(output.length);
    pieces.push(...output.subarray(0, count));
    from = to;
  }
  return Float32Array.from(pieces);
}

function sine(frequencyHz: number, rateHz: number, sampleCount: number): Float32Array {
  return Float32Array.from({ length: sampleCount }, (_, n) => Math.sin((2 * Math.PI * frequencyHz * n) / rateHz));
}

/** Power of `signal - reference` relative to a full sine, in dB, away from the edges. */
function errorDb(signal: Float32Array, reference: Float32Array): number {
  let power = 0;
  let count = 0;
  for (let i = 200; i < signal.length - 200; i++, count++)
    power += ((signal[i] as number) - (reference[i] as number)) ** 2;
  expect(count).toBeGreaterThan(1000);
  return 10 * Math.log10(power / count / 0.5);
}

test.each([48_000, 44_100, 22_050, 24_000, 96_000, 192_000, 16_000, 8_000])(
  'a tone sampled at %d Hz is the same tone at 16 kHz, in place',
  (rateHz) => {
    for (const frequencyHz of [100, 1000, 3400]) {
      const output = resample(sine(frequencyHz, rateHz, rateHz / 2), rateHz, 16_000);
      // Sample for sample: a delay of one tenth of a sample would cost 20 dB at 3400 Hz.
      expect(errorDb(output, sine(frequencyHz, 16_000, output.length))).toBeLessThan(-60);
    }
  },
);

test.each([
  [48_000, 9_000],
  [48_000, 20_000],
  [44_100, 8_100],
  [96_000, 40_000],
])('at %d Hz, what 16 kHz cannot carry (%d Hz) is gone and does not fold back', (rateHz, frequencyHz) => {
  const output = resample(sine(frequencyHz, rateHz, rateHz / 2), rateHz, 16_000);
  expect(errorDb(output, new Float32Array(output.length))).toBeLessThan(-60);
});

test('speech up to 6.8 kHz keeps its level', () => {
  const output = resample(sine(6_800, 48_000, 24_000), 48_000, 16_000);
  expect(errorDb(output, sine(6_800, 16_000, output.length))).toBeLessThan(-40);
});

test('a second of sound is a second of sound', () => {
  const resampler = new BandLimitedResampler(44_100, 16_000);
  const waiting = (resampler.lookaheadSamples * 16_000) / 44_100;
  const output = resample(new Float32Array(44_100), 44_100, 16_000);
  expect(output.length).toBeGreaterThanOrEqual(16_000 - Math.ceil(waiting) - 1);
  expect(output.length).toBeLessThanOrEqual(16_000);
});

test('any split of the stream gives the same samples', () => {
  const input = sine(440, 44_100, 3000);
  const whole = resample(input, 44_100, 16_000);
  const cut = fc.array(fc.integer({ min: 0, max: input.length }), { maxLength: 30 });
  fc.assert(
    fc.property(cut, (splits) => {
      const sorted = splits.toSorted((a, b) => a - b);
      expect(resample(input, 44_100, 16_000, sorted)).toEqual(whole);
    }),
    { seed: 1, numRuns: 50 },
  );
});

test.each([0, 7_999, 192_001, 44_100.5, Number.NaN])('a rate of %d Hz is refused', (rateHz) => {
  expect(() => new BandLimitedResampler(rateHz, 16_000)).toThrow(RangeError);
  expect(() => new BandLimitedResampler(16_000, rateHz)).toThrow(RangeError);
});
