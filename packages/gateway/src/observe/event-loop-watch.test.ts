import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EventLoopWatch } from './event-loop-watch.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('counts how late it is, not how long it waits', () => {
  let nowMs = 0;
  const watch = new EventLoopWatch(() => nowMs);
  const passMs = (ms: number) => {
    nowMs += ms;
    vi.advanceTimersByTime(20);
  };
  for (let i = 0; i < 9; i++) passMs(20);
  passMs(320);
  expect(watch.delays.countUpTo(1)).toBe(9);
  expect(watch.delays.sumMs).toBe(300);
  watch.close();
  passMs(20);
  expect(watch.delays.count).toBe(10);
});
