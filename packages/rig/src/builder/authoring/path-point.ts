/**
 * A point of a path. Handles are polar: an angle in radians (0 points right, a quarter turn points down) and a length.
 *
 * - no handles: a corner, rounded by `radius`
 * - `rotation`, `distance`: smooth, the same length on both sides; the handle out points to `rotation`, the one in away
 * - `rotation`, `inDistance`, `outDistance`: smooth, with two lengths
 * - `inRotation`, `inDistance`, `outRotation`, `outDistance`: two free handles
 */
export type PathPoint = { readonly x: number; readonly y: number } & (
  | { readonly radius?: number }
  | { readonly rotation: number; readonly distance: number }
  | { readonly rotation: number; readonly inDistance: number; readonly outDistance: number }
  | {
      readonly inRotation: number;
      readonly inDistance: number;
      readonly outRotation: number;
      readonly outDistance: number;
    }
);

/** The vertex type of the Rive format that holds exactly these properties. */
export function vertexType(point: PathPoint): string {
  if ('inRotation' in point) return 'CubicDetachedVertex';
  if ('inDistance' in point) return 'CubicAsymmetricVertex';
  return 'rotation' in point ? 'CubicMirroredVertex' : 'StraightVertex';
}

/** Radians of an angle in degrees. */
export function degrees(angle: number): number {
  return (angle * Math.PI) / 180;
}
