import { VISEME_COUNT, VISEMES } from '@lipwire/cues';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXPRESSIONS } from '../contract.js';
import { MASCOTS } from '../mascots/catalog.js';
import { CHIN_DROP, MOUTH_CENTER, MOUTHS } from '../mascots/miso/look.js';
import { ARTICULATIONS } from './articulations.js';
import { blendShapes } from './blend-shapes.js';
import { INSIDE_HALF_WIDTH, type MouthShape } from './mouth-shape.js';
import { flatten, type Point } from './outline.js';

const { shapes: MOUTH_SHAPES } = MOUTHS;
const STEPS = 16;
/** Near the corners, edges that should touch may cross by this much: it is hidden by the line between the lips, 4 wide. */
const TOLERANCE_PX = 0.3;
/** Width of the line between the lips. */
const LINE_PX = 4;
/** What is drawn for a `scaleY` of 1, in Miso's size. */
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

/** A mascot, the expression it wears, and what its mouth is told. */
const anyMix = fc.record({
  name: fc.constantFrom(...MASCOTS.map(({ name }) => name)),
  expression: fc.constantFrom(...EXPRESSIONS),
  list: weights,
});
type Mix = typeof anyMix extends fc.Arbitrary<infer T> ? T : never;

function mixed({ name, expression, list }: Mix) {
  const { mouth } = MASCOTS.find((mascot) => mascot.name === name) ?? MASCOTS[0];
  return { mouth, ...blendShapes(mouth.resting[expression], mouth.shapes, list) };
}

describe('any mix of visemes, over any expression of any mascot', () => {
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
        const { mouth, inner, outer, tongueTip, bite } = mixed(mix);
        const scale = mouth.shapes[0].inner.right.x / INSIDE_HALF_WIDTH;
        const { upper } = edges(Object.values(inner), 2);
        for (const [part, drawn] of [
          [tongueTip, TONGUE_TIP],
          [bite, BITE],
        ] as const) {
          const height = part.scaleY * drawn.height * scale;
          if (height < 0.5) continue;
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

  test('stays in the bounds of the mouth, and on the chin that follows the jaw', () => {
    fc.assert(
      fc.property(anyMix, (mix) => {
        const { mouth, outer, place } = mixed(mix);
        const { bounds, center } = mouth;
        const points = flatten(Object.values(outer), STEPS);
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

describe('poses', () => {
  test('have the same form, and handles that a blend turns the short way', () => {
    const [rest] = MOUTH_SHAPES;
    for (const shape of MOUTH_SHAPES) {
      const numbers = leaves(shape);
      expect(numbers.map(([path]) => path)).toEqual(leaves(rest).map(([path]) => path));
      for (const [i, [path, value]] of numbers.entries()) {
        expect(Number.isFinite(value), path).toBe(true);
        if (/rotation/i.test(path)) expect(Math.abs(value - (leaves(rest)[i]?.[1] ?? 0)), path).toBeLessThan(Math.PI);
      }
    }
  });

  const closed = [...Object.entries(MOUTHS.resting), ['p b m', MOUTH_SHAPES[21] as MouthShape]] as const;

  test.each(closed)('%s is closed, and so is any mix with another closed mouth', (_, shape) => {
    for (const [, other] of closed) {
      for (const share of [0, 0.35, 0.8]) {
        const { inner } = blendShapes(shape, [other], [share]);
        const { upper, lower } = edges(Object.values(inner), 2);
        for (const [x, y] of upper) expect(y).toBeCloseTo(heightAt(lower, x) ?? y, 1);
        expect(inner.bottom.y - inner.top.y).toBe(0);
      }
    }
  });

  test('no two are alike', () => {
    for (const [a, first] of MOUTH_SHAPES.entries()) {
      for (const [b, second] of MOUTH_SHAPES.entries()) {
        if (a >= b) continue;
        const other = leaves(second);
        const distance = Math.hypot(
          ...leaves(first).map(([path, value], i) => (/rotation/i.test(path) ? 0 : value - (other[i]?.[1] ?? 0))),
        );
        expect(distance, `${VISEMES[a]?.name} and ${VISEMES[b]?.name}`).toBeGreaterThan(8);
      }
    }
  });

  test('show what the sounds ask for', () => {
    const shape = (id: number) => MOUTH_SHAPES[id] as MouthShape;
    const opening = (id: number) => shape(id).inner.bottom.y - shape(id).inner.top.y;
    const width = (id: number) => shape(id).inner.right.x - shape(id).inner.left.x;
    const ids = MOUTH_SHAPES.map((_, id) => id);
    expect(ids.reduce((best, id) => (opening(id) > opening(best) ? id : best))).toBe(2);
    expect(ids.reduce((best, id) => (width(id) > width(best) ? id : best))).toBe(6);
    expect(ids.reduce((best, id) => (width(id) < width(best) ? id : best))).toBe(7);
    expect([7, 8, 3].map(width)).toEqual([7, 8, 3].map(width).sort((a, b) => a - b));
    const gap = (id: number) => shape(id).lowerTeeth.y - shape(id).upperTeeth.y;
    // f, v: nothing but upper teeth between the lips, and set on the lower one.
    expect(shape(18).upperTeeth.y).toBeGreaterThanOrEqual(shape(18).inner.bottom.y);
    expect(ids.filter((id) => shape(id).bite.scaleY > 0)).toEqual([18]);
    // s, z, sh: the rows of teeth meet.
    for (const id of [15, 16]) expect(gap(id)).toBeLessThan(2.5);
    // l, t: the tongue reaches behind the upper teeth; k: it rises, and reaches no teeth.
    for (const id of [14, 19]) expect(shape(id).tongue.y).toBeLessThan(shape(id).upperTeeth.y);
    expect(shape(20).tongue.y).toBeGreaterThan(shape(20).upperTeeth.y + 4);
    // th: its tip is out, and reaches over the edge of the lower lip.
    expect(ids.filter((id) => shape(id).tongueTip.scaleY > 0)).toEqual([17]);
    const { tongueTip, inner } = shape(17);
    expect(tongueTip.y + tongueTip.scaleY * TONGUE_TIP.height).toBeGreaterThan(inner.bottom.y + 4);
    // Lips forward hide the teeth.
    for (const id of [7, 8]) expect(shape(id).upperTeeth.y).toBeLessThan(shape(id).inner.top.y + 1);
  });
});

/** Upper and lower edge, both from left to right. `curves` is how many curves the upper edge has. */
function edges(points: Parameters<typeof flatten>[0], curves: number): { upper: Point[]; lower: Point[] } {
  const all = flatten(points, STEPS);
  const right = curves * STEPS;
  return { upper: all.slice(0, right + 1), lower: [...all.slice(right), all[0] as Point].reverse() };
}

/** By how much `above` lies below `below` at the worst place; negative if it never does. */
function crossing(above: readonly Point[], below: readonly Point[]): number {
  return Math.max(...above.map(([x, y]) => y - (heightAt(below, x) ?? Number.POSITIVE_INFINITY)));
}

/** The smallest step to the right from point to point. */
function smallestStep(edge: readonly Point[]): number {
  return Math.min(...edge.slice(1).map(([x], i) => x - (edge[i]?.[0] ?? 0)));
}

function heightAt(edge: readonly Point[], x: number): number | undefined {
  for (let i = 1; i < edge.length; i++) {
    const [x0, y0] = edge[i - 1] as Point;
    const [x1, y1] = edge[i] as Point;
    if (x >= x0 && x <= x1 && x1 > x0) return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
  }
  return undefined;
}

function leaves(tree: object, path = ''): [string, number][] {
  return Object.entries(tree).flatMap(([key, value]): [string, number][] =>
    typeof value === 'number' ? [[`${path}.${key}`, value]] : leaves(value as object, `${path}.${key}`),
  );
}
