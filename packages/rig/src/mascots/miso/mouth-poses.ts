import type { AnimationBuilder } from '../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import type { Component } from '../../builder/authoring/component.js';
import type { MouthDrawing } from '../../character/mouth-drawing.js';
import { type Articulation, ARTICULATIONS } from '../../mouth/articulation.js';
import { mouthShape } from '../../mouth/mouth-shape.js';
import { CHIN_DROP, MOUTH_PROPORTIONS } from './look.js';
import type { drawSkull } from './head.js';
import type { GroupBuilder } from '../../builder/authoring/group.js';

/** What moves with the mouth. */
export interface TalkingFace {
  readonly mouth: MouthDrawing;
  readonly skull: ReturnType<typeof drawSkull>;
  readonly nose: GroupBuilder;
}

/** One pose for each viseme: the mouth, and the face around it. */
export function mouthPoses(artboard: ArtboardBuilder, face: TalkingFace): AnimationBuilder[] {
  return ARTICULATIONS.map((articulation, id) => {
    const pose = artboard.pose(`viseme ${id}`);
    face.mouth.set(pose, mouthShape(articulation, MOUTH_PROPORTIONS));
    moveFace(pose, face, articulation);
    return pose;
  });
}

/** The chin follows the jaw, the cheeks make room for a wide mouth and fall in for a round one. */
function moveFace(pose: AnimationBuilder, { skull, nose }: TalkingFace, { jaw, width, protrude, smile }: Articulation) {
  const drop = CHIN_DROP * jaw;
  const chin = (vertex: Component, share: number) => pose.set(vertex, { y: vertex.restValue('y') + drop * share });
  chin(skull.muzzleChin, 1);
  chin(skull.furChin, 0.8);
  const spread = width - 1;
  pose.set(skull.leftCheek, { x: -5 * spread, y: -4 * (smile - 1) + 3 * jaw });
  pose.set(skull.rightCheek, { x: 5 * spread, y: -4 * (smile - 1) + 3 * jaw });
  pose.set(nose, { y: -1.5 * protrude - 1.5 * jaw });
}
