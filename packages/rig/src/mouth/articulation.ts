/**
 * What the parts of a mouth do for one sound, independent of any character.
 *
 * Heights (`up`, `down`, `upperTeeth`, `lowerTeeth`, `tongue`) are in units of the character's mouth height, measured
 * down from the line where its lips meet at rest (`up` is measured upwards).
 */
export interface Articulation {
  /** How far the jaw hangs, 0 to 1. Moves chin and muzzle. */
  readonly jaw: number;
  /** Width of the opening; 1 is the width at rest. */
  readonly width: number;
  /** Upper edge of the opening, above the line. */
  readonly up: number;
  /** Lower edge of the opening, below the line. */
  readonly down: number;
  /** How round the corners of the opening are: 0 pointed, 1 elliptic. */
  readonly round: number;
  /** How square it is: 0 as `round` says, 1 nearly a rectangle. */
  readonly square: number;
  /** How far the lips are pushed forward: fuller, and turned outwards. 0 to 1. */
  readonly protrude: number;
  /** How far the lips are rolled in: thinner. 0 to 1. */
  readonly press: number;
  /** How far the corners are pulled up, 1 at rest. */
  readonly smile: number;
  /** How much further up the right corner is pulled than this, and the left one down; the right as the viewer sees it. */
  readonly skew: number;
  /** How far the whole mouth is drawn to the right, as a share of its half width at rest. */
  readonly shift: number;
  /** Lower edge of the upper teeth. */
  readonly upperTeeth: number;
  /** Upper edge of the lower teeth. */
  readonly lowerTeeth: number;
  /** Highest point of the tongue. */
  readonly tongue: number;
  /** Width of the tongue; 1 is the width at rest. */
  readonly tongueWidth: number;
  /** How far its top narrows to a tip, 0 to 1. */
  readonly tip: number;
  /** How far its tip lies out between the teeth, on the lower lip, 0 to 1. */
  readonly tongueOut: number;
  /** How far the upper front teeth are set on the lower lip, 0 to 1. */
  readonly bite: number;
}

/** Lips together, jaw up, a hint of a smile: silence, when the face has no expression. */
export const REST: Articulation = {
  jaw: 0,
  width: 1,
  up: 0,
  down: 0,
  round: 0,
  square: 0,
  protrude: 0,
  press: 0,
  smile: 1,
  skew: 0,
  shift: 0,
  upperTeeth: 0.06,
  lowerTeeth: 0.3,
  tongue: 0.4,
  tongueWidth: 1,
  tip: 0,
  tongueOut: 0,
  bite: 0,
};
