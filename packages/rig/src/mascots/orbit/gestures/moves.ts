import type { AnimationBuilder, AnimationTarget, Key } from '../../../builder/authoring/animation.js';
import { EASE } from '../../../builder/authoring/easing.js';
import { SIDES, SIGN } from '../../../character/character-parts.js';
import { inDegrees } from '../in-degrees.js';
import type { Parts } from '../parts.js';

/**
 * Turns the face within the head: what is nearer to the viewer goes farther.
 *
 * @param keys the motion of a part that takes this share in it, 0 to 1.
 */
export function moveFace(
  animation: AnimationBuilder,
  { plate, face, glasses }: Parts,
  property: 'x' | 'y',
  keys: (share: number) => readonly Key[],
): void {
  animation.track(plate.gesture, property, keys(0.5)).track(face.gesture, property, keys(0.9));
  animation.track(glasses.gesture, property, keys(0.9));
}

/** Tracks a rotation in degrees. */
export function turn(animation: AnimationBuilder, target: AnimationTarget, steps: readonly Key[]) {
  animation.track(target, 'rotation', inDegrees(steps));
}

/** Where a hand goes: out from the body and down from where it rests; `beat` is how far it pumps while it is there. */
interface Flight {
  readonly x: number;
  readonly y: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly beat?: number;
}

export function flyHand(animation: AnimationBuilder, { hands }: Parts, side: 'left' | 'right', flight: Flight): void {
  const { x, y, fromMs, toMs, beat = 0 } = flight;
  const target = hands[side].place.gesture;
  const there = fromMs + 280;
  const pumps = beat === 0 ? [] : [there + 180, there + 360, there + 540, there + 720];
  animation.track(target, 'x', [
    [0, 0, 'hold'],
    [fromMs, 0, EASE.out],
    [there, SIGN[side] * x, 'hold'],
    [toMs, SIGN[side] * x, EASE.inOut],
    [toMs + 320, 0],
  ]);
  animation.track(target, 'y', [
    [0, 0, 'hold'],
    [fromMs, 0, EASE.out],
    [there, 1.08 * y],
    [there + 110, y],
    ...pumps.map((at, i): Key => [at, y - (i % 2 === 0 ? beat : 0)]),
    [toMs, y, EASE.inOut],
    [toMs + 320, 0],
  ]);
  // The thumb folds out when the hand is up.
  turn(animation, hands[side].thumb, [
    [0, 0, 'hold'],
    [fromMs + 120, 0, EASE.out],
    [there, 56, 'hold'],
    [toMs, 56, EASE.inOut],
    [toMs + 200, 0],
  ]);
}

/** Turns a hand; negative lifts its fingers past the body, positive past the outside. */
export function turnHand(
  animation: AnimationBuilder,
  { hands }: Parts,
  side: 'left' | 'right',
  steps: readonly Key[],
): void {
  animation.track(hands[side].turn.gesture, 'rotation', inDegrees(steps, -SIGN[side]));
}

/** Lets the antenna swing, at these times and in these directions. */
export function pluck(
  animation: AnimationBuilder,
  { antenna }: Parts,
  list: readonly (readonly [atMs: number, sign: number])[],
) {
  turn(animation, antenna.gesture, [
    [0, 0, 'hold'],
    ...list.flatMap(([at, sign]): Key[] => [
      [at, 0],
      [at + 100, 16 * sign],
      [at + 230, -10 * sign],
      [at + 350, 5 * sign],
      [at + 460, 0, 'hold'],
    ]),
  ]);
}

export function raiseBrows(
  animation: AnimationBuilder,
  { brows }: Parts,
  y: number,
  [fromMs, toMs]: readonly [number, number],
) {
  for (const side of SIDES) {
    animation.track(brows[side].gesture, 'y', [
      [0, 0, 'hold'],
      [fromMs, 0, EASE.out],
      [fromMs + 150, y, 'hold'],
      [toMs, y],
      [toMs + 250, 0],
    ]);
  }
}

/** Swaps the eyes for laughing ones. */
export function laugh(animation: AnimationBuilder, { eyes }: Parts, [fromMs, toMs]: readonly [number, number]): void {
  for (const side of SIDES) {
    const shown = (at: number, then: number): Key[] => [
      [0, at, 'hold'],
      [fromMs, at, 'linear'],
      [fromMs + 50, then, 'hold'],
      [toMs, then, 'linear'],
      [toMs + 80, at],
    ];
    animation.track(eyes[side].gesture, 'opacity', shown(1, 0)).track(eyes[side].laugh, 'opacity', shown(0, 1));
  }
}
