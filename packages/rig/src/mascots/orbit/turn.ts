import type { AnimationBuilder } from '../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import { degrees } from '../../builder/authoring/path-point.js';
import { SIDES, SIGN } from '../../character/character-parts.js';
import type { MascotAnimations } from '../../character/mascot-animations.js';
import type { Parts } from './parts.js';

/** Poses of the eyes at their limits. The features follow a little. */
export function gaze(artboard: ArtboardBuilder, { eyes, face }: Parts): MascotAnimations['gaze'] {
  const across = (name: string, sign: number) => {
    const pose = artboard.pose(`gaze ${name}`).set(face.gazeX, { x: 5 * sign });
    for (const side of SIDES) pose.set(eyes[side].pupil.gazeX, { x: 9 * sign });
    return pose;
  };
  const along = (name: string, sign: number) => {
    const pose = artboard.pose(`gaze ${name}`).set(face.gazeY, { y: 3 * sign });
    for (const side of SIDES) pose.set(eyes[side].pupil.gazeY, { y: 10 * sign });
    return pose;
  };
  return { left: across('left', -1), right: across('right', 1), up: along('up', -1), down: along('down', 1) };
}

/** Poses of the head at its limits: what is nearer to the viewer goes farther, and what turns away narrows. */
export function headTurn(artboard: ArtboardBuilder, parts: Parts): MascotAnimations['head'] {
  const { head, plate, face, ears, glasses, cap, antenna } = parts;
  const across = (name: string, sign: number) => {
    const pose = artboard.pose(`head ${name}`).set(head.turnX, { x: 6 * sign });
    pose.set(plate.turnX, { x: 10 * sign, scaleX: 0.97 }).set(face.turnX, { x: 17 * sign, scaleX: 0.95 });
    pose.set(glasses.turnX, { x: 17 * sign, scaleX: 0.96 }).set(cap.turnX, { x: 7 * sign });
    for (const side of SIDES) {
      // One ear goes behind the head, the other comes forward.
      const hides = SIGN[side] === sign;
      pose.set(ears[side].turn, hides ? { x: -16 * sign, scaleX: 0.8 } : { x: 6 * sign, scaleX: 1.15 });
    }
    return pose;
  };
  const along = (name: string, sign: number) => {
    const pose = artboard.pose(`head ${name}`).set(head.turnY, { y: 5 * sign });
    pose.set(plate.turnY, { y: 7 * sign, scaleY: 0.985 }).set(face.turnY, { y: 12 * sign, scaleY: 0.96 });
    return pose.set(glasses.turnY, { y: 12 * sign, scaleY: 0.97 }).set(cap.turnY, { y: 8 * sign });
  };
  // The antenna lags behind.
  const lean = (name: string, sign: number) => {
    const pose = artboard.pose(`head ${name}`).set(head.tilt, { rotation: degrees(10 * sign) });
    return pose.set(antenna.tilt, { rotation: degrees(-7 * sign) });
  };
  return {
    left: across('left', -1),
    right: across('right', 1),
    up: along('up', -1),
    down: along('down', 1),
    tiltLeft: lean('tilt left', -1),
    tiltRight: lean('tilt right', 1),
  };
}

/** The pose of full stress: head and hands dip. */
export function emphasis(artboard: ArtboardBuilder, { head, body, hands }: Parts): AnimationBuilder {
  const pose = artboard.pose('emphasis');
  pose.set(head.emphasis, { y: 9, scaleX: 1.012, scaleY: 0.985 }).set(body.emphasis, { y: 4 });
  for (const side of SIDES) pose.set(hands[side].place.emphasis, { y: 9 });
  return pose;
}

/** The pose of raised brows. */
export function browLift(artboard: ArtboardBuilder, { brows, antenna }: Parts): AnimationBuilder {
  const pose = artboard.pose('brow lift').set(antenna.lift, { y: -4 });
  for (const side of SIDES) pose.set(brows[side].lift, { y: -9 });
  return pose;
}
