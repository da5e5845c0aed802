import type { AnimationBuilder } from '../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import type { Component } from '../../builder/authoring/component.js';
import type { GroupBuilder } from '../../builder/authoring/group.js';
import type { Pair } from '../../character/character-parts.js';
import type { MouthDrawing } from '../../character/mouth-drawing.js';
import type { Expression } from '../../contract.js';
import type { Articulation } from '../../mouth/articulation.js';
import { ARTICULATIONS } from '../../mouth/articulations.js';
import { RESTING_MOUTHS } from '../../mouth/resting-mouths.js';
import type { drawBlush, drawMuzzle, drawSkull } from './head.js';
import { CHIN_DROP, MOUTHS } from './look.js';

/** What moves with the mouth. */
export interface TalkingFace {
  readonly mouth: MouthDrawing;
  readonly skull: ReturnType<typeof drawSkull>;
  readonly muzzle: ReturnType<typeof drawMuzzle>;
  readonly blushes: Pair<ReturnType<typeof drawBlush>>;
  readonly nose: GroupBuilder;
}

/** One pose for each viseme: the mouth, and the face around it. */
export function mouthPoses(artboard: ArtboardBuilder, face: TalkingFace): AnimationBuilder[] {
  return ARTICULATIONS.map((articulation, id) => {
    const pose = artboard.pose(`viseme ${id}`);
    face.mouth.set(pose, MOUTHS.shapes[id] ?? MOUTHS.shapes[0]);
    moveFace(pose, face, articulation);
    return pose;
  });
}

/** Adds the resting mouth of an expression to its pose. */
export function restMouth(pose: AnimationBuilder, face: TalkingFace, expression: Expression): void {
  face.mouth.set(pose, MOUTHS.resting[expression]);
  moveFace(pose, face, RESTING_MOUTHS[expression]);
}

/** The chin follows the jaw, the colour of the cheeks is drawn in by a round mouth and pushed up and out by a smile. */
function moveFace(
  pose: AnimationBuilder,
  { skull, muzzle, blushes, nose }: TalkingFace,
  { jaw, width, protrude, smile }: Articulation,
) {
  const drop = CHIN_DROP * jaw;
  const chin = (vertex: Component, share: number) => pose.set(vertex, { y: vertex.restValue('y') + drop * share });
  chin(muzzle.muzzleChin, 1);
  chin(skull.furChin, 0.8);
  const lift = -6 * (smile - 1) * (1 - jaw);
  pose.set(blushes.left.blush, { x: 10 * (1 - width), y: lift + 4 * jaw });
  pose.set(blushes.right.blush, { x: -10 * (1 - width), y: lift + 4 * jaw });
  pose.set(nose, { y: -1.5 * protrude - 1.5 * jaw });
}
