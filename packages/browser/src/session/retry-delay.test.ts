import { expect, test } from 'vitest';
import { retryDelayMs } from './retry-delay.js';

test('soon at first, then twice as long each time, up to eight seconds', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 60].map((failures) => retryDelayMs(failures, 1))).toEqual([
    250, 500, 1000, 2000, 4000, 8000, 8000, 8000,
  ]);
});

test('chance halves it at most, so that many clients do not come in step', () => {
  expect(retryDelayMs(0, 0)).toBe(0);
  expect(retryDelayMs(3, 0)).toBe(1000);
});
