import { EXPRESSIONS, type Expression } from '../contract.js';
import { ARTICULATIONS } from './articulations.js';
import { type MouthProportions, type MouthShape, mouthShape } from './mouth-shape.js';
import { RESTING_MOUTHS } from './resting-mouths.js';

/** All mouths of one character. */
export interface MouthSet {
  /** By viseme id; the first is the mouth at rest. */
  readonly shapes: readonly [MouthShape, ...MouthShape[]];
  /** Shut: the mouth of each expression while nothing is said. */
  readonly resting: Readonly<Record<Expression, MouthShape>>;
}

/** Draws all visemes and all resting mouths with a character's proportions. */
export function mouthSet(proportions: MouthProportions): MouthSet {
  const [rest, ...others] = ARTICULATIONS.map((articulation) => mouthShape(articulation, proportions));
  return {
    shapes: [rest as MouthShape, ...others],
    resting: Object.fromEntries(
      EXPRESSIONS.map((expression) => [expression, mouthShape(RESTING_MOUTHS[expression], proportions)]),
    ) as Record<Expression, MouthShape>,
  };
}
