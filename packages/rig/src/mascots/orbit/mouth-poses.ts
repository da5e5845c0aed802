import type { AnimationBuilder } from '../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import type { Expression } from '../../contract.js';
import type { Articulation } from '../../mouth/articulation.js';
import { ARTICULATIONS } from '../../mouth/articulations.js';
import { RESTING_MOUTHS } from '../../mouth/resting-mouths.js';
import { MOUTHS } from './look.js';
import { type Parts, SIDES, SIGN } from './parts.js';

/** One pose for each viseme: the mouth, and what moves with it. */
export function mouthPoses(artboard: ArtboardBuilder, parts: Parts): AnimationBuilder[] {
  return ARTICULATIONS.map((articulation, id) => {
    const pose = artboard.pose(`viseme ${id}`);
    parts.mouth.set(pose, MOUTHS.shapes[id] ?? MOUTHS.shapes[0]);
    moveHead(pose, parts, articulation);
    return pose;
  });
}

/** Holds the mouth that an expression has while nothing is said. */
export function restMouth(pose: AnimationBuilder, name: Expression, parts: Parts): void {
  parts.mouth.set(pose, MOUTHS.resting[name]);
  moveHead(pose, parts, RESTING_MOUTHS[name]);
}

/** The light around the mouth grows with it, that on the cheeks makes room, and the head stretches a little. */
function moveHead(
  pose: AnimationBuilder,
  { head, blushes, mouthGlow }: Parts,
  { jaw, width, smile }: Articulation,
): void {
  pose.set(head.jaw, { scaleX: 1 - 0.006 * jaw, scaleY: 1 + 0.014 * jaw });
  pose.set(mouthGlow, { y: 26 * jaw, scaleX: 0.55 + 0.45 * width, scaleY: 0.46 + 0.36 * jaw });
  for (const side of SIDES) {
    pose.set(blushes[side], { x: SIGN[side] * 8 * (width - 1), y: -5 * (smile - 1) * (1 - jaw) + 3 * jaw });
  }
}
