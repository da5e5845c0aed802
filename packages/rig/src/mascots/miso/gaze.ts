import type { AnimationBuilder } from '../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import type { MascotAnimations } from '../../character/mascot-state-machine.js';
import { type Parts, SIDES } from './parts.js';

/** Adds poses of the eyes to their limits. The features follow a little, as if the head were turning. */
export function gaze(artboard: ArtboardBuilder, { eyes, face }: Parts): MascotAnimations['gaze'] {
  const across = (name: string, iris: number, features: number): AnimationBuilder => {
    const pose = artboard.pose(`gaze ${name}`);
    for (const side of SIDES) pose.set(eyes[side].gazeX, { x: iris });
    return pose.set(face, { x: features });
  };
  const along = (name: string, iris: number, features: number): AnimationBuilder => {
    const pose = artboard.pose(`gaze ${name}`);
    for (const side of SIDES) pose.set(eyes[side].gazeY, { y: iris });
    return pose.set(face, { y: features });
  };
  return {
    left: across('left', -9, -5),
    right: across('right', 9, 5),
    up: along('up', -9, -3),
    down: along('down', 9, 3),
  };
}
