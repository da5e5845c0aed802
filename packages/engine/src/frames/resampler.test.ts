import { describe, expect, it } from 'vitest';
import { RESAMPLER_BLOCK_SAMPLES, Resampler } from './resampler.js';

const RATES_HZ = [8000, 11_025, 16_000, 22_050, 22_051, 24_000, 44_100, 48_000];

function sine(hz: number, sampleRateHz: number, seconds: number): Float32Array {
  return Float32Array.from({ length: seconds * sampleRateHz }, (_, i) =>
    Math.sin((2 * Math.PI * hz * i) / sampleRateHz),
  );
}

function resample(resampler: Resampler, input: Float32Array, blockSamples = RESAMPLER_BLOCK_SAMPLES): Float32Array {
  const output: number[] = [];
  for (let start = 0; start < input.length; start += blockSamples) {
    const count = resampler.process(input, start, Math.min(input.length, start + blockSamples));
    output.push(...resampler.output.subarray(0, count));
  }
  return Float32Array.from(output);
}

describe('Resampler', () => {
  it.each(RATES_HZ)('puts a 1 kHz tone at %i Hz where it is, at 16 kHz', (sampleRateHz) => {
    const output = resample(new Resampler(sampleRateHz), sine(1000, sampleRateHz, 1));
    const expected = sine(1000, 16_000, 1);
    expect(output.length).toBeGreaterThan(15_900);
    let worst = 0;
    for (let i = 100; i < output.length; i++) worst = Math.max(worst, Math.abs((output[i] ?? 0) - (expected[i] ?? 0)));
    expect(worst).toBeLessThan(0.01);
  });

  it.each([24_000, 44_100, 48_000])('keeps what would alias out of the speech band, from %i Hz', (sampleRateHz) => {
    const output = resample(new Resampler(sampleRateHz), sine(10_500, sampleRateHz, 0.5));
    const rms = Math.sqrt(output.reduce((sum, x) => sum + x * x, 0) / output.length);
    expect(rms).toBeLessThan(0.01);
  });

  it('does not care how the input is cut', () => {
    const input = sine(440, 22_050, 0.3);
    expect(resample(new Resampler(22_050), input, 7)).toEqual(resample(new Resampler(22_050), input));
  });

  it('keeps time exact for twenty minutes', { timeout: 60_000 }, () => {
    const resampler = new Resampler(22_051);
    const input = new Float32Array(RESAMPLER_BLOCK_SAMPLES);
    const blocks = Math.ceil((20 * 60 * 22_051) / input.length);
    let count = 0;
    for (let i = 0; i < blocks; i++) count += resampler.process(input, 0, input.length);
    // What is missing waits for the input behind it.
    const ready = blocks * input.length - resampler.reachSamples;
    expect(count).toBe(Math.ceil((ready * 16_000) / 22_051));
  });

  it('starts afresh after a reset', () => {
    const resampler = new Resampler(24_000);
    const input = sine(300, 24_000, 0.1);
    const first = resample(resampler, input);
    resampler.reset();
    expect(resample(resampler, input)).toEqual(first);
  });

  it('lets no bad sample through', () => {
    const resampler = new Resampler(16_000);
    const count = resampler.process(Float32Array.of(Number.NaN, 3, -1e30, Number.POSITIVE_INFINITY, 0.5), 0, 5);
    expect([...resampler.output.subarray(0, count)]).toEqual([0, 1, -1, 0, 0.5]);
  });

  it.each([0, 7999, 48_001, 16_000.5, Number.NaN])('refuses a rate of %d Hz', (sampleRateHz) => {
    expect(() => new Resampler(sampleRateHz)).toThrow(
      expect.objectContaining({ code: 'ENGINE_SAMPLE_RATE_UNSUPPORTED' }),
    );
  });
});
