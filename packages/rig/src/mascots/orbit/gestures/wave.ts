import type { AnimationBuilder } from '../../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../../builder/authoring/artboard.js';
import { EASE } from '../../../builder/authoring/easing.js';
import type { Parts } from '../parts.js';
import { flyHand, pluck, raiseBrows, turn, turnHand } from './moves.js';

/** Flies a hand up, spreads the thumb and wags it. */
export function wave(artboard: ArtboardBuilder, parts: Parts): AnimationBuilder {
  const animation = artboard.animation('wave', { durationMs: 2_000 });
  flyHand(animation, parts, 'left', { x: 24, y: -74, fromMs: 34, toMs: 1_560 });
  turnHand(animation, parts, 'left', [
    [0, 0, EASE.out],
    [300, -160],
    [430, -186],
    [610, -146],
    [790, -190],
    [970, -146],
    [1_150, -188],
    [1_330, -160],
    [1_480, -172, EASE.inOut],
    [1_820, 0],
  ]);
  turn(animation, parts.head.gesture, [
    [0, 0, EASE.out],
    [220, -6],
    [340, -5, 'hold'],
    [1_400, -5, EASE.inOut],
    [1_700, 0],
  ]);
  pluck(animation, parts, [
    [260, -1],
    [1_500, 1],
  ]);
  raiseBrows(animation, parts, -8, [150, 1_400]);
  return animation;
}
