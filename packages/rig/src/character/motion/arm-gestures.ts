import type { AnimationBuilder, Key } from '../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import { EASE } from '../../builder/authoring/easing.js';
import { degrees } from '../../builder/authoring/path-point.js';
import { type ArmParts, type CharacterParts, SIDES } from '../character-parts.js';
import { type Temper, tempered } from '../temper.js';
import { gesture, raiseBrows, smileWithEyes } from './head-gestures.js';
import { from1 } from './idle.js';

type Parts = Pick<CharacterParts, 'head' | 'body' | 'brows' | 'eyes' | 'arms'>;

/** Lifts an arm by a share of its reach, holds it, and lets it sink. */
export function raiseArm(
  animation: AnimationBuilder,
  { lift, reach }: ArmParts,
  temper: Temper,
  [fromMs, toMs, share]: readonly [fromMs: number, toMs: number, share: number],
): void {
  const up = -reach * share;
  const keys: Key[] = [
    ...(fromMs > 0 ? [[0, 0, 'hold'] as const] : []),
    [fromMs, 0, EASE.out],
    [fromMs + 380, up * 1.03, EASE.inOut],
    [fromMs + 480, up, 'hold'],
    [toMs - 360, up, EASE.in],
    [toMs, 0],
  ];
  // Not by temper: an arm that is raised less far is cut off.
  const { tempo } = temper;
  animation.track(lift, 'y', tempered(keys, { tempo, reach: 1 }));
}

/** Adds a wave of one hand: the wrist lags behind the elbow. */
export function wave(artboard: ArtboardBuilder, parts: Parts, temper: Temper): AnimationBuilder {
  const animation = gesture(artboard, 'wave', 2_300, temper);
  const { arm, hand } = parts.arms.left;
  raiseArm(animation, parts.arms.left, temper, [0, 2_180, 1]);
  const elbow: Key[] = [
    [0, 0],
    [400, -11],
    [660, 8],
    [920, -11],
    [1_180, 8],
    [1_440, -10],
    [1_750, 0],
    [2_180, 0],
  ];
  const wrist: Key[] = [
    [0, 0],
    [460, -11],
    [720, 10],
    [980, -12],
    [1_240, 10],
    [1_500, -10],
    [1_800, 0],
  ];
  const tilt: Key[] = [
    [0, 0],
    [420, 5],
    [1_700, 4],
    [2_250, 0],
  ];
  animation.track(arm, 'rotation', tempered(elbow, temper, degrees(1)));
  animation.track(hand, 'rotation', tempered(wrist, temper, degrees(1)));
  animation.track(parts.head.gesture, 'rotation', tempered(tilt, temper, degrees(1)));
  raiseBrows(animation, parts, temper, [0, 2_100, 7]);
  return animation;
}

/** Adds a cheer: both arms up, a hop, and down again. */
export function cheer(artboard: ArtboardBuilder, parts: Parts, temper: Temper): AnimationBuilder {
  const animation = gesture(artboard, 'cheer', 2_000, temper);
  const pump: Key[] = [
    [0, 0],
    [380, -14],
    [640, -5],
    [900, -14],
    [1_160, -5],
    [1_420, -11],
    [1_900, 0],
  ];
  for (const side of SIDES) {
    const { arm, hand } = parts.arms[side];
    raiseArm(animation, parts.arms[side], temper, [0, 1_900, 1.4]);
    animation.track(arm, 'rotation', tempered(pump, temper, degrees(1)));
    animation.track(hand, 'rotation', tempered(pump, temper, degrees(1.1)));
  }
  const hop: Key[] = [
    [0, 0],
    [150, 9, EASE.out],
    [380, -17, EASE.in],
    [640, 5, EASE.out],
    [860, -12, EASE.in],
    [1_120, 4],
    [1_360, -2],
    [1_700, 0],
  ];
  animation.track(parts.head.gesture, 'y', tempered(hop, temper));
  animation.track(
    parts.body.gesture,
    'y',
    tempered(
      hop.map(([at, y, ...easing]): Key => [at, 0.6 * y, ...easing]),
      temper,
    ),
  );
  smileWithEyes(animation, parts, temper, [120, 1_800, 30]);
  raiseBrows(animation, parts, temper, [60, 1_900, 9]);
  return animation;
}

/** Adds a shrug: shoulders and open hands come up, the head leans and sinks between them. */
export function shrug(artboard: ArtboardBuilder, parts: Parts, temper: Temper): AnimationBuilder {
  const animation = gesture(artboard, 'shrug', 1_900, temper);
  const hold = (by: number): Key[] => [
    [0, 0, EASE.out],
    [340, by * 1.08],
    [520, by, 'hold'],
    [1_250, by],
    [1_800, 0],
  ];
  for (const side of SIDES) {
    const { arm, hand } = parts.arms[side];
    raiseArm(animation, parts.arms[side], temper, [0, 1_800, 0.7]);
    animation.track(arm, 'rotation', tempered(hold(-2), temper, degrees(1)));
    animation.track(hand, 'rotation', tempered(hold(-24), temper, degrees(1)));
  }
  animation.track(parts.body.gesture, 'y', tempered(hold(-11), temper));
  animation.track(parts.body.gesture, 'scaleX', from1(tempered(hold(0.022), temper)));
  animation.track(parts.head.gesture, 'y', tempered(hold(9), temper));
  animation.track(parts.head.gesture, 'rotation', tempered(hold(-6), temper, degrees(1)));
  raiseBrows(animation, parts, temper, [0, 1_800, 11]);
  return animation;
}
