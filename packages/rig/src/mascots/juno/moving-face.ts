import type { AnimationBuilder } from '../../builder/authoring/animation.js';
import type { GroupBuilder } from '../../builder/authoring/group.js';
import type { Articulation } from '../../mouth/articulation.js';
import type { drawSkull } from './face.js';
import { CHIN_DROP } from './look.js';

/** What moves with the mouth. */
export interface FaceParts {
  readonly skull: ReturnType<typeof drawSkull>;
  readonly nose: GroupBuilder;
}

/** The chin follows the jaw, a smile lifts the cheeks, a round mouth draws them in. */
export function moveFace(
  pose: AnimationBuilder,
  { skull, nose }: FaceParts,
  { jaw, width, protrude, smile }: Articulation,
) {
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
