import type { AnimationBuilder } from '../../builder/authoring/animation.js';
import { SIDES, SIGN } from '../../character/character-parts.js';
import type { Articulation } from '../../mouth/articulation.js';
import type { Parts } from './parts.js';

/** The light around the mouth grows with it, that on the cheeks makes room, and the head stretches a little. */
export function moveHead(
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
