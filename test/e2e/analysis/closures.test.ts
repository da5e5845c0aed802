import { describe, expect, it } from 'vitest';
import { type MouthFrame, matchClosures, percentile } from './closures.js';

/** Frames every 16 ms, closed within the ranges given. */
function frames(...closed: [fromMs: number, toMs: number][]): MouthFrame[] {
  return Array.from({ length: 60 }, (_, i) => i * 16).map((mediaMs) => ({
    mediaMs,
    closed: closed.some(([fromMs, toMs]) => mediaMs >= fromMs && mediaMs < toMs),
  }));
}

const phones = [
  { phone: 'ae', startMs: 300, endMs: 400 },
  { phone: 'm', startMs: 400, endMs: 450 },
  { phone: 'p', startMs: 450, endMs: 500 },
  { phone: 'aa', startMs: 500, endMs: 700 },
];

describe('matchClosures', () => {
  it('takes neighbouring closures for one, and says when the lips met', () => {
    const [closure, ...more] = matchClosures(phones, frames([384, 480]), 60);
    expect(more).toEqual([]);
    expect(closure).toEqual({ phones: 'mp', startMs: 400, endMs: 500, closed: true, offsetMs: -24 });
  });

  it('notices a closure that was not made, or too late', () => {
    expect(matchClosures(phones, frames([100, 200]), 60)).toMatchObject([{ closed: false, offsetMs: undefined }]);
    expect(matchClosures(phones, frames([580, 620]), 60)).toMatchObject([{ closed: false }]);
  });

  it('names no moment for a mouth that rested before', () => {
    expect(matchClosures(phones, frames([0, 480]), 60)).toMatchObject([{ closed: true, offsetMs: undefined }]);
  });
});

describe('percentile', () => {
  it('is linear between neighbours', () => {
    expect(percentile([4, 1, 2, 3], 0.5)).toBe(2.5);
    expect(percentile([1, 2], 1)).toBe(2);
  });
});
