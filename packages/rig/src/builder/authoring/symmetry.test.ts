import { describe, expect, test } from 'vitest';
import { parsePathData } from './path-data.js';
import { degrees, type PathPoint } from './path-point.js';
import { mirrored, symmetric } from './symmetry.js';

/** In whole hundredths. */
const rounded = (points: readonly PathPoint[]) =>
  points.map((point) =>
    Object.fromEntries(Object.entries(point).map(([name, value]) => [name, Math.round(Number(value) * 100) + 0])),
  );

describe('mirrored', () => {
  test('swaps the handles and turns the order round', () => {
    const points: PathPoint[] = [
      { x: 10, y: 0, radius: 3 },
      { x: 30, y: 5, inRotation: degrees(90), inDistance: 1, outRotation: 0, outDistance: 2 },
    ];
    expect(rounded(mirrored(points, 20))).toEqual([
      { x: 1000, y: 500, inRotation: 314, inDistance: 200, outRotation: 157, outDistance: 100 },
      { x: 3000, y: 0, radius: 300 },
    ]);
  });

  test('twice is as before', () => {
    const [path] = parsePathData('M 1 2 C 4 5 6 7 8 9 C 3 2 1 5 7 7');
    const points = path?.points ?? [];
    expect(rounded(mirrored(mirrored(points, 50), 50))).toEqual(rounded(points));
  });
});

describe('symmetric', () => {
  test('closes half a contour, with its ends on the axis once', () => {
    const drop = symmetric(parsePathData('M 50 10 C 60 10 80 40 50 90')[0]?.points ?? [], 50);
    const whole = parsePathData('M 50 10 C 60 10 80 40 50 90 C 20 40 40 10 50 10 Z')[0]?.points ?? [];
    expect(rounded(drop)).toEqual(rounded(whole));
  });

  test('keeps corners, and ends beside the axis twice', () => {
    const roof = symmetric([
      { x: 0, y: 0 },
      { x: 8, y: 5 },
      { x: 6, y: 9 },
    ]);
    expect(roof.map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [8, 5],
      [6, 9],
      [-6, 9],
      [-8, 5],
    ]);
  });

  test('a smooth point on the axis stays smooth', () => {
    const [top] = symmetric([
      { x: 0, y: 0, rotation: 0, distance: 7 },
      { x: 9, y: 9 },
    ]);
    expect(rounded(top ? [top] : [])).toEqual([
      { x: 0, y: 0, inRotation: 314, inDistance: 700, outRotation: 0, outDistance: 700 },
    ]);
  });
});
