import type { PathPoint } from '../../builder/authoring/path-point.js';

/** Between a circle (0.55) and a box (1): what all of Orbit is made of. */
const ROUNDNESS = 0.8;

/**
 * A box with generous corners: four points, clockwise from the top.
 *
 * @param widest how far its widest place lies below the middle; default 0.
 */
export function squircle(
  [x, y]: readonly [number, number],
  [halfWidth, halfHeight]: readonly [number, number],
  { roundness = ROUNDNESS, widest = 0 } = {},
): PathPoint[] {
  const [across, along] = [roundness * halfWidth, roundness * halfHeight];
  const quarter = Math.PI / 2;
  const [above, below] = [along + widest * roundness, along - widest * roundness];
  return [
    { x, y: y - halfHeight, rotation: 0, distance: across },
    { x: x + halfWidth, y: y + widest, rotation: quarter, inDistance: above, outDistance: below },
    { x, y: y + halfHeight, rotation: 2 * quarter, distance: across },
    { x: x - halfWidth, y: y + widest, rotation: -quarter, inDistance: below, outDistance: above },
  ];
}
