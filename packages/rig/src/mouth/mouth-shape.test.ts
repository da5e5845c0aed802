import { VISEMES } from '@lipwire/cues';
import { describe, expect, test } from 'vitest';
import { edges, heightAt } from '../../test/lip-edges.js';
import { MOUTHS } from '../mascots/miso/look.js';
import { blendShapes } from './blend-shapes.js';
import type { MouthShape } from './mouth-shape.js';

const { shapes: MOUTH_SHAPES } = MOUTHS;
/** Height of the drawn tip of the tongue, in Miso's size. */
const TONGUE_TIP_HEIGHT = 20;

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
    expect(tongueTip.y + tongueTip.scaleY * TONGUE_TIP_HEIGHT).toBeGreaterThan(inner.bottom.y + 4);
    // Lips forward hide the teeth.
    for (const id of [7, 8]) expect(shape(id).upperTeeth.y).toBeLessThan(shape(id).inner.top.y + 1);
  });
});

function leaves(tree: object, path = ''): [string, number][] {
  return Object.entries(tree).flatMap(([key, value]): [string, number][] =>
    typeof value === 'number' ? [[`${path}.${key}`, value]] : leaves(value as object, `${path}.${key}`),
  );
}
