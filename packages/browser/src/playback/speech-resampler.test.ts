import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SpeechResampler } from './speech-resampler.js';

const tone = (length: number, rateHz: number, hz = 440) =>
  Float32Array.from({ length }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * i) / rateHz));

function inPieces(resampler: SpeechResampler, samples: Float32Array, lengths: readonly number[]): Float32Array {
  const output: number[] = [];
  let at = 0;
  for (const length of lengths) {
    output.push(...resampler.process(samples.subarray(at, at + length)));
    at += length;
  }
  output.push(...resampler.process(samples.subarray(at)), ...resampler.flush());
  return Float32Array.from(output);
}

describe('SpeechResampler', () => {
  it('passes samples bit for bit at equal rates', () => {
    const resampler = new SpeechResampler(24_000, 24_000);
    const samples = tone(1000, 24_000);
    expect(resampler.process(samples)).toEqual(samples);
    expect(resampler.process(samples)).not.toBe(samples);
    expect(resampler.flush()).toHaveLength(0);
  });

  it.each([
    [24_000, 48_000],
    [24_000, 44_100],
    [24_000, 16_000],
    [22_050, 48_000],
    [16_000, 24_000],
  ])('keeps %i Hz at %i Hz in time, to the last sample', (inputRateHz, outputRateHz) => {
    const samples = tone(2403, inputRateHz);
    const output = inPieces(new SpeechResampler(inputRateHz, outputRateHz), samples, [100, 1, 700]);
    expect(output).toHaveLength(Math.ceil((2403 * outputRateHz) / inputRateHz));
    const expected = tone(output.length, outputRateHz);
    // Away from the ends, where the tone begins and ends abruptly, it is the same tone at the same time.
    const edge = Math.ceil(outputRateHz / 250);
    for (let i = edge; i < output.length - edge; i++) {
      expect(Math.abs((output[i] as number) - (expected[i] as number))).toBeLessThan(0.001);
    }
  });

  it('gives the same for any pieces', () => {
    const samples = tone(900, 24_000);
    const whole = inPieces(new SpeechResampler(24_000, 44_100), samples, []);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 6 }), (lengths) => {
        expect(inPieces(new SpeechResampler(24_000, 44_100), samples, lengths)).toEqual(whole);
      }),
      { seed: 3, numRuns: 30 },
    );
  });

  it('begins anew after a flush', () => {
    const resampler = new SpeechResampler(24_000, 48_000);
    const first = inPieces(resampler, tone(500, 24_000), []);
    expect(inPieces(resampler, tone(500, 24_000), [])).toEqual(first);
  });
});
