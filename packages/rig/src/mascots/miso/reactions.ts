import type { AnimationBuilder, Key } from '../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import { EASE } from '../../builder/authoring/easing.js';
import { degrees } from '../../builder/authoring/path-point.js';
import { type Parts, SIDES, SIGN } from './parts.js';

/** Leans in, ears forward, eyes wide, and a small nod now and then. */
export function listening(artboard: ArtboardBuilder, { head, ears, brows, eyes }: Parts): AnimationBuilder {
  const animation = artboard.animation('listening', { durationMs: 5_200, loop: true });
  const hold = (value: number): Key[] => [[0, value]];
  animation.track(head.listen, 'rotation', [
    [0, degrees(4.5)],
    [2_600, degrees(5.5)],
    [5_200, degrees(4.5)],
  ]);
  animation.track(head.listen, 'y', [
    [0, 14, 'hold'],
    [1_500, 14],
    [1_720, 20],
    [2_050, 13],
    [2_280, 17],
    [2_600, 14, 'hold'],
  ]);
  animation.track(head.listen, 'scaleX', hold(1.025)).track(head.listen, 'scaleY', hold(1.025));
  for (const side of SIDES) {
    animation.track(ears[side].listen, 'rotation', hold(degrees(SIGN[side] * -7)));
    animation.track(ears[side].listen, 'scaleY', hold(1.05));
    animation.track(brows[side].listen, 'y', hold(-7));
    animation.track(eyes[side].attention, 'scaleX', hold(1.06)).track(eyes[side].attention, 'scaleY', hold(1.08));
  }
  return animation;
}

/** Small, uneven moves of head and brows. */
export function speaking(artboard: ArtboardBuilder, { head, brows }: Parts): AnimationBuilder {
  const animation = artboard.animation('speaking', { durationMs: 6_400, loop: true });
  animation.track(head.talk, 'rotation', [
    [0, 0],
    [700, degrees(1.6)],
    [1_500, degrees(-0.8)],
    [2_500, degrees(-2.2)],
    [3_300, degrees(0.4)],
    [4_300, degrees(2)],
    [5_400, degrees(-1)],
    [6_400, 0],
  ]);
  animation.track(head.talk, 'y', [
    [0, 0],
    [450, 3],
    [900, -2],
    [1_600, 2.5],
    [2_300, -1.5],
    [2_900, 3],
    [3_600, -2],
    [4_500, 3.5],
    [5_200, -1],
    [5_800, 2],
    [6_400, 0],
  ]);
  for (const side of SIDES) {
    const lag = side === 'left' ? 0 : 50;
    animation.track(brows[side].talk, 'y', [
      [0, 0],
      [400 + lag, -5],
      [900 + lag, 0],
      [2_300 + lag, -1],
      [2_600 + lag, -6],
      [3_300 + lag, 0],
      [4_300 + lag, -3],
      [5_000 + lag, 0, 'hold'],
    ]);
  }
  return animation;
}

/** Waves a paw. */
export function wave(artboard: ArtboardBuilder, { arm, head, brows }: Parts): AnimationBuilder {
  const animation = artboard.animation('gesture', { durationMs: 2_300 });
  animation.track(arm.lift, 'y', [
    [0, 0, EASE.out],
    [380, -252, EASE.inOut],
    [480, -244, 'hold'],
    [1_820, -244, EASE.in],
    [2_180, 0],
  ]);
  animation.track(arm.lift, 'x', [
    [0, 0, EASE.out],
    [380, -14, 'hold'],
    [1_820, -14, EASE.in],
    [2_180, 0],
  ]);
  animation.track(arm.arm, 'rotation', [
    [0, degrees(8)],
    [400, degrees(-9)],
    [660, degrees(7)],
    [920, degrees(-10)],
    [1_180, degrees(7)],
    [1_440, degrees(-9)],
    [1_750, degrees(0)],
    [2_180, degrees(8)],
  ]);
  animation.track(arm.paw, 'rotation', [
    [0, 0],
    [460, degrees(-11)],
    [720, degrees(10)],
    [980, degrees(-12)],
    [1_240, degrees(10)],
    [1_500, degrees(-10)],
    [1_800, 0],
  ]);
  animation.track(head.gesture, 'rotation', [
    [0, 0],
    [420, degrees(5)],
    [1_700, degrees(4)],
    [2_250, 0],
  ]);
  for (const side of SIDES) {
    animation.track(brows[side].gesture, 'y', [
      [0, 0, EASE.out],
      [320, -7, 'hold'],
      [1_600, -7],
      [2_100, 0],
    ]);
  }
  return animation;
}
