import type { AnimationBuilder } from '../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import type { GroupBuilder } from '../../builder/authoring/group.js';
import type { MouthDrawing } from '../../character/mouth-drawing.js';
import type { Expression } from '../../contract.js';
import type { Articulation } from '../../mouth/articulation.js';
import { ARTICULATIONS } from '../../mouth/articulations.js';
import { RESTING_MOUTHS } from '../../mouth/resting-mouths.js';
import type { drawSkull } from './face.js';
import { CHIN_DROP, MOUTHS } from './look.js';

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

/** The chin follows the jaw, a smile lifts the cheeks, a round mouth draws them in. */
function moveFace(pose: AnimationBuilder, { skull, nose }: TalkingFace, { jaw, width, protrude, smile }: Articulation) {
  const drop = CHIN_DROP * jaw;
  for (const vertex of skull.chin.tip) {
    // The curve widens as it drops, so that a long chin stays round.
    const wider = (side: 'inDistance' | 'outDistance') => vertex.restValue(side) + 0.8 * drop;
    pose.set(vertex, {
      y: vertex.restValue('y') + drop,
      inDistance: wider('inDistance'),
      outDistance: wider('outDistance'),
    });
  }
  for (const vertex of skull.chin.jaw) pose.set(vertex, { y: vertex.restValue('y') + 0.6 * drop });
  const lift = -5 * (smile - 1) * (1 - jaw);
  pose.set(skull.blushes.left, { x: 8 * (1 - width), y: lift + 3 * jaw });
  pose.set(skull.blushes.right, { x: -8 * (1 - width), y: lift + 3 * jaw });
  pose.set(nose, { y: -1.2 * protrude - jaw });
}
