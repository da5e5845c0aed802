import { describe, expect, it } from 'vitest';
import { countsBetween, LatencyHistogram, quantileMs } from './latency-histogram.js';

function histogramOf(...timesMs: number[]): LatencyHistogram {
  const histogram = new LatencyHistogram();
  for (const ms of timesMs) histogram.observe(ms);
  return histogram;
}

describe('LatencyHistogram', () => {
  it('counts a time that is an edge below that edge', () => {
    const histogram = histogramOf(0, 9.999, 10, 10.001, 20, 20.001, 60_000);
    expect([10, 20, 10_000].map((ms) => histogram.countUpTo(ms))).toEqual([3, 5, 6]);
    expect(histogram.count).toBe(7);
    expect(histogram.sumMs).toBeCloseTo(60_070.001, 6);
  });

  it.each([0.0007, 0.013, 0.4, 3, 17, 900, 9_000])('finds the quantile of %d ms to a quarter', (ms) => {
    const histogram = histogramOf(...Array.from({ length: 1_000 }, () => ms));
    const found = quantileMs(histogram.counts(), 0.99) ?? Number.NaN;
    expect(Math.max(found / ms, ms / found)).toBeLessThan(1.45);
    if (ms > 0.001) expect(Math.max(found / ms, ms / found)).toBeLessThan(1.27);
  });

  it('tells the slow hundredth from the rest', () => {
    const histogram = histogramOf(...Array.from({ length: 98 }, () => 0.2), 40, 40);
    expect(quantileMs(histogram.counts(), 0.5)).toBeLessThan(0.25);
    expect(quantileMs(histogram.counts(), 0.99)).toBeGreaterThan(31);
  });

  it('looks at a stretch of time by itself', () => {
    const histogram = histogramOf(500, 500);
    const before = histogram.counts();
    histogram.observe(1);
    expect(quantileMs(countsBetween(before, histogram.counts()), 0.99)).toBeLessThanOrEqual(1);
  });

  it('has no quantile of nothing, and none above its last edge', () => {
    expect(quantileMs(new LatencyHistogram().counts(), 0.5)).toBeUndefined();
    expect(quantileMs(histogramOf(1e6).counts(), 0.5)).toBe(10_000);
  });
});
