import { describe, expect, it } from 'vitest';
import { memoryCells, neighbourCells, slowSections } from './slow-tables.mjs';

const MIB = 2 ** 20;
const neighbours = (p50, p99, max, problem) => ({ downMs: { p50, p99, max }, problem });
const calls = [{ endedAfterMs: 15_400 }, { endedAfterMs: 19_600 }];
const residentBytes = { before: 100 * MIB, peak: 103 * MIB, after: 101 * MIB };
const aliveBytes = { before: 40 * MIB, after: 41.5 * MIB };

const results = {
  direct: neighbours(0.1, 1, 9),
  without: neighbours(0.4, 3, 12),
  rows: [
    { kind: 'deaf', neighbours: neighbours(0.5, 6, 15), residentBytes, aliveBytes, calls, closes: { 4005: 2 } },
    {
      kind: 'trickle',
      neighbours: neighbours(0.5, 6, 15, 'late'),
      residentBytes,
      aliveBytes,
      calls: [{}, {}],
      closes: {},
    },
  ],
};

describe('the tables of slow calls', () => {
  it('put what the others notice beside what came of the slow ones', () => {
    expect(neighbourCells(results).slice(1)).toEqual([
      ['no slow calls', '0.3 / 2.0 / 12.0', ''],
      ['2 clients that read nothing', '0.4 / 5.0 / 15.0', '2 ended with 4005, after 15 to 20 s'],
      ['2 clients that read 41 kB a second', '–', '2 lived on'],
    ]);
  });

  it('tell what a slow call holds at most', () => {
    expect(memoryCells(results)[1]).toEqual(['2 clients that read nothing', '100', '103', '1.5', '40.0', '41.5']);
  });

  it('tell nothing of added time when the way without a relay was spoiled', () => {
    expect(neighbourCells({ ...results, direct: neighbours(9, 9, 9, 'late') })[1]).toEqual(['no slow calls', '–', '']);
  });

  it('say so when the others fell behind by seconds', () => {
    const row = { ...results.rows[0], neighbours: { ...neighbours(0.5, 6, 15), fellBehind: true } };
    expect(neighbourCells({ ...results, rows: [row] })[2]?.[1]).toBe('seconds');
  });

  it('have their sections', () => {
    expect(Object.keys(slowSections(results))).toEqual(['gateway-slow', 'gateway-slow-memory']);
  });
});
