import type { AnimationBuilder, Key } from '../../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../../builder/authoring/artboard.js';
import { EASE } from '../../../builder/authoring/easing.js';
import { SIDES } from '../../../character/character-parts.js';
import type { Parts } from '../parts.js';
import { flyHand, pluck, raiseBrows, turn, turnHand } from './moves.js';

/** Both hands open to the sides, the head sinks between them. */
export function shrug(artboard: ArtboardBuilder, parts: Parts): AnimationBuilder {
  const animation = artboard.animation('shrug', { durationMs: 1_800 });
  for (const side of SIDES) {
    flyHand(animation, parts, side, { x: -4, y: -56, fromMs: 34, toMs: 1_250 });
    turnHand(animation, parts, side, [
      [0, 0, EASE.out],
      [260, 140],
      [380, 128, 'hold'],
      [1_180, 128, EASE.inOut],
      [1_500, 0],
    ]);
  }
  const hold = (value: number): Key[] => [
    [0, 0, EASE.out],
    [230, 1.15 * value],
    [350, value, 'hold'],
    [1_200, value, EASE.inOut],
    [1_500, 0],
  ];
  turn(animation, parts.head.gesture, hold(7));
  animation.track(parts.head.gesture, 'y', hold(8)).track(parts.body.gesture, 'y', hold(-9));
  pluck(animation, parts, [
    [260, 1],
    [1_300, -1],
  ]);
  raiseBrows(animation, parts, -10, [120, 1_200]);
  return animation;
}
