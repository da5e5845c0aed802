import type { AnimationBuilder } from '../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import { degrees } from '../../builder/authoring/path-point.js';
import type { Expression } from '../../contract.js';
import { type CharacterParts, SIDES, SIGN } from '../character-parts.js';

/** What a face does in one expression, apart from the mouth. */
export interface Mood {
  /** Of the head, in degrees; clockwise. */
  readonly tilt: number;
  /** How far the head sinks; negative is up. Default 0. */
  readonly sink?: number;
  /** Of both brows; negative is up. */
  readonly browY: number;
  /** In degrees; positive lowers the outer ends. */
  readonly browTurn: number;
  /** Scale of the eyes. */
  readonly eyes: readonly [width: number, height: number];
  /** How far the cheeks push up the lower lids; negative is up. */
  readonly lowerLid: number;
  /** Raises the left brow and lowers the right one, and opens that eye wider. Default 0. */
  readonly skew?: number;
}

/** All expressions but neutral, which is how a character is drawn. */
export type MoodName = Exclude<Expression, 'neutral'>;

/** Moods that read on any face; a character overrides what its own face does better. */
export const MOODS: Readonly<Record<MoodName, Mood>> = {
  happy: { tilt: 2, browY: -5, browTurn: 4, eyes: [1.03, 0.98], lowerLid: -36 },
  sad: { tilt: -3, sink: 5, browY: -3, browTurn: 24, eyes: [0.98, 0.88], lowerLid: 0 },
  surprised: { tilt: 0, sink: -4, browY: -15, browTurn: 3, eyes: [1.12, 1.16], lowerLid: 0 },
  thinking: { tilt: 5, browY: -5, browTurn: -3, eyes: [1, 0.9], lowerLid: -15, skew: 6 },
  confused: { tilt: -6, browY: -3, browTurn: -10, eyes: [1, 0.97], lowerLid: -13, skew: -8 },
};

/** Adds a pose for each mood: head, brows and eyes. Add the resting mouth, and what else the character does, to each. */
export function moods(
  artboard: ArtboardBuilder,
  parts: Pick<CharacterParts, 'head' | 'brows' | 'eyes'>,
  overrides: Partial<Record<MoodName, Partial<Mood>>> = {},
): Record<MoodName, AnimationBuilder> {
  const pose = (name: MoodName) => moodPose(artboard.pose(name), { ...MOODS[name], ...overrides[name] }, parts);
  return {
    happy: pose('happy'),
    sad: pose('sad'),
    surprised: pose('surprised'),
    thinking: pose('thinking'),
    confused: pose('confused'),
  };
}

function moodPose(
  pose: AnimationBuilder,
  { tilt, sink = 0, browY, browTurn, eyes: [width, height], lowerLid, skew = 0 }: Mood,
  { head, brows, eyes }: Pick<CharacterParts, 'head' | 'brows' | 'eyes'>,
): AnimationBuilder {
  pose.set(head.mood, { rotation: degrees(tilt), y: sink });
  for (const side of SIDES) {
    const lopsided = SIGN[side] * skew;
    pose.set(brows[side].mood, { y: browY + lopsided, rotation: degrees(SIGN[side] * browTurn) });
    pose.set(eyes[side].mood, { scaleX: width, scaleY: height - 0.008 * lopsided });
    pose.set(eyes[side].lowerLid.mood, { y: lowerLid });
  }
  return pose;
}
