import type { AnimationBuilder } from '../builder/authoring/animation.js';

/**
 * Makes each animation hold, as it was drawn, what only others animate: states of one layer must all set the same
 * properties, or something of the one before would stay.
 */
export function completeAnimations(animations: Iterable<AnimationBuilder>, others: readonly AnimationBuilder[]): void {
  for (const { tracks } of animations) {
    for (const other of others) {
      for (const [component, properties] of other.tracks) {
        const held = tracks.get(component) ?? new Map();
        tracks.set(component, held);
        for (const property of properties.keys()) {
          if (held.has(property)) continue;
          held.set(property, [{ frame: 0, value: component.restValue(property), easing: 'hold' }]);
        }
      }
    }
  }
}
