import { describe, expect, test } from 'vitest';
import { MASCOTS, mouthGeometry } from '../mascots/catalog.js';

const one = (id: number, weight = 1) => Array.from({ length: 22 }, (_, each) => (each === id ? weight : 0));

describe('mouthGeometry', () => {
  test('closed lips have no opening; no weights at all is rest', () => {
    expect(mouthGeometry(one(21)).openingPx).toBe(0);
    expect(mouthGeometry(one(21)).areaPx).toBeCloseTo(0);
    expect(mouthGeometry(one(0))).toEqual(mouthGeometry(one(0, 0)));
  });

  test('half of a pose is half open', () => {
    const full = mouthGeometry(new Float32Array(one(2)));
    const half = mouthGeometry(one(2, 0.5));
    expect(full.openingPx).toBeGreaterThan(50);
    expect(half.openingPx).toBeCloseTo(full.openingPx / 2);
  });

  test('is in artboard units, around the place of the mouth', () => {
    const { bounds } = MASCOTS[0].mouth;
    const { outer, inner, widthPx } = mouthGeometry(one(6));
    for (const [x, y] of outer) {
      expect(x).toBeGreaterThan(bounds.x);
      expect(x).toBeLessThan(bounds.x + bounds.width);
      expect(y).toBeGreaterThan(bounds.y);
      expect(y).toBeLessThan(bounds.y + bounds.height);
    }
    const xs = inner.map(([x]) => x);
    expect(Math.max(...xs) - Math.min(...xs)).toBeCloseTo(widthPx);
  });

  test.each([
    ['too few', [1]],
    ['too many', [...one(0), 0]],
    ['more than 1 in all', one(0).map(() => 0.1)],
    ['a negative weight', one(3, -0.1)],
    ['not a number', one(3, Number.NaN)],
  ])('refuses %s', (_, weights) => {
    expect(() => mouthGeometry(weights)).toThrow(expect.objectContaining({ code: 'RIG_WEIGHTS_INVALID' }));
  });
});
