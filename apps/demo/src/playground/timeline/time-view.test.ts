import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstView, formatTime, msAt, scrolledTo, ticksOf, turnedTo, wholeView, xAt, zoomed } from './time-view';

const space = { durationMs: 10_000, widthPx: 500 };

describe('a view of time', () => {
  it('shows all of a short sound, and a readable part of a long one', () => {
    expect(firstView({ durationMs: 2000, widthPx: 1000 })).toEqual({ startMs: 0, msPerPx: 2 });
    expect(firstView({ durationMs: 60_000, widthPx: 1000 })).toEqual({ startMs: 0, msPerPx: 6 });
    expect(wholeView({ durationMs: 60_000, widthPx: 1000 })).toEqual({ startMs: 0, msPerPx: 60 });
  });

  it('turns pixels into times and back', () => {
    const view = { startMs: 300, msPerPx: 4 };
    expect(msAt(view, 25)).toBe(400);
    expect(xAt(view, 400)).toBe(25);
  });

  it('keeps the instant under the pointer where it is, and never leaves the sound', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.integer({ min: 0, max: 500 }),
        (start, factor, x) => {
          const view = scrolledTo({ startMs: 0, msPerPx: 10 }, start * 5000, space);
          const next = zoomed(view, factor, x, space);
          expect(next.startMs).toBeGreaterThanOrEqual(0);
          expect(msAt(next, space.widthPx)).toBeLessThanOrEqual(space.durationMs + 1e-6);
          expect(next.msPerPx).toBeGreaterThanOrEqual(0.25);
          // At an end of the sound there is nothing to keep it in place with.
          const atEnd = next.startMs === 0 || msAt(next, space.widthPx) > space.durationMs - 1e-6;
          if (!atEnd) expect(msAt(next, x)).toBeCloseTo(msAt(view, x), 6);
        },
      ),
      { seed: 1 },
    );
  });

  it('turns the page for an instant that is not on it, and only then', () => {
    const view = { startMs: 1000, msPerPx: 2 };
    expect(turnedTo(view, 1500, space)).toBe(view);
    expect(turnedTo(view, 2500, space)).toEqual({ startMs: 2420, msPerPx: 2 });
    expect(turnedTo(view, 10, space).startMs).toBe(0);
    expect(turnedTo(view, 10_000, space).startMs).toBe(9000);
  });

  it('marks round times that are far enough apart', () => {
    expect(ticksOf({ startMs: 1230, msPerPx: 2 }, 300)).toEqual([1400, 1600, 1800]);
    expect(ticksOf({ startMs: 0, msPerPx: 400 }, 500)).toEqual([0, 30_000, 60_000, 90_000, 120_000, 150_000, 180_000]);
  });

  it('writes times as they are read', () => {
    expect([0, 1234, 59_990, 61_500, 119_990].map((ms) => formatTime(ms))).toEqual([
      '0.00 s',
      '1.23 s',
      '59.99 s',
      '1:01.5',
      '2:00.0',
    ]);
  });
});
