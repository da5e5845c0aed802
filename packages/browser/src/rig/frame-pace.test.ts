import { describe, expect, it } from 'vitest';
import { FramePace } from './frame-pace.js';

function paceOf(intervalMs: number, frames = 30): { pace: FramePace; atMs: number } {
  const pace = new FramePace();
  let atMs = 1000;
  for (let i = 0; i < frames; i++) {
    atMs += intervalMs;
    pace.onFrame(atMs);
  }
  return { pace, atMs };
}

describe('FramePace', () => {
  it.each([1000 / 144, 1000 / 120, 1000 / 60, 1000 / 30])('finds a screen of %d ms', (intervalMs) => {
    const { pace, atMs } = paceOf(intervalMs);
    expect(pace.intervalMs).toBeCloseTo(intervalMs);
    expect(pace.screenInMs(atMs)).toBeCloseTo(intervalMs);
  });

  it('takes 60 Hz for granted before there are frames', () => {
    expect(paceOf(8, 3).pace.intervalMs).toBeCloseTo(16.67);
  });

  it('knows that a page which draws late in a frame is on the screen as soon as one that draws at once', () => {
    const { pace, atMs } = paceOf(16);
    expect(pace.screenInMs(atMs + 5)).toBeCloseTo(11);
    // Too late for this picture: the next.
    expect(pace.screenInMs(atMs + 20)).toBeCloseTo(12);
  });

  it('is not misled by frames that were dropped, or by a pause', () => {
    const { pace } = paceOf(16);
    let atMs = 5000;
    pace.pause();
    for (const intervalMs of [16, 33, 16, 16, 49, 16, 5000, 16]) {
      atMs += intervalMs;
      pace.onFrame(atMs);
    }
    expect(pace.intervalMs).toBe(16);
  });
});
