import { VISEME_COUNT } from '@lipwire/cues';

/**
 * What an eye tells apart on a face. `letter` stands for the class in pictures; `name` in tables and files.
 *
 * Index 0 is the mouth at rest; indices 1 to 9 are the speech classes.
 */
export const VISUAL_CLASSES = [
  { name: 'rest', letter: '', visemes: [0] },
  { name: 'closed', letter: 'M', visemes: [21] },
  { name: 'lip to teeth', letter: 'F', visemes: [18] },
  { name: 'teeth and tongue', letter: 'T', visemes: [12, 14, 15, 17, 19, 20] },
  { name: 'sh ch', letter: 'S', visemes: [16] },
  { name: 'r', letter: 'R', visemes: [5, 13] },
  { name: 'spread', letter: 'E', visemes: [4, 6] },
  { name: 'open', letter: 'A', visemes: [1, 2, 9, 11] },
  { name: 'round, open', letter: 'O', visemes: [3, 8, 10] },
  { name: 'round, tight', letter: 'U', visemes: [7] },
];

/** Indices of {@link VISUAL_CLASSES} that the code speaks of by name. */
export const [REST, CLOSED, LIP_TO_TEETH, TEETH_TONGUE, SH_CH, R, SPREAD, OPEN, ROUND_OPEN, ROUND_TIGHT] =
  VISUAL_CLASSES.keys();

/** Visual class of each of the 22 visemes. */
export const CLASS_OF_VISEME = Int8Array.from({ length: VISEME_COUNT }, (_, id) =>
  VISUAL_CLASSES.findIndex(({ visemes }) => visemes.includes(id)),
);

/**
 * Six groups that every alphabet can tell apart, by visual class: rest, closed, lip to teeth, other consonants, unrounded
 * vowels, rounded vowels. Alphabets with few shapes are compared on these.
 */
export const GROUP_OF_CLASS = Int8Array.of(0, 1, 2, 3, 3, 3, 4, 4, 5, 5);

/** How far each viseme opens the jaw, 0 to 1. */
export const JAW_OF_VISEME = Float64Array.of(
  ...[0, 0.6, 0.85, 0.65, 0.45, 0.3, 0.25, 0.2, 0.5, 0.75, 0.55],
  ...[0.75, 0.4, 0.25, 0.3, 0.1, 0.2, 0.15, 0.1, 0.15, 0.25, 0],
);

/** Things a viewer sees happen: a mouth enters one of these classes and leaves it. */
export const EVENTS = {
  closure: [CLOSED],
  lipToTeeth: [LIP_TO_TEETH],
  rounding: [ROUND_OPEN, ROUND_TIGHT],
  postalveolar: [SH_CH],
};
