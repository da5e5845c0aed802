import type { AnimationBuilder, Key } from '../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import { EASE } from '../../builder/authoring/easing.js';
import { degrees } from '../../builder/authoring/path-point.js';
import { SIDES, SIGN } from '../../character/character-parts.js';
import { restMouth, type TalkingFace } from '../../character/motion/mouth-poses.js';
import type { Expression } from '../../contract.js';
import { type Edge, eyeWindow } from './eyes.js';
import type { Parts } from './parts.js';

/** What one eye and its brow do. Edges run from the outer to the inner end. */
interface EyeMood {
  /** What the lids leave of the eye. */
  readonly upper?: Edge;
  readonly lower?: Edge;
  /** Scale of the eye, and of its pupil. */
  readonly size?: readonly [width: number, height: number];
  readonly pupil?: number;
  /** Negative is up. */
  readonly browY: number;
  /** In degrees; positive lowers the outer end. */
  readonly browTurn: number;
}

/** What Orbit does apart from the mouth. */
interface Mood {
  readonly left: EyeMood;
  /** Default: as the left one. */
  readonly right?: EyeMood;
  /** Where the pupils go. */
  readonly look?: readonly [x: number, y: number];
  /** Of the head, in degrees, and how far it sinks. */
  readonly tilt: number;
  readonly sink: number;
  /** Of the antenna, in degrees, and how far it is drawn in; negative is out. */
  readonly antenna: readonly [angle: number, y: number];
  /** Of the light on the cheeks; 1 is as drawn. */
  readonly blush: number;
  /** How far the hands rise and spread; negative y is up. */
  readonly hands: readonly [x: number, y: number];
}

type MoodName = Exclude<Expression, 'neutral'>;

const MOODS: Record<MoodName, Mood> = {
  happy: {
    left: { lower: [60, 13, 60], size: [1.06, 1], browY: -7, browTurn: 6 },
    tilt: 3,
    sink: -3,
    antenna: [6, -5],
    blush: 1.5,
    hands: [4, -16],
  },
  sad: {
    left: { upper: [4, -24, -54], size: [0.98, 0.94], pupil: 0.94, browY: 2, browTurn: 25 },
    look: [0, 7],
    tilt: -4,
    sink: 9,
    antenna: [-34, 8],
    blush: 0.4,
    hands: [-8, 10],
  },
  surprised: {
    left: { size: [1.13, 1.14], pupil: 0.78, browY: -9, browTurn: 2 },
    tilt: 0,
    sink: -5,
    antenna: [0, -6],
    blush: 0.8,
    hands: [10, -30],
  },
  thinking: {
    left: { upper: [-14, -28, -20], size: [1, 0.98], pupil: 0.94, browY: 6, browTurn: -8 },
    right: { upper: [-24, -38, -28], pupil: 0.94, browY: -10, browTurn: 4 },
    look: [7, -8],
    tilt: 5,
    sink: 0,
    antenna: [14, -2],
    blush: 0.7,
    hands: [0, 0],
  },
  confused: {
    left: { lower: [46, 27, 40], upper: [-22, -30, -14], size: [0.95, 0.95], pupil: 0.9, browY: 5, browTurn: -12 },
    right: { size: [1.08, 1.08], pupil: 0.92, browY: -10, browTurn: 12 },
    tilt: -9,
    sink: 0,
    antenna: [-20, 0],
    blush: 0.7,
    hands: [6, -8],
  },
};

/** Adds a pose for each expression but neutral. */
export function expressions(
  artboard: ArtboardBuilder,
  parts: Parts,
  face: TalkingFace,
): Record<MoodName, AnimationBuilder> {
  const mood = (name: MoodName) => {
    const animation = artboard.pose(name);
    restMouth(animation, face, name);
    holdMood(animation, MOODS[name], parts);
    animation.set(parts.chest.voice, { opacity: 0 });
    animation.set(parts.chest.icons[name], { opacity: 1 });
    return animation;
  };
  return {
    happy: mood('happy'),
    sad: mood('sad'),
    surprised: mood('surprised'),
    thinking: mood('thinking'),
    confused: mood('confused'),
  };
}

function holdMood(animation: AnimationBuilder, mood: Mood, parts: Parts): void {
  const { head, antenna, hands, blushes } = parts;
  animation.set(head.mood, { rotation: degrees(mood.tilt), y: mood.sink });
  animation.set(antenna.mood, { rotation: degrees(mood.antenna[0]), y: mood.antenna[1] });
  for (const side of SIDES) {
    const eye = mood[side] ?? mood.left;
    holdEye(animation, side, eye, mood.look ?? [0, 0], parts);
    animation.set(blushes[side], { opacity: mood.blush / 1.5 });
    animation.set(hands[side].place.mood, { x: SIGN[side] * mood.hands[0], y: mood.hands[1] });
  }
}

function holdEye(
  animation: AnimationBuilder,
  side: 'left' | 'right',
  { upper, lower, size = [1, 1], pupil = 1, browY, browTurn }: EyeMood,
  [lookX, lookY]: readonly [number, number],
  { eyes, brows }: Parts,
): void {
  const eye = eyes[side];
  animation.set(eye.mood, { scaleX: size[0], scaleY: size[1] });
  animation.set(eye.pupil.mood, { scaleX: pupil, scaleY: pupil, x: lookX, y: lookY });
  animation.set(brows[side].mood, { y: browY, rotation: degrees(SIGN[side] * browTurn) });
  const window = eyeWindow(facing(side, upper), facing(side, lower)) as unknown as Record<string, number>[];
  for (const [i, vertex] of eye.windowVertices.entries()) {
    const { y = 0, rotation } = window[i] ?? {};
    animation.set(vertex, rotation === undefined ? { y } : { y, rotation });
  }
}

/** The edge as it runs from left to right. */
function facing(side: 'left' | 'right', edge: Edge | undefined): Edge | undefined {
  return edge && side === 'right' ? [edge[2], edge[1], edge[0]] : edge;
}

/** A heart beats, a drop falls, marks jump, dots run. */
export function signs(artboard: ArtboardBuilder, { chest }: Parts): AnimationBuilder {
  const { happy, sad, surprised, confused } = chest.icons;
  const animation = artboard.animation('signs', { durationMs: 1_800, loop: true });
  const beat: Key[] = [
    [0, 1],
    [140, 1.22],
    [300, 1],
    [420, 1.14],
    [600, 1, 'hold'],
  ];
  animation.track(happy, 'scaleX', beat).track(happy, 'scaleY', beat);
  animation.track(sad, 'y', [
    [0, -7, EASE.in],
    [1_100, 8, EASE.out],
    [1_800, -7],
  ]);
  const jump: Key[] = [
    [0, 0, EASE.out],
    [120, -4],
    [300, 1],
    [400, 0, 'hold'],
  ];
  animation.track(surprised, 'y', jump);
  animation.track(confused, 'rotation', [
    [0, degrees(-8)],
    [900, degrees(8)],
    [1_800, degrees(-8)],
  ]);
  for (const [i, dot] of chest.dots.entries()) {
    const at = 200 + 220 * i;
    animation.track(dot, 'y', [
      [0, 0, 'hold'],
      [at, 0, EASE.out],
      [at + 160, -6],
      [at + 360, 0, 'hold'],
    ]);
  }
  return animation;
}
