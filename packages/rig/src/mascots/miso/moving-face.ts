import type { AnimationBuilder } from '../../builder/authoring/animation.js';
import type { Component } from '../../builder/authoring/component.js';
import type { GroupBuilder } from '../../builder/authoring/group.js';
import type { Pair } from '../../character/character-parts.js';
import type { Articulation } from '../../mouth/articulation.js';
import type { drawBlush, drawMuzzle, drawSkull } from './head.js';
import { CHIN_DROP } from './look.js';

/** What moves with the mouth. */
export interface FaceParts {
  readonly skull: ReturnType<typeof drawSkull>;
  readonly muzzle: ReturnType<typeof drawMuzzle>;
  readonly blushes: Pair<ReturnType<typeof drawBlush>>;
  readonly nose: GroupBuilder;
}

/** The chin follows the jaw, the colour of the cheeks is drawn in by a round mouth and pushed up and out by a smile. */
export function moveFace(
  pose: AnimationBuilder,
  { skull, muzzle, blushes, nose }: FaceParts,
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
