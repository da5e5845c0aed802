import { describe, expect, it } from 'vitest';
import { addedMs, perSession } from './figures.mjs';
import { capacityCells, gatewaySections, memoryCells, microphoneCells, speechCells } from './gateway-tables.mjs';

const row = (sessions, pace, cpuMs, p99, more = {}) => ({
  sessions,
  pace,
  microphone: false,
  cpuMs,
  downMs: { p50: p99 / 4, p99, max: 2 * p99 },
  upMs: { p50: Number.NaN, p99: Number.NaN, max: Number.NaN },
  ...more,
});
const withMicrophone = { microphone: true, upMs: { p50: 1, p99: 3, max: 9 } };

const results = {
  direct: [
    row(500, 1, 0, 0.4),
    row(500, 4, 0, 0.8),
    row(500, 1, 0, 0.4, { ...withMicrophone, upMs: { p50: 0.5, p99: 1 } }),
  ],
  relays: [
    {
      id: 'engine-on',
      title: 'ours',
      rows: [row(500, 1, 1.2, 8), row(500, 4, 1.3, 9, { problem: 'late' }), row(500, 1, 1.5, 8, withMicrophone)],
      memory: [
        { sessions: 100, rss: 100e6, heldBytes: 20e6 },
        { sessions: 200, rss: 112e6, heldBytes: 23e6 },
        { sessions: 300, rss: 124e6, heldBytes: 26e6 },
      ],
      capacity: [{ pace: 1, sessions: 600, isMore: false }],
    },
    {
      id: 'bare',
      title: 'bare',
      rows: [row(500, 1, 0.4, 4), row(500, 4, 0.4, 4), row(500, 1, 0.8, 4, withMicrophone)],
      memory: [
        { sessions: 100, rss: 60e6, heldBytes: 8e6 },
        { sessions: 200, rss: 65e6, heldBytes: 9e6 },
      ],
      capacity: [{ pace: 1, sessions: 2000, isMore: true }],
    },
    {
      id: 'nginx',
      title: 'nginx',
      rows: [],
      memory: [
        { sessions: 1, rss: 1e6 },
        { sessions: 2, rss: 1.02e6 },
      ],
      capacity: [],
    },
  ],
};

describe('figures', () => {
  it('take quantile from quantile, and nothing from the longest', () => {
    const added = addedMs({ p50: 1, p99: 5, max: 30 }, { p50: 0.25, p99: 6, max: 20 });
    expect(added).toEqual({ p50: 0.75, p99: 0, max: 30 });
  });

  it('give the slope of the best line, whatever is there without sessions', () => {
    const points = [
      [100, 1000],
      [200, 3100],
      [300, 4900],
    ].map(([sessions, bytes]) => ({ sessions, bytes }));
    expect(perSession(points, ({ bytes }) => bytes)).toBeCloseTo(19.5);
  });
});

describe('the tables', () => {
  it('put CPU time beside that of the bare relay, and tell nothing of a row that the generator spoiled', () => {
    expect(speechCells(results, 500)).toEqual([
      ['500 sessions', 'CPU ms, real time', 'added ms, real time', 'CPU ms, 4x', 'added ms, 4x'],
      ['ours', '1.20 (3.00 ×)', '1.9 / 7.6 / 16.0', '–', '–'],
      ['bare', '0.40 (1.00 ×)', '0.9 / 3.6 / 8.0', '0.40 (1.00 ×)', '0.8 / 3.2 / 8.0'],
    ]);
  });

  it('tell nothing of added time when the way without a relay was spoiled', () => {
    const direct = [row(500, 1, 0, 0.4, { problem: 'late' })];
    expect(speechCells({ ...results, direct }, 500)[1]).toEqual(['ours', '1.20 (3.00 ×)', '–']);
  });

  it('put memory beside that of the bare relay', () => {
    expect(memoryCells(results).slice(1)).toEqual([
      ['ours', '120', '30', '70'],
      ['bare', '50', '10', '0'],
      ['nginx', '20', '–', '-30'],
    ]);
  });

  it('say how many sessions a core holds, or how many at least', () => {
    expect(capacityCells(results)).toEqual([
      ['sessions that one core holds', 'real time'],
      ['ours', '600'],
      ['bare', 'more than 2000'],
      ['nginx', '–'],
    ]);
  });

  it('say what microphones add', () => {
    expect(microphoneCells(results).slice(1)).toEqual([
      ['ours', '1.50', '+0.30', '1.9 / 7.6 / 16.0', '0.5 / 2.0 / 9.0'],
      ['bare', '0.80', '+0.40', '0.9 / 3.6 / 8.0', '0.5 / 2.0 / 9.0'],
    ]);
  });

  it('fill the sections for which there are figures', () => {
    expect(Object.keys(gatewaySections(results))).toEqual([
      'gateway-speech',
      'gateway-memory',
      'gateway-capacity',
      'gateway-microphone',
    ]);
    const short = {
      direct: [row(500, 1, 0, 0.4)],
      relays: [{ ...results.relays[0], rows: [row(500, 1, 1, 1)], capacity: [] }],
    };
    expect(Object.keys(gatewaySections(short))).toEqual(['gateway-speech', 'gateway-memory']);
  });
});
