/**
 * As `toSequentialBlend`, for a file of which nobody knows in which order it blends, nor whether a rest pose lies below.
 *
 * Divided by the largest, one value is always 100. Nothing of the frame before then shines through, so that the mouth is
 * alike at any frame rate, with a rest pose or without one. A shape alone is drawn exactly. On the way from one shape to
 * the next the mouth moves without a jump whichever of the two comes first in the file; only when is unknown: in the
 * first half of the way, or in the second.
 *
 * @param weights 0 or more, at least one above 0, `rest` counted.
 * @param values gets 0 to 100, as long as `weights`.
 * @param rest weight of what lies below the poses, 0 or more. Default 0.
 */
export function toUnorderedBlend(weights: Float32Array, values: Float32Array, rest = 0): void {
  let most = rest;
  for (let i = 0; i < weights.length; i++) most = Math.max(most, weights[i] as number);
  for (let i = 0; i < weights.length; i++) values[i] = (100 * (weights[i] as number)) / most;
}
