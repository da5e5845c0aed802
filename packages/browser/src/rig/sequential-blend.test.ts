import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toSequentialBlend } from './sequential-blend.js';

/** What Rive does with a property: one pose after the other over what was there. */
function blendLikeRive(before: number, poses: readonly number[], values: Float32Array): number {
  return poses.reduce((property, pose, i) => {
    const mix = Math.min(1, Math.max(0, (values[i] as number) / 100));
    return property * (1 - mix) + pose * mix;
  }, before);
}

describe('toSequentialBlend', () => {
  it('gives the values that were measured with Rive itself', () => {
    const values = new Float32Array(3);
    toSequentialBlend(Float32Array.of(0.2, 0.3, 0.5), values);
    expect(blendLikeRive(0, [30, 50, 100], values)).toBeCloseTo(71, 4);
    expect([...values]).toEqual([100, 60, 50].map((value) => expect.closeTo(value, 4)));
  });

  it('gives the exact average of any poses with any weights, whatever was there before', () => {
    const weight = fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: 1, noNaN: true }));
    const pose = fc.double({ min: -500, max: 500, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(weight, pose), { minLength: 22, maxLength: 22 }), pose, (parts, before) => {
        const total = parts.reduce((sum, [w]) => sum + w, 0);
        fc.pre(total > 0);
        const values = new Float32Array(22);
        toSequentialBlend(
          Float32Array.from(parts, ([w]) => w),
          values,
        );
        const average = parts.reduce((sum, [w, p]) => sum + (w / total) * p, 0);
        const drawn = blendLikeRive(
          before,
          parts.map(([, p]) => p),
          values,
        );
        expect(Math.abs(drawn - average)).toBeLessThan(0.01);
        for (const value of values) expect(value >= 0 && value <= 100).toBe(true);
      }),
      { seed: 6, numRuns: 500 },
    );
  });
});
