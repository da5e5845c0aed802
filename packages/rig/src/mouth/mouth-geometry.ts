import type { Expression } from '../contract.js';
import { blendShapes } from './blend-shapes.js';
import type { MouthSet } from './mouth-set.js';
import { flatten, type Point } from './outline.js';

/** What a mouth looks like for given weights, in artboard units, with the head at rest. */
export interface MouthGeometry {
  /** Gap between the inner edges of the lips, in the middle of the mouth; 0 when they touch. */
  readonly openingPx: number;
  /** Distance between the inner corners. */
  readonly widthPx: number;
  /** Area between the inner edges of the lips, in square units. */
  readonly areaPx: number;
  /** From the top of the upper lip to the bottom of the lower, in the middle. */
  readonly lipsHeightPx: number;
  /** Points along the inner edge of the lips, clockwise from the left corner. */
  readonly inner: readonly Point[];
  /** Points along the outer edge of the lips, clockwise from the left corner. */
  readonly outer: readonly Point[];
}

const STEPS_PER_CURVE = 24;

/**
 * Measures a mix of mouth shapes, exactly as the runtime draws it.
 *
 * @param mouths of the character.
 * @param center where the lips meet at rest.
 * @param weights one for each viseme, 0 to 1; what they leave of 1 is the resting mouth of the expression.
 * @throws RigError `RIG_WEIGHTS_INVALID` for weights that are not 22 numbers from 0 to 1 with a sum of at most 1.
 */
export function measureMouth(
  { shapes, resting }: MouthSet,
  center: Point,
  weights: ArrayLike<number>,
  expression: Expression,
): MouthGeometry {
  const { inner, outer, place } = blendShapes(resting[expression], shapes, weights);
  const onArtboard = ([x, y]: Point): Point => [center[0] + place.x + x, center[1] + y];
  const innerPoints = flatten(Object.values(inner), STEPS_PER_CURVE);
  return {
    openingPx: inner.bottom.y - inner.top.y,
    widthPx: inner.right.x - inner.left.x,
    areaPx: area(innerPoints),
    lipsHeightPx: outer.bottom.y - outer.dip.y,
    inner: innerPoints.map(onArtboard),
    outer: flatten(Object.values(outer), STEPS_PER_CURVE).map(onArtboard),
  };
}

/** Shoelace formula; positive for a path that runs clockwise on screen. */
function area(points: readonly Point[]): number {
  const twice = points.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = points[(i + 1) % points.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
  return twice / 2;
}
