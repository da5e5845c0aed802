import { expect, test } from 'vitest';
import { TokenBucket } from './token-bucket';

test('a few at once, then one every now and then, also when the clock is put back', () => {
  const bucket = new TokenBucket({ capacity: 2, refillMs: 1_000 });
  const hourMs = 3_600_000;
  expect([bucket.take(hourMs), bucket.take(hourMs), bucket.take(hourMs)]).toEqual([0, 0, 1_000]);
  expect([bucket.take(hourMs + 500), bucket.take(hourMs + 1_000)]).toEqual([500, 0]);
  expect([bucket.take(500), bucket.take(1_500)]).toEqual([1_000, 0]);
  expect([bucket.take(2 * hourMs), bucket.take(2 * hourMs), bucket.take(2 * hourMs)]).toEqual([0, 0, 1_000]);
});
