import type { AnimationBuilder, Key } from '../../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../../builder/authoring/artboard.js';
import { EASE } from '../../../builder/authoring/easing.js';
import { SIDES } from '../../../character/character-parts.js';
import type { Parts } from '../parts.js';
import { moveFace, turn } from './moves.js';

/** Three quick turns to the sides: the face goes farther than the head, so that it seems to turn. */
export function shakeHead(artboard: ArtboardBuilder, parts: Parts): AnimationBuilder {
  const animation = artboard.animation('shake head', { durationMs: 1_150 });
  const swing = (reach: number): Key[] => [
    [0, 0, EASE.out],
    [140, -reach, EASE.inOut],
    [320, reach, EASE.inOut],
    [500, -reach, EASE.inOut],
    [680, 0.8 * reach, EASE.inOut],
    [840, -0.3 * reach],
    [980, 0],
  ];
  animation.track(parts.head.gesture, 'x', swing(5));
  moveFace(animation, parts, 'x', (share) => swing(18 * share));
  turn(animation, parts.head.gesture, swing(1.6));
  turn(animation, parts.antenna.gesture, [
    [0, 0],
    [180, 14],
    [360, -16],
    [540, 16],
    [720, -12],
    [880, 7],
    [1_020, -3],
    [1_130, 0],
  ]);
  for (const side of SIDES) {
    animation.track(parts.brows[side].gesture, 'y', [
      [0, 0, EASE.out],
      [160, 4, 'hold'],
      [800, 4],
      [1_000, 0],
    ]);
  }
  return animation;
}
