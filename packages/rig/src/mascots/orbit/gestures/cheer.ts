import type { AnimationBuilder, Key } from '../../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../../builder/authoring/artboard.js';
import { EASE } from '../../../builder/authoring/easing.js';
import { SIDES } from '../../../character/character-parts.js';
import type { Parts } from '../parts.js';
import { flyHand, laugh, pluck, turn, turnHand } from './moves.js';

/** Hops with both hands up, laughing eyes and a burst of stars. */
export function cheer(artboard: ArtboardBuilder, parts: Parts): AnimationBuilder {
  const animation = artboard.animation('cheer', { durationMs: 2_000 });
  for (const side of SIDES) {
    flyHand(animation, parts, side, { x: 24, y: -124, fromMs: 80, toMs: 1_500, beat: 16 });
    turnHand(animation, parts, side, [
      [0, 0, EASE.out],
      [340, -176],
      [600, -158],
      [860, -184],
      [1_120, -158],
      [1_400, -172, EASE.inOut],
      [1_800, 0],
    ]);
  }
  const hop = (height: number): Key[] => [
    [0, 0, EASE.out],
    [110, 0.4 * height, EASE.out],
    [330, -height, EASE.in],
    [560, 0.3 * height, EASE.out],
    [800, -0.8 * height, EASE.in],
    [1_020, 0.2 * height, EASE.out],
    [1_160, 0, 'hold'],
  ];
  animation.track(parts.head.gesture, 'y', hop(16)).track(parts.body.gesture, 'y', hop(12));
  // The antenna lags, and so stays in the picture.
  animation.track(parts.antenna.gesture, 'y', hop(-12));
  for (const half of ['back', 'front'] as const) {
    animation.track(parts.ring[half].gesture, 'y', hop(-7));
    turn(animation, parts.ring[half].gesture, [
      [0, 0, EASE.out],
      [300, 9],
      [650, -7],
      [1_000, 4],
      [1_400, 0],
    ]);
  }
  laugh(animation, parts, [180, 1_420]);
  pluck(animation, parts, [
    [340, 1],
    [1_000, -1],
  ]);
  for (const [i, { spark, fly }] of parts.sparks.entries()) {
    const at = 260 + 70 * i;
    animation.track(spark, 'x', [
      [0, 0, 'hold'],
      [at, 0, EASE.out],
      [at + 800, fly[0]],
    ]);
    animation.track(spark, 'y', [
      [0, 0, 'hold'],
      [at, 0, EASE.out],
      [at + 800, fly[1]],
    ]);
    animation.track(spark, 'opacity', [
      [0, 0, 'hold'],
      [at, 0, 'linear'],
      [at + 60, 1, 'hold'],
      [at + 500, 1, 'linear'],
      [at + 800, 0],
    ]);
    turn(animation, spark, [
      [0, 0, 'hold'],
      [at, 0, EASE.out],
      [at + 800, 110],
    ]);
  }
  return animation;
}
