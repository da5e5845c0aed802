import type { AnimationBuilder } from '../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import { degrees } from '../../builder/authoring/path-point.js';
import type { MascotAnimations } from '../../character/mascot-state-machine.js';
import { type Parts, SIDES, SIGN } from './parts.js';

/** What the face does, apart from the mouth, which stays free for speech. */
interface Mood {
  /** Of the head, in degrees. */
  readonly tilt: number;
  /** Of both brows; negative is up. */
  readonly browY: number;
  /** In degrees; positive lowers the outer ends. */
  readonly browTurn: number;
  /** Scale of the eyes. */
  readonly eyes: readonly [width: number, height: number];
  /** How far the cheeks push up the lower lids; negative is up. */
  readonly lowerLid: number;
  /** How far the ears turn out, in degrees. */
  readonly ears: number;
  /** Raises the left brow and lowers the right one, and opens that eye wider. Default 0. */
  readonly skew?: number;
}

const MOODS: Record<keyof MascotAnimations['expressions'], Mood> = {
  happy: { tilt: 2, browY: -5, browTurn: 4, eyes: [1.03, 0.98], lowerLid: -36, ears: -3 },
  sad: { tilt: -3, browY: -3, browTurn: 24, eyes: [0.98, 0.88], lowerLid: 0, ears: 24 },
  surprised: { tilt: 0, browY: -15, browTurn: 3, eyes: [1.12, 1.16], lowerLid: 0, ears: -9 },
  thinking: { tilt: 5, browY: -5, browTurn: -3, eyes: [1, 0.9], lowerLid: -15, ears: 2, skew: 6 },
  confused: { tilt: -6, browY: -3, browTurn: -10, eyes: [1, 0.97], lowerLid: -13, ears: 8, skew: -8 },
};

/** Adds a pose for each expression but neutral. */
export function expressions(artboard: ArtboardBuilder, parts: Parts): MascotAnimations['expressions'] {
  const pose = (name: keyof typeof MOODS) => moodPose(artboard.pose(name), MOODS[name], parts);
  return {
    happy: pose('happy'),
    sad: pose('sad'),
    surprised: pose('surprised'),
    thinking: pose('thinking'),
    confused: pose('confused'),
  };
}

function moodPose(pose: AnimationBuilder, mood: Mood, { head, brows, eyes, ears }: Parts): AnimationBuilder {
  pose.set(head.mood, { rotation: degrees(mood.tilt) });
  for (const side of SIDES) {
    const skew = SIGN[side] * (mood.skew ?? 0);
    pose.set(brows[side].mood, { y: mood.browY + skew, rotation: degrees(SIGN[side] * mood.browTurn) });
    pose.set(eyes[side].mood, { scaleX: mood.eyes[0], scaleY: mood.eyes[1] - 0.008 * skew });
    pose.set(eyes[side].lowerLid, { y: mood.lowerLid });
    pose.set(ears[side].mood, { rotation: degrees(SIGN[side] * mood.ears) });
  }
  return pose;
}
