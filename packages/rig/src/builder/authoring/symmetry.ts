import type { PathPoint } from './path-point.js';

/** A point with both handles written out. */
interface FreePoint {
  readonly x: number;
  readonly y: number;
  readonly inRotation: number;
  readonly inDistance: number;
  readonly outRotation: number;
  readonly outDistance: number;
}

/** The mirror image at a vertical axis, in reverse order, so that it turns the same way round. */
export function mirrored(points: readonly PathPoint[], axisX = 0): PathPoint[] {
  return points.map((point) => image(point, axisX)).reverse();
}

/**
 * A closed contour from one half of it. Ends that lie on the axis are in it once, with handles that are images of each
 * other.
 */
export function symmetric(half: readonly PathPoint[], axisX = 0): PathPoint[] {
  const isOnAxis = ({ x }: PathPoint) => Math.abs(x - axisX) < 1e-6;
  const last = half.length - 1;
  const given = half.map((point, i) => {
    if (!isOnAxis(point) || (i > 0 && i < last) || !hasHandles(point)) return point;
    const free = freed(point);
    const reflected = freed(image(point, axisX));
    // What leads out of the first end, leads into it on the other side; the last end likewise.
    return i === 0
      ? { ...free, inRotation: reflected.inRotation, inDistance: reflected.inDistance }
      : { ...free, outRotation: reflected.outRotation, outDistance: reflected.outDistance };
  });
  const others = given.filter((point, i) => !(isOnAxis(point) && (i === 0 || i === last)));
  return [...given, ...mirrored(others, axisX)];
}

function image(point: PathPoint, axisX: number): PathPoint {
  const x = 2 * axisX - point.x;
  if (!hasHandles(point)) return { ...point, x };
  const { y, inRotation, inDistance, outRotation, outDistance } = freed(point);
  return {
    x,
    y,
    inRotation: turned(Math.PI - outRotation),
    inDistance: outDistance,
    outRotation: turned(Math.PI - inRotation),
    outDistance: inDistance,
  };
}

function hasHandles(point: PathPoint): boolean {
  return 'rotation' in point || 'inRotation' in point;
}

function freed(point: PathPoint): FreePoint {
  if ('inRotation' in point) return point;
  const { x, y } = point;
  if (!('rotation' in point)) return { x, y, inRotation: 0, inDistance: 0, outRotation: 0, outDistance: 0 };
  const [inDistance, outDistance] =
    'distance' in point ? [point.distance, point.distance] : [point.inDistance, point.outDistance];
  return { x, y, inRotation: turned(point.rotation + Math.PI), inDistance, outRotation: point.rotation, outDistance };
}

/** The same angle within half a turn of 0, as `Math.atan2` gives it. */
function turned(angle: number): number {
  return Math.atan2(Math.sin(angle), Math.cos(angle));
}
