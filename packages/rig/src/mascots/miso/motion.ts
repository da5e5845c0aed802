import type { AnimationBuilder, Key } from '../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import type { Component } from '../../builder/authoring/component.js';
import { EASE } from '../../builder/authoring/easing.js';
import type { GroupBuilder } from '../../builder/authoring/group.js';
import { degrees } from '../../builder/authoring/path-point.js';
import { type EyeDrawing, lashes, lids } from './eyes.js';

type Pair<T> = Readonly<Record<'left' | 'right', T>>;

/** The parts that move by themselves. Each group is moved by one kind of motion only. */
export interface Parts {
  readonly tail: GroupBuilder;
  readonly body: GroupBuilder;
  readonly scarf: GroupBuilder;
  readonly arm: { readonly lift: GroupBuilder; readonly arm: GroupBuilder; readonly paw: GroupBuilder };
  /** Nested, outermost first. */
  readonly head: Readonly<Record<'breathe' | 'sway' | 'listen' | 'talk' | 'gesture' | 'mood', GroupBuilder>>;
  readonly face: GroupBuilder;
  readonly ears: Pair<Readonly<Record<'listen' | 'idle' | 'mood', GroupBuilder>>>;
  readonly brows: Pair<Readonly<Record<'listen' | 'talk' | 'gesture' | 'mood', GroupBuilder>>>;
  readonly eyes: Pair<EyeDrawing>;
}

const SIDES = ['left', 'right'] as const;
/** -1 on the left, 1 on the right. */
const SIGN = { left: -1, right: 1 } as const;

/** Blinks at uneven times, one of them double, so that no rhythm shows. */
export function blink(artboard: ArtboardBuilder, { eyes }: Parts): AnimationBuilder {
  const animation = artboard.animation('blink', { durationMs: 17_000, loop: true });
  const startsMs = [1_400, 4_900, 5_250, 9_100, 11_300, 15_600];
  for (const side of SIDES) {
    shut(animation, eyes[side].lidVertices, lids, startsMs);
    shut(animation, eyes[side].lashVertices, lashes, startsMs);
  }
  return animation;
}

type Contour = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Closes a contour for a moment, again and again. */
function shut(
  animation: AnimationBuilder,
  vertices: readonly Component[],
  contour: (openness: number) => Contour,
  startsMs: readonly number[],
): void {
  const [open, closed] = [Object.values(contour(1)), Object.values(contour(0))];
  for (const [i, vertex] of vertices.entries()) {
    for (const [property, from] of Object.entries(open[i] ?? {})) {
      const to = closed[i]?.[property] ?? from;
      if (Math.abs(from - to) > 1e-6) animation.track(vertex, property, blinkKeys(startsMs, from, to));
    }
  }
}

/** Down in 80 ms, shut for 50, up in 150: what people do. */
function blinkKeys(startsMs: readonly number[], open: number, shut: number): Key[] {
  return [
    [0, open, 'hold'],
    ...startsMs.flatMap((at): Key[] => [
      [at, open, EASE.in],
      [at + 80, shut, 'hold'],
      [at + 130, shut, EASE.out],
      [at + 280, open, 'hold'],
    ]),
  ];
}

export function breathe(artboard: ArtboardBuilder, { body, head }: Parts): AnimationBuilder {
  const cycle = (depth: number): Key[] => [
    [0, 0],
    [1_700, depth],
    [4_000, 0],
  ];
  return artboard
    .animation('breathe', { durationMs: 4_000, loop: true })
    .track(body, 'y', cycle(-4))
    .track(
      body,
      'scaleX',
      cycle(0.012).map(([at, value]) => [at, 1 + value]),
    )
    .track(head.breathe, 'y', cycle(-3));
}

export function sway(artboard: ArtboardBuilder, { head, tail, scarf, ears }: Parts): AnimationBuilder {
  const animation = artboard.animation('sway', { durationMs: 11_000, loop: true });
  animation.track(head.sway, 'rotation', [
    [0, 0],
    [2_600, degrees(1.4)],
    [5_900, degrees(-1.1)],
    [8_300, degrees(0.5)],
    [11_000, 0],
  ]);
  animation.track(head.sway, 'x', [
    [0, 0],
    [2_800, 2.5],
    [6_200, -2],
    [11_000, 0],
  ]);
  animation.track(tail, 'rotation', [
    [0, degrees(-2)],
    [2_300, degrees(3)],
    [4_900, degrees(-2)],
    [7_000, degrees(2)],
    [9_400, degrees(-3)],
    [11_000, degrees(-2)],
  ]);
  animation.track(scarf, 'rotation', [
    [0, 0],
    [3_100, degrees(0.8)],
    [6_400, degrees(-0.8)],
    [11_000, 0],
  ]);
  animation.track(ears.left.idle, 'rotation', [
    [0, 0, 'hold'],
    [3_300, 0],
    [3_420, degrees(-9)],
    [3_560, degrees(3)],
    [3_700, 0, 'hold'],
  ]);
  animation.track(ears.right.idle, 'rotation', [
    [0, 0, 'hold'],
    [7_900, 0],
    [8_010, degrees(8)],
    [8_120, 0],
    [8_230, degrees(7)],
    [8_400, 0, 'hold'],
  ]);
  return animation;
}

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
    [0, 4, 'hold'],
    [1_500, 4],
    [1_720, 11],
    [2_050, 3],
    [2_280, 8],
    [2_600, 4, 'hold'],
  ]);
  animation.track(head.listen, 'scaleX', hold(1.025)).track(head.listen, 'scaleY', hold(1.025));
  for (const side of SIDES) {
    animation.track(ears[side].listen, 'rotation', hold(degrees(SIGN[side] * -7)));
    animation.track(ears[side].listen, 'scaleY', hold(1.07));
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

export function gaze(artboard: ArtboardBuilder, { eyes, face }: Parts) {
  const look = (name: string, axis: 'x' | 'y', eye: number, head: number): AnimationBuilder => {
    const pose = artboard.pose(`gaze ${name}`);
    for (const side of SIDES) pose.set(axis === 'x' ? eyes[side].gazeX : eyes[side].gazeY, { [axis]: eye });
    return pose.set(face, { [axis]: head });
  };
  return {
    left: look('left', 'x', -9, -5),
    right: look('right', 'x', 9, 5),
    up: look('up', 'y', -9, -3),
    down: look('down', 'y', 9, 3),
  };
}

export function expressions(artboard: ArtboardBuilder, { head, brows, eyes, ears }: Parts) {
  interface Mood {
    tilt: number;
    browY: number;
    browTurn: number;
    eyeHeight: number;
    eyeWidth: number;
    lowerLid: number;
    ear: number;
    asymmetry?: number;
  }
  const mood = (
    name: string,
    { tilt, browY, browTurn, eyeHeight, eyeWidth, lowerLid, ear, asymmetry = 0 }: Mood,
  ): AnimationBuilder => {
    const pose = artboard.pose(name);
    pose.set(head.mood, { rotation: degrees(tilt) });
    for (const side of SIDES) {
      const uneven = side === 'left' ? -asymmetry : asymmetry;
      pose.set(brows[side].mood, { y: browY + uneven, rotation: degrees(SIGN[side] * browTurn) });
      pose.set(eyes[side].mood, { scaleX: eyeWidth, scaleY: eyeHeight + uneven * -0.008 });
      pose.set(eyes[side].lowerLid, { y: lowerLid });
      pose.set(ears[side].mood, { rotation: degrees(SIGN[side] * ear) });
    }
    return pose;
  };
  return {
    happy: mood('happy', { tilt: 2, browY: -5, browTurn: 4, eyeHeight: 0.98, eyeWidth: 1.03, lowerLid: -36, ear: -3 }),
    sad: mood('sad', { tilt: -3, browY: -3, browTurn: 24, eyeHeight: 0.88, eyeWidth: 0.98, lowerLid: 0, ear: 24 }),
    surprised: mood('surprised', {
      tilt: 0,
      browY: -15,
      browTurn: 3,
      eyeHeight: 1.16,
      eyeWidth: 1.12,
      lowerLid: 0,
      ear: -9,
    }),
    thinking: mood('thinking', {
      tilt: 5,
      browY: -5,
      browTurn: -3,
      eyeHeight: 0.9,
      eyeWidth: 1,
      lowerLid: -15,
      ear: 2,
      asymmetry: 6,
    }),
    confused: mood('confused', {
      tilt: -6,
      browY: -3,
      browTurn: -10,
      eyeHeight: 0.97,
      eyeWidth: 1,
      lowerLid: -13,
      ear: 8,
      asymmetry: -8,
    }),
  };
}
