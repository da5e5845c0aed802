import type { AnimationBuilder, Key } from '../../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../../builder/authoring/artboard.js';
import { EASE } from '../../../builder/authoring/easing.js';
import type { Parts } from '../parts.js';
import { moveFace, pluck } from './moves.js';

/** Twice, deep and then less deep. */
export function nod(artboard: ArtboardBuilder, parts: Parts): AnimationBuilder {
  const animation = artboard.animation('nod', { durationMs: 1_000 });
  const dip = (depth: number): Key[] => [
    [0, 0, EASE.out],
    [100, -0.3 * depth, EASE.inOut],
    [250, depth, EASE.out],
    [420, -0.15 * depth, EASE.inOut],
    [570, 0.7 * depth, EASE.out],
    [740, -0.1 * depth],
    [860, 0],
  ];
  animation.track(parts.head.gesture, 'y', dip(13));
  moveFace(animation, parts, 'y', (share) => dip(12 * share));
  pluck(animation, parts, [[300, -1]]);
  return animation;
}
