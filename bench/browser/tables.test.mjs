import { describe, expect, it } from 'vitest';
import { bytesAFrame } from './bytes-a-frame.mjs';
import { callCells, frameCells, medianOf, partCells, percentile } from './tables.mjs';

const call = (own, rive) => ({
  own,
  rive,
  seconds: 2,
  messages: [0.2, 0.4, 0.3],
  framesASecond: 120,
  bytesAFrame: 10,
  longTasksAtStart: [{ duration: 80, ownMs: 2 }],
  longTasksInCall: [],
  underruns: 0,
});

describe('the tables', () => {
  it('give the value below which a share lies', () => {
    const values = Array.from({ length: 100 }, (_, i) => i);
    expect([0, 0.5, 0.95, 1].map((share) => percentile(values, share))).toEqual([0, 50, 95, 99]);
  });

  it('give the middle of the calls, and how far they are apart', () => {
    expect(medianOf([3, 1, 2], 1)).toBe('2.0 (1.0 to 3.0)');
    expect(medianOf([0.5], 2)).toBe('0.50');
  });

  it('put our part of a frame beside what Rive draws', () => {
    const [, median] = frameCells([call([0.1, 0.1], [1, 1]), call([0.2, 0.2], [1, 1]), call([0.3, 0.3], [3, 3])]);
    expect(median).toEqual(['median', '0.200 (0.100 to 0.300)', '1.00 (1.00 to 3.00)', '1 : 10 (5 to 10)']);
  });

  it('count 120 frames a second and the messages as our share of the main thread', () => {
    const share = callCells([call([0.1], [1])]).find(([title]) => title.startsWith('our share'));
    // 12 ms of frames and 0.45 ms of messages in a second.
    expect(share?.[1]).toBe('1.25');
  });

  it('show what parts of a download share', () => {
    const cells = partCells({
      parts: [
        ['sound', 3000],
        ['mouth', 1500],
      ],
      whole: 5000,
    });
    expect(cells.slice(1)).toEqual([
      ['sound', '3.0'],
      ['mouth', '1.5'],
      ['shared by several', '0.5'],
      ['**all of it**, in one file', '5.0'],
    ]);
  });
});

describe('bytesAFrame', () => {
  it('counts what our code makes below the frame, and nothing else', () => {
    const script = [
      '  // ../browser/dist/rig/frame-loop.js',
      'tick',
      '  // ../../node_modules/@rive-app/canvas/rive.js',
      'rive',
    ].join('\n');
    const node = (functionName, lineNumber, selfSize, children = []) => ({
      callFrame: { functionName, lineNumber },
      selfSize,
      children,
    });
    const head = node('(root)', -1, 0, [
      node('elsewhere', 1, 1000),
      node('#tick', 1, 40, [node('set value', 3, 500), node('advance', 1, 60)]),
    ]);
    expect(bytesAFrame({ head }, script, 10)).toBe(10);
  });
});
