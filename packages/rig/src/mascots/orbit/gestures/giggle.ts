import type { AnimationBuilder, Key } from '../../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../../builder/authoring/artboard.js';
import { EASE } from '../../../builder/authoring/easing.js';
import { SIDES } from '../../../character/character-parts.js';
import type { Parts } from '../parts.js';
import { laugh, turn } from './moves.js';

/** Shakes with laughter. */
export function giggle(artboard: ArtboardBuilder, parts: Parts): AnimationBuilder {
  const animation = artboard.animation('giggle', { durationMs: 1_700 });
  const shake = (reach: number): Key[] => [
    [0, 0, EASE.out],
    ...Array.from(
      { length: 10 },
      (_, i): Key => [120 * (i + 1), (i % 2 === 0 ? -reach : 0.5 * reach) * (1 - 0.05 * i)],
    ),
    [1_360, 0],
  ];
  animation.track(parts.head.gesture, 'y', shake(7)).track(parts.body.gesture, 'y', shake(3));
  turn(animation, parts.head.gesture, [
    [0, 0, EASE.out],
    [200, 5],
    [700, -4],
    [1_200, 3],
    [1_500, 0],
  ]);
  for (const side of SIDES) animation.track(parts.hands[side].place.gesture, 'y', shake(11));
  turn(animation, parts.antenna.gesture, shake(9));
  laugh(animation, parts, [120, 1_380]);
  return animation;
}
