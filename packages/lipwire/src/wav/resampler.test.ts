import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Resampler } from './resampler.js';

function tone(frequencyHz: number, rateHz: number, seconds: number): Float32Array {
  const samples = new Float32Array(Math.round(rateHz * seconds));
  for (let i = 0; i < samples.length; i++) samples[i] = Math.sin((2 * Math.PI * frequencyHz * i) / rateHz);
  return samples;
}

function resample(samples: Float32Array, fromHz: number, toHz: number): Float32Array {
  const resampler = new Resampler(fromHz, toHz);
  return Float32Array.of(...resampler.push(samples), ...resampler.flush());
}

/** Largest difference away from the ends, where there are no neighbours to draw on. */
function worstDifference(a: Float32Array, b: Float32Array): number {
  let worst = 0;
  for (let i = 200; i < Math.min(a.length, b.length) - 200; i++) {
    worst = Math.max(worst, Math.abs((a[i] as number) - (b[i] as number)));
  }
  return worst;
}

describe('Resampler', () => {
  it.each([
    [96_000, 48_000],
    [192_000, 48_000],
    [88_200, 48_000],
    [50_001, 48_000],
    [6000, 8000],
    [5512, 8000],
  ])('keeps a tone in place from %i Hz to %i Hz', (fromHz, toHz) => {
    const output = resample(tone(1000, fromHz, 0.2), fromHz, toHz);
    expect(Math.abs(output.length - 0.2 * toHz)).toBeLessThanOrEqual(1);
    expect(worstDifference(output, tone(1000, toHz, 0.2))).toBeLessThan(0.001);
  });

  it('leaves nothing of a tone that the lower rate cannot hold', () => {
    const output = resample(tone(30_000, 96_000, 0.1), 96_000, 48_000);
    expect(worstDifference(output, new Float32Array(output.length))).toBeLessThan(0.001);
  });

  it('gives the same for any split of the input', () => {
    const input = tone(440, 6000, 0.05);
    const whole = resample(input, 6000, 8000);
    fc.assert(
      fc.property(fc.array(fc.nat(input.length), { maxLength: 8 }), (cuts) => {
        const resampler = new Resampler(6000, 8000);
        let start = 0;
        const output = [...cuts.sort((a, b) => a - b), input.length].flatMap((end) => {
          const part = input.subarray(start, end);
          start = end;
          return [...resampler.push(part)];
        });
        expect([...output, ...resampler.flush()]).toEqual([...whole]);
      }),
    );
  });

  it('makes nothing of nothing', () => {
    expect(resample(new Float32Array(0), 96_000, 48_000)).toHaveLength(0);
  });
});
