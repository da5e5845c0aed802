import type { AnimationBuilder } from '../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import type { Expression } from '../../contract.js';
import type { Articulation } from '../../mouth/articulation.js';
import { ARTICULATIONS } from '../../mouth/articulations.js';
import type { MouthSet } from '../../mouth/mouth-set.js';
import { RESTING_MOUTHS } from '../../mouth/resting-mouths.js';
import type { MouthDrawing } from '../mouth-drawing.js';

/** A mouth, and the face around it. */
export interface TalkingFace {
  readonly mouth: MouthDrawing;
  readonly mouths: MouthSet;
  /** Moves what moves with the mouth: chin, cheeks, nose. It must set the same properties for every articulation. */
  readonly follow: (pose: AnimationBuilder, articulation: Articulation) => void;
}

/** Adds a pose for each viseme, by id. */
export function mouthPoses(artboard: ArtboardBuilder, { mouth, mouths, follow }: TalkingFace): AnimationBuilder[] {
  return ARTICULATIONS.map((articulation, id) => {
    const pose = artboard.pose(`viseme ${id}`);
    mouth.set(pose, mouths.shapes[id] ?? mouths.shapes[0]);
    follow(pose, articulation);
    return pose;
  });
}

/** Adds the resting mouth of an expression to its pose. */
export function restMouth(
  pose: AnimationBuilder,
  { mouth, mouths, follow }: TalkingFace,
  expression: Expression,
): void {
  mouth.set(pose, mouths.resting[expression]);
  follow(pose, RESTING_MOUTHS[expression]);
}
