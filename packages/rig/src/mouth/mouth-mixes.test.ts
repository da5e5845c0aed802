import { VISEME_COUNT } from '@lipwire/cues';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crossing, edges, heightAt, STEPS_PER_CURVE, smallestStep } from '../../test/lip-edges.js';
import { EXPRESSIONS } from '../contract.js';
import { MASCOTS } from '../mascots/catalog.js';
import { CHIN_DROP, MOUTH_CENTER, MOUTHS } from '../mascots/miso/look.js';
import { ARTICULATIONS } from './articulations.js';
import { blendShapes } from './blend-shapes.js';
import { mouthSet } from './mouth-set.js';
import { INSIDE_HALF_WIDTH } from './mouth-shape.js';
import { flatten } from './outline.js';

const { shapes: MOUTH_SHAPES } = MOUTHS;
/** Near the corners, edges that should touch may cross by this much: it is hidden by the line between the lips, 4 wide. */
const TOLERANCE_PX = 0.5;
/** Width of the line between the lips. */
const LINE_PX = 4;
/** What is drawn for a `scaleY` of 1, for a mouth of the usual width. */
const TONGUE_TIP = { height: 20, halfWidth: 27 };
const BITE = { height: 10, halfWidth: 24.6 };

/** Weights as a driver makes them: one to four shapes at once, not always adding up to 1. */
const weights = fc
  .array(fc.tuple(fc.integer({ min: 0, max: VISEME_COUNT - 1 }), fc.double({ min: 0.01, max: 1, noNaN: true })), {
    minLength: 1,
    maxLength: 4,
  })
  .chain((shares) => fc.tuple(fc.constant(shares), fc.double({ min: 0.05, max: 1, noNaN: true })))
  .map(([shares, sum]) => {
    const total = shares.reduce((all, [, share]) => all + share, 0);
    const list = new Array<number>(VISEME_COUNT).fill(0);
    for (const [id, share] of shares) list[id] = (list[id] ?? 0) + (share / total) * sum;
    return list;
  });

const jawOf = (list: readonly number[]) => ARTICULATIONS.reduce((sum, { jaw }, id) => sum + jaw * (list[id] ?? 0), 0);

/** Mouths of characters as they may be drawn: wide and narrow, thin and full lips, with and without a bow. */
const proportions = fc
  .record({
    halfWidth: fc.integer({ min: 32, max: 66 }),
    height: fc.integer({ min: 48, max: 76 }),
    upperLip: fc.integer({ min: 3, max: 9 }),
    lowerLip: fc.integer({ min: 4, max: 13 }),
    smile: fc.double({ min: 0.05, max: 0.26, noNaN: true }),
    bow: fc.integer({ min: 0, max: 3 }),
  })
  .map((p) => ({ ...p, smile: p.smile * p.halfWidth }));

/** A mouth, the expression it wears, and what it is told. */
const anyMix = fc.record({ proportions, expression: fc.constantFrom(...EXPRESSIONS), list: weights });
type Mix = typeof anyMix extends fc.Arbitrary<infer T> ? T : never;

function mixed({ proportions, expression, list }: Mix) {
  const { shapes, resting } = mouthSet(proportions);
  return { scale: proportions.halfWidth / INSIDE_HALF_WIDTH, ...blendShapes(resting[expression], shapes, list) };
}

describe('any mix of visemes, over any expression', () => {
  test('keeps upper edge above lower edge, and the opening inside the lips', () => {
    fc.assert(
      fc.property(anyMix, (mix) => {
        const { inner, outer } = mixed(mix);
        const innerEdges = edges(Object.values(inner), 2);
        const outerEdges = edges(Object.values(outer), 4);
        const crossings = [
          crossing(innerEdges.upper, innerEdges.lower),
          crossing(outerEdges.upper, innerEdges.upper),
          crossing(innerEdges.lower, outerEdges.lower),
        ];
        expect(Math.max(...crossings)).toBeLessThan(TOLERANCE_PX);
        expect(outer.left.x).toBeLessThan(inner.left.x - 1);
        expect(outer.right.x).toBeGreaterThan(inner.right.x + 1);
      }),
      { seed: 1, numRuns: 1_500 },
    );
  });

  test('never turns back: both edges run from corner to corner without a loop', () => {
    fc.assert(
      fc.property(anyMix, (mix) => {
        const { inner, outer } = mixed(mix);
        for (const { upper, lower } of [edges(Object.values(inner), 2), edges(Object.values(outer), 4)]) {
          expect(Math.min(...[upper, lower].map(smallestStep))).toBeGreaterThan(0);
        }
      }),
      { seed: 2, numRuns: 1_500 },
    );
  });

  test('lays tongue and teeth on the lower lip, never over the upper one and never beyond the lips', () => {
    fc.assert(
      fc.property(anyMix, (mix) => {
        const { scale, inner, outer, tongueTip, bite } = mixed(mix);
        const { upper } = edges(Object.values(inner), 2);
        for (const [part, drawn] of [
          [tongueTip, TONGUE_TIP],
          [bite, BITE],
        ] as const) {
          const height = part.scaleY * drawn.height * scale;
          if (height < 1) continue;
          for (const x of [-drawn.halfWidth * scale, drawn.halfWidth * scale]) {
            const roof = heightAt(upper, x);
            if (roof !== undefined) expect(part.y).toBeGreaterThan(roof - LINE_PX);
          }
          expect(part.y + height).toBeLessThan(outer.bottom.y);
        }
      }),
      { seed: 3, numRuns: 1_500 },
    );
  });

  test('stays in the bounds that a mascot states for its mouth', () => {
    fc.assert(
      fc.property(fc.constantFrom(...MASCOTS.map(({ name }) => name)), anyMix, (name, { expression, list }) => {
        const { mouth } = MASCOTS.find((mascot) => mascot.name === name) ?? MASCOTS[0];
        const { bounds, center } = mouth;
        const { outer, place } = blendShapes(mouth.resting[expression], mouth.shapes, list);
        const points = flatten(Object.values(outer), STEPS_PER_CURVE);
        const xs = points.map(([x]) => center[0] + place.x + x);
        const ys = points.map(([, y]) => center[1] + y);
        expect(Math.min(...xs)).toBeGreaterThan(bounds.x);
        expect(Math.max(...xs)).toBeLessThan(bounds.x + bounds.width);
        expect(Math.min(...ys)).toBeGreaterThan(bounds.y);
        expect(Math.max(...ys)).toBeLessThan(bounds.y + bounds.height);
      }),
      { seed: 4, numRuns: 600 },
    );
  });

  test('stays on the muzzle of Miso: the lower lip never reaches the chin', () => {
    const chinY = 358;
    fc.assert(
      fc.property(weights, (list) => {
        const { outer } = blendShapes(MOUTH_SHAPES[0], MOUTH_SHAPES, list);
        expect(MOUTH_CENTER[1] + outer.bottom.y).toBeLessThan(chinY + CHIN_DROP * jawOf(list) - 6);
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});
