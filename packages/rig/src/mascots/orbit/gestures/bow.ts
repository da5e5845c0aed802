import type { AnimationBuilder, Key } from '../../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../../builder/authoring/artboard.js';
import { EASE } from '../../../builder/authoring/easing.js';
import type { Parts } from '../parts.js';
import { laugh, moveFace, turnHand } from './moves.js';

/** A butler's bow, one hand before the chest. */
export function bow(artboard: ArtboardBuilder, parts: Parts): AnimationBuilder {
  const animation = artboard.animation('bow', { durationMs: 2_000 });
  const hold = (value: number, rest = 0): Key[] => [
    [0, rest, EASE.inOut],
    [420, rest + 1.06 * (value - rest), EASE.inOut],
    [540, value, 'hold'],
    [1_150, value, EASE.inOut],
    [1_600, rest],
  ];
  animation.track(parts.head.gesture, 'y', hold(30)).track(parts.head.gesture, 'scaleY', hold(0.95, 1));
  moveFace(animation, parts, 'y', (share) => hold(14 * share));
  animation.track(parts.body.gesture, 'y', hold(6));
  animation.track(parts.antenna.gesture, 'y', hold(20));
  laugh(animation, parts, [240, 1_320]);
  animation.track(parts.hands.left.place.gesture, 'x', hold(122)).track(parts.hands.left.place.gesture, 'y', hold(2));
  turnHand(animation, parts, 'left', hold(-92));
  return animation;
}
