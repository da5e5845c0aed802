import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SampleRing } from './sample-ring.js';

describe('SampleRing', () => {
  it('gives back what it took, in order, whatever the pieces', () => {
    const steps = fc.array(fc.record({ write: fc.integer({ min: 0, max: 9 }), read: fc.integer({ min: 0, max: 9 }) }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), steps, (capacity, list) => {
        const ring = new SampleRing(capacity);
        const waiting: number[] = [];
        let next = 1;
        for (const { write, read } of list) {
          const samples = Float32Array.from({ length: write }, () => next++);
          const taken = ring.write(samples);
          expect(taken).toBe(Math.min(write, capacity - waiting.length));
          waiting.push(...samples.subarray(0, taken));
          const output = new Float32Array(10).fill(-1);
          const given = ring.read(output, read);
          expect([...output.subarray(0, given)]).toEqual(waiting.splice(0, given));
          expect(output[given]).toBe(-1);
          expect(ring.length).toBe(waiting.length);
        }
      }),
      { seed: 1 },
    );
  });

  it('is empty after a clear', () => {
    const ring = new SampleRing(4);
    ring.write(Float32Array.of(1, 2, 3));
    ring.clear();
    ring.write(Float32Array.of(4));
    const output = new Float32Array(4);
    expect(ring.read(output, 4)).toBe(1);
    expect(output[0]).toBe(4);
  });
});
