import type { Key } from '../../builder/authoring/animation.js';
import { degrees } from '../../builder/authoring/path-point.js';

/** The key frames of an angle that is written in degrees, scaled by `factor`. */
export function inDegrees(keys: readonly Key[], factor = 1): Key[] {
  return keys.map(([atMs, angle, ...easing]): Key => [atMs, degrees(angle * factor), ...easing]);
}
