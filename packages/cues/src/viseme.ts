/** A mouth shape: one of the 22 SAPI viseme ids, 0 (silence) to 21 (p, b, m). */
export type VisemeId =
  | 0
  | 1
  | 2
  | 3
  | 4
  | 5
  | 6
  | 7
  | 8
  | 9
  | 10
  | 11
  | 12
  | 13
  | 14
  | 15
  | 16
  | 17
  | 18
  | 19
  | 20
  | 21;

/** How many visemes there are; ids are 0 to `VISEME_COUNT - 1`. */
export const VISEME_COUNT = 22;

/** The mouth at rest. */
export const SILENCE: VisemeId = 0;

/** True for an integer 0 to 21, whatever the type it came with. */
export function isVisemeId(value: unknown): value is VisemeId {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < VISEME_COUNT;
}
