import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import { type CharacterParts, SIDES } from '../character-parts.js';
import type { MascotAnimations } from '../mascot-animations.js';

/** Adds the poses of the eyes at their limits. @param reach how far the irises go, in artboard units. */
export function gaze(
  artboard: ArtboardBuilder,
  { eyes }: Pick<CharacterParts, 'eyes'>,
  [reachX, reachY]: readonly [x: number, y: number],
): MascotAnimations['gaze'] {
  const look = (name: string, values: { x: number } | { y: number }) => {
    const pose = artboard.pose(`gaze ${name}`);
    for (const side of SIDES) pose.set(eyes[side].gaze, values);
    return pose;
  };
  return {
    left: look('left', { x: -reachX }),
    right: look('right', { x: reachX }),
    up: look('up', { y: -reachY }),
    down: look('down', { y: reachY }),
  };
}
