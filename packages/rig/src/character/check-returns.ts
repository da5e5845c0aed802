import type { AnimationBuilder } from '../builder/authoring/animation.js';
import { RigError } from '../errors.js';

/**
 * Checks that an animation starts and ends with everything as it was drawn: a gesture that does not would jump. What is
 * hidden as drawn may end anywhere.
 *
 * @throws RigError `RIG_KEYFRAMES_INVALID`.
 */
export function checkReturns({ name, tracks }: AnimationBuilder): void {
  for (const [component, properties] of tracks) {
    if (component.props.opacity === 0) continue;
    for (const [property, frames] of properties) {
      const rest = component.restValue(property);
      for (const [end, frame] of [
        ['starts', frames[0]],
        ['ends', frames.at(-1)],
      ] as const) {
        if (frame && Math.abs(frame.value - rest) > 1e-6) {
          throw new RigError(
            'RIG_KEYFRAMES_INVALID',
            `Gesture "${name}" ${end} with ${property} of ${component.label} at ${frame.value}; make it ${rest}, as it was drawn.`,
          );
        }
      }
    }
  }
}
