import { flatten, type Point } from '../src/mouth/outline.js';

/** Points on each curve of an edge. */
export const STEPS_PER_CURVE = 16;

/** Upper and lower edge, both from left to right. `curves` is how many curves the upper edge has. */
export function edges(points: Parameters<typeof flatten>[0], curves: number): { upper: Point[]; lower: Point[] } {
  const all = flatten(points, STEPS_PER_CURVE);
  const right = curves * STEPS_PER_CURVE;
  return { upper: all.slice(0, right + 1), lower: [...all.slice(right), all[0] as Point].reverse() };
}

/** By how much `above` lies below `below` at the worst place; negative if it never does. */
export function crossing(above: readonly Point[], below: readonly Point[]): number {
  return Math.max(...above.map(([x, y]) => y - (heightAt(below, x) ?? Number.POSITIVE_INFINITY)));
}

/** The smallest step to the right from point to point. */
export function smallestStep(edge: readonly Point[]): number {
  return Math.min(...edge.slice(1).map(([x], i) => x - (edge[i]?.[0] ?? 0)));
}

/** Where an edge lies at `x`; undefined beyond its ends. */
export function heightAt(edge: readonly Point[], x: number): number | undefined {
  for (let i = 1; i < edge.length; i++) {
    const [x0, y0] = edge[i - 1] as Point;
    const [x1, y1] = edge[i] as Point;
    if (x >= x0 && x <= x1 && x1 > x0) return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
  }
  return undefined;
}
