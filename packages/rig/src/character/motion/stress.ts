import type { AnimationBuilder } from '../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import { type CharacterParts, SIDES } from '../character-parts.js';
import type { Temper } from '../temper.js';

/** Adds the pose of full stress: the head dips and comes nearer, the upper body follows. */
export function emphasis(
  artboard: ArtboardBuilder,
  { head, body }: Pick<CharacterParts, 'head' | 'body'>,
  { reach }: Temper,
): AnimationBuilder {
  return artboard
    .pose('emphasis')
    .set(head.stress, { y: 11 * reach, scaleX: 1 + 0.014 * reach, scaleY: 1 + 0.006 * reach })
    .set(body.stress, { y: 4 * reach });
}

/** Adds the pose of fully raised brows. */
export function browLift(
  artboard: ArtboardBuilder,
  { brows }: Pick<CharacterParts, 'brows'>,
  { reach }: Temper,
): AnimationBuilder {
  const pose = artboard.pose('brow lift');
  for (const side of SIDES) pose.set(brows[side].lift, { y: -12 * reach });
  return pose;
}
