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
}

/** Lips together, jaw up, a hint of a smile: silence, and the pose over which all others are laid. */
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
  upperTeeth: 0.06,
  lowerTeeth: 0.3,
  tongue: 0.4,
  tongueWidth: 1,
  tip: 0,
};

const pose = (changes: Partial<Articulation>): Articulation => ({ ...REST, ...changes });

/**
 * The 22 visemes, indexed by id.
 *
 * Openness, rounding and spread follow the vowel chart (IPA Handbook, 1999: height gives `jaw`, rounding gives `width` and
 * `protrude`); consonants follow their place of articulation, shown larger than life as animators do. Diphthongs are
 * drawn as their open first half, leaning towards the second: the second half is a viseme of its own.
 */
export const ARTICULATIONS: readonly Articulation[] = [
  REST,
  // 1 ae ax ah: open, relaxed, a little wide
  pose({
    jaw: 0.6,
    width: 1.08,
    up: 0.14,
    down: 0.56,
    round: 0.55,
    smile: 0.9,
    upperTeeth: 0.06,
    lowerTeeth: 0.56,
    tongue: 0.34,
  }),
  // 2 aa: jaw at its lowest, tongue flat
  pose({
    jaw: 0.85,
    width: 0.96,
    up: 0.17,
    down: 0.85,
    round: 0.8,
    smile: 0.6,
    upperTeeth: 0.03,
    lowerTeeth: 0.86,
    tongue: 0.56,
  }),
  // 3 ao: open and round, lips forward
  pose({
    jaw: 0.65,
    width: 0.62,
    up: 0.17,
    down: 0.58,
    round: 1,
    protrude: 0.6,
    smile: 0.3,
    upperTeeth: -0.08,
    lowerTeeth: 0.75,
    tongue: 0.44,
  }),
  // 4 ey eh uh: half open, wide
  pose({
    jaw: 0.45,
    width: 1.16,
    up: 0.14,
    down: 0.38,
    round: 0.45,
    smile: 1.1,
    upperTeeth: 0.06,
    lowerTeeth: 0.4,
    tongue: 0.22,
  }),
  // 5 er: lips pushed forward a little, loosely square
  pose({
    jaw: 0.3,
    width: 0.74,
    up: 0.13,
    down: 0.25,
    round: 0.8,
    square: 0.35,
    protrude: 0.45,
    smile: 0.4,
    upperTeeth: 0.02,
    lowerTeeth: 0.4,
    tongue: 0.14,
  }),
  // 6 y iy ih: corners pulled far apart, teeth close
  pose({
    jaw: 0.25,
    width: 1.34,
    up: 0.13,
    down: 0.2,
    round: 0.3,
    smile: 1.5,
    upperTeeth: 0.02,
    lowerTeeth: 0.14,
    tongue: 0.1,
  }),
  // 7 w uw: a small, tight ring
  pose({
    jaw: 0.2,
    width: 0.34,
    up: 0.12,
    down: 0.18,
    round: 1,
    protrude: 1,
    smile: 0.1,
    upperTeeth: -0.2,
    lowerTeeth: 0.5,
    tongue: 0.3,
  }),
  // 8 ow: round, taller than 7, smaller than 3
  pose({
    jaw: 0.5,
    width: 0.5,
    up: 0.16,
    down: 0.38,
    round: 1,
    protrude: 0.85,
    smile: 0.2,
    upperTeeth: -0.16,
    lowerTeeth: 0.7,
    tongue: 0.36,
  }),
  // 9 aw: wide open, already narrowing to a ring
  pose({
    jaw: 0.75,
    width: 0.82,
    up: 0.18,
    down: 0.72,
    round: 0.95,
    protrude: 0.3,
    smile: 0.4,
    upperTeeth: -0.03,
    lowerTeeth: 0.8,
    tongue: 0.52,
  }),
  // 10 oy: round, corners about to spread
  pose({
    jaw: 0.55,
    width: 0.74,
    up: 0.15,
    down: 0.47,
    round: 0.85,
    protrude: 0.4,
    smile: 0.8,
    upperTeeth: 0,
    lowerTeeth: 0.58,
    tongue: 0.3,
  }),
  // 11 ay: wide open, corners up and out
  pose({
    jaw: 0.75,
    width: 1.18,
    up: 0.16,
    down: 0.68,
    round: 0.6,
    smile: 1.35,
    upperTeeth: 0.06,
    lowerTeeth: 0.68,
    tongue: 0.42,
  }),
  // 12 h: breath through a relaxed, half open mouth
  pose({
    jaw: 0.4,
    width: 0.94,
    up: 0.1,
    down: 0.33,
    round: 0.55,
    smile: 0.8,
    upperTeeth: 0.0,
    lowerTeeth: 0.42,
    tongue: 0.26,
  }),
  // 13 r: slightly rounded, lips forward, tongue bunched
  pose({
    jaw: 0.25,
    width: 0.62,
    up: 0.11,
    down: 0.21,
    round: 0.9,
    square: 0.15,
    protrude: 0.6,
    smile: 0.3,
    upperTeeth: -0.03,
    lowerTeeth: 0.4,
    tongue: 0.09,
  }),
  // 14 l: tongue tip up behind the upper teeth
  pose({
    jaw: 0.3,
    width: 1.0,
    up: 0.15,
    down: 0.36,
    round: 0.55,
    smile: 0.9,
    upperTeeth: 0.0,
    lowerTeeth: 0.42,
    tongue: 0.0,
    tip: 1,
    tongueWidth: 0.62,
  }),
  // 15 s z: teeth together, lips drawn apart
  pose({
    jaw: 0.1,
    width: 1.2,
    up: 0.14,
    down: 0.16,
    round: 0.35,
    square: 0.25,
    smile: 1.2,
    upperTeeth: 0.0,
    lowerTeeth: 0.015,
    tongue: 0.3,
  }),
  // 16 sh ch jh zh: lips pushed forward, square, teeth showing
  pose({
    jaw: 0.2,
    width: 0.66,
    up: 0.2,
    down: 0.24,
    round: 1,
    square: 0.8,
    protrude: 0.9,
    smile: 0.2,
    upperTeeth: 0.0,
    lowerTeeth: 0.03,
    tongue: 0.4,
  }),
  // 17 th dh: tongue tip between the teeth
  pose({
    jaw: 0.15,
    width: 1.02,
    up: 0.16,
    down: 0.3,
    round: 0.5,
    smile: 0.9,
    upperTeeth: 0.0,
    lowerTeeth: 0.36,
    tongue: -0.03,
    tip: 0,
    tongueWidth: 1.3,
  }),
  // 18 f v: lower lip tucked under the upper teeth
  pose({
    jaw: 0.1,
    width: 0.9,
    up: 0.15,
    down: 0.01,
    round: 0.5,
    press: 0.25,
    smile: 0.6,
    upperTeeth: 0.03,
    lowerTeeth: 0.4,
    tongue: 0.5,
  }),
  // 19 d t n: nearly closed, tongue tip behind the teeth
  pose({
    jaw: 0.15,
    width: 1.06,
    up: 0.12,
    down: 0.18,
    round: 0.45,
    smile: 0.95,
    upperTeeth: 0.02,
    lowerTeeth: 0.11,
    tongue: 0.0,
    tip: 0.3,
    tongueWidth: 0.75,
  }),
  // 20 k g ng: a little open, back of the tongue raised
  pose({
    jaw: 0.25,
    width: 0.98,
    up: 0.1,
    down: 0.3,
    round: 0.5,
    smile: 0.85,
    upperTeeth: -0.06,
    lowerTeeth: 0.5,
    tongue: 0.11,
    tongueWidth: 1.3,
  }),
  // 21 p b m: lips pressed together
  pose({ jaw: 0, width: 1.04, press: 1, smile: 0.55 }),
];
