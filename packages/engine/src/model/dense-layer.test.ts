import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyDense, tiledLength, tileWeights } from './dense-layer.js';

it('multiplies as the formula says, whatever the size', () => {
  const value = fc.float({ min: -2, max: 2, noNaN: true });
  const layer = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 })).chain(([inputs, outputs]) =>
    fc.record({
      inputs: fc.constant(inputs),
      outputs: fc.constant(outputs),
      rows: fc.float32Array({ minLength: inputs * outputs, maxLength: inputs * outputs, min: -2, max: 2, noNaN: true }),
      offsets: fc.float32Array({ minLength: outputs, maxLength: outputs, min: -2, max: 2, noNaN: true }),
      x: fc.array(value, { minLength: inputs, maxLength: inputs }),
    }),
  );
  fc.assert(
    fc.property(layer, ({ inputs, outputs, rows, offsets, x }) => {
      const bias = new Float32Array(tiledLength(outputs));
      bias.set(offsets);
      const y = new Float32Array(tiledLength(outputs));
      applyDense({ inputs, outputs, weights: tileWeights(rows, inputs, outputs), bias }, Float32Array.from(x), y);
      for (let o = 0; o < outputs; o++) {
        const sum = x.reduce((total, xi, i) => total + (rows[o * inputs + i] ?? 0) * xi, offsets[o] ?? 0);
        expect(y[o]).toBeCloseTo(sum, 3);
      }
    }),
    { seed: 3 },
  );
});
