import type { PathPoint } from '../builder/authoring/path-point.js';

/** A point in artboard units. */
export type Point = readonly [x: number, y: number];

/** One piece of an outline: start, its handle, the handle of the end, the end. */
export type CubicSegment = readonly [Point, Point, Point, Point];

/** The cubic curves of a closed path, in order. */
export function cubicSegments(points: readonly PathPoint[]): CubicSegment[] {
  return points.map((from, i) => {
    const to = points[(i + 1) % points.length] ?? from;
    return [[from.x, from.y], outHandle(from), inHandle(to), [to.x, to.y]];
  });
}

/** Points along a closed path, `stepsPerSegment` for each curve, without repeating the first. */
export function flatten(points: readonly PathPoint[], stepsPerSegment: number): Point[] {
  return cubicSegments(points).flatMap((segment) =>
    Array.from({ length: stepsPerSegment }, (_, step) => pointOn(segment, step / stepsPerSegment)),
  );
}

/** The point at `t`, 0 to 1, of a cubic curve. */
export function pointOn([a, b, c, d]: CubicSegment, t: number): Point {
  const s = 1 - t;
  const [wa, wb, wc, wd] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return [wa * a[0] + wb * b[0] + wc * c[0] + wd * d[0], wa * a[1] + wb * b[1] + wc * c[1] + wd * d[1]];
}

function outHandle(point: PathPoint): Point {
  if ('outRotation' in point) return polar(point, point.outRotation, point.outDistance);
  if ('outDistance' in point) return polar(point, point.rotation, point.outDistance);
  return 'distance' in point ? polar(point, point.rotation, point.distance) : [point.x, point.y];
}

function inHandle(point: PathPoint): Point {
  if ('inRotation' in point) return polar(point, point.inRotation, point.inDistance);
  if ('inDistance' in point) return polar(point, point.rotation, -point.inDistance);
  return 'distance' in point ? polar(point, point.rotation, -point.distance) : [point.x, point.y];
}

function polar({ x, y }: PathPoint, angle: number, length: number): Point {
  return [x + Math.cos(angle) * length, y + Math.sin(angle) * length];
}
