import type { LipwireTiming } from '@lipwire/browser';
import { describe, expect, it } from 'vitest';
import { heightOf, scaleFor } from './draw-plots';
import { latencyNumbers } from './latency-meter';
import { HISTORY_MS, SAMPLE_EVERY_MS, TimingHistory } from './timing-history';

const timing = (values: Partial<LipwireTiming>): LipwireTiming => ({
  playheadMs: 0,
  sounding: true,
  queuedMs: 0,
  outputLatencyMs: 0,
  displayLatencyMs: 16,
  mouthOffsetMs: 0,
  underruns: 0,
  underrunMs: 0,
  lateCues: 0,
  ...values,
});

describe('TimingHistory', () => {
  it('keeps half a minute, oldest first, however long it runs', () => {
    const history = new TimingHistory();
    for (let nowMs = 0; nowMs < 100_000; nowMs += SAMPLE_EVERY_MS) history.add(timing({ queuedMs: nowMs }), nowMs);
    const last = history.length - 1;
    expect(history.atMs(last) - history.atMs(0)).toBe(HISTORY_MS);
    for (let i = 1; i <= last; i++) expect(history.atMs(i) - history.atMs(i - 1)).toBe(SAMPLE_EVERY_MS);
    expect(history.value('queuedMs', last)).toBe(history.atMs(last));
  });

  it('takes no more samples than it needs, on a screen of any rate', () => {
    const history = new TimingHistory();
    for (let nowMs = 0; nowMs <= 1000; nowMs += 1000 / 144) history.add(timing({}), nowMs);
    expect(history.length).toBeGreaterThanOrEqual(23);
    expect(history.length).toBeLessThanOrEqual(26);
  });

  it('marks the sample at which sound had run out', () => {
    const history = new TimingHistory();
    for (const [i, underruns] of [1, 1, 2, 2, 4, 4].entries()) history.add(timing({ underruns }), i * SAMPLE_EVERY_MS);
    expect(Array.from({ length: 6 }, (_, i) => history.gap(i))).toEqual([false, false, true, false, true, false]);
  });

  it('counts the offset while speech is heard, either way', () => {
    const history = new TimingHistory();
    expect(history.percentile95('mouthOffsetMs')).toBeUndefined();
    for (let i = 0; i < 100; i++) history.add(timing({ mouthOffsetMs: i < 50 ? -i : i }), i * SAMPLE_EVERY_MS);
    history.add(timing({ mouthOffsetMs: 900, sounding: false }), 100 * SAMPLE_EVERY_MS);
    expect(history.percentile95('mouthOffsetMs')).toBe(95);
    expect(history.highest('mouthOffsetMs')).toBe(900);
  });
});

describe('a plot', () => {
  it('has the smallest scale that holds its values', () => {
    expect([0, 500, 501, 1e9].map((highest) => scaleFor([500, 1000, 2000], highest))).toEqual([500, 500, 1000, 2000]);
  });

  it('puts zero at the bottom, or in the middle where values have a sign, and nothing outside', () => {
    expect([0, 250, 500, 900].map((value) => heightOf(value, 500, false))).toEqual([0, 0.5, 1, 1]);
    expect([-40, 0, 20, 90].map((value) => heightOf(value, 40, true))).toEqual([0, 0.5, 0.75, 1]);
  });
});

it('writes numbers that can be read', () => {
  const history = new TimingHistory();
  const now = timing({
    queuedMs: 812.4,
    mouthOffsetMs: -3.4,
    outputLatencyMs: 42.9,
    underruns: 2,
    underrunMs: 130.2,
    lateCues: 1,
  });
  history.add(now, 0);
  expect(latencyNumbers(now, history)).toEqual({
    buffered: '812 ms',
    offset: '−3 · p95 3 ms',
    latency: '43 ms',
    gaps: '2, 130 ms',
    lateCues: '1',
  });
  expect(latencyNumbers(timing({ sounding: false }), history)).toMatchObject({ offset: 'p95 3 ms' });
  expect(latencyNumbers(timing({ sounding: false }), new TimingHistory())).toMatchObject({ offset: '–', gaps: '0' });
});
