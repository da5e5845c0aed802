import { describe, expect, test } from 'vitest';
import { parsePathData } from './path-data.js';

const round = (value: unknown) =>
  JSON.parse(JSON.stringify(value, (_, v) => (typeof v === 'number' ? Math.round(v * 1e6) / 1e6 : v)));

describe('parsePathData', () => {
  test('reads lines, absolute and relative', () => {
    const square = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 10, y: 10 },
      { x: 0, y: 10 },
    ];
    expect(parsePathData('M0 0 L10 0 L10,10 L0 10 Z')).toEqual([{ points: square, closed: true }]);
    expect(parsePathData('m0 0 h10 v10 h-10z')).toEqual([{ points: square, closed: true }]);
    expect(parsePathData('M 0 0 10 0 10 10 0 10')).toEqual([{ points: square, closed: false }]);
  });

  test('turns handles into angle and length', () => {
    const [path] = parsePathData('M 0 0 C 0 -4 10 -3 10 0');
    expect(round(path?.points)).toEqual(
      round([
        { x: 0, y: 0, inRotation: 0, inDistance: 0, outRotation: -Math.PI / 2, outDistance: 4 },
        { x: 10, y: 0, inRotation: -Math.PI / 2, inDistance: 3, outRotation: 0, outDistance: 0 },
      ]),
    );
  });

  test('S mirrors the last handle; Q is raised to a cubic', () => {
    const smooth = parsePathData('M 0 0 C 0 -4 6 -4 10 0 S 20 4 20 0')[0]?.points[1];
    expect(round(smooth)).toEqual(
      round({
        x: 10,
        y: 0,
        inRotation: Math.atan2(-4, -4),
        inDistance: Math.hypot(4, 4),
        outRotation: Math.atan2(4, 4),
        outDistance: Math.hypot(4, 4),
      }),
    );
    const raised = parsePathData('M 0 0 Q 3 3 6 0')[0]?.points[0];
    expect(round(raised)).toEqual(
      round({ x: 0, y: 0, inRotation: 0, inDistance: 0, outRotation: Math.PI / 4, outDistance: Math.hypot(2, 2) }),
    );
  });

  test('a closed path that ends where it began has that point once, with both handles', () => {
    const [path] = parsePathData('M 0 0 C 0 -4 10 -4 10 0 C 10 4 0 3 0 0 Z');
    expect(path?.points).toHaveLength(2);
    expect(path?.points[0]).toMatchObject({ inDistance: 3, outDistance: 4 });
  });

  test('several paths; after Z the pen is back at the start', () => {
    const paths = parsePathData('M 5 5 h 1 v 1 z m 10 10 h 2');
    expect(paths.map(({ points }) => points[0])).toEqual([
      { x: 5, y: 5 },
      { x: 15, y: 15 },
    ]);
  });

  test('what follows Z without a move is a path of its own, from the same start', () => {
    const paths = parsePathData('M 5 5 h 1 v 1 z h 2 v 2 Z');
    expect(paths.map(({ points }) => points)).toEqual([
      [
        { x: 5, y: 5 },
        { x: 6, y: 5 },
        { x: 6, y: 6 },
      ],
      [
        { x: 5, y: 5 },
        { x: 7, y: 5 },
        { x: 7, y: 7 },
      ],
    ]);
  });

  test.each(['1 M 0 0', 'L 0 0', 'M 0', 'M 0 0 A 1 1 0 0 0 2 2', 'M 0 0 C 1 2 3', 'M 0 0 Z 3'])(
    'refuses "%s"',
    (data) => {
      expect(() => parsePathData(data)).toThrow(expect.objectContaining({ code: 'RIG_PATH_DATA_INVALID' }));
    },
  );
});
