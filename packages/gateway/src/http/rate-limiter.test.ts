import { describe, expect, it } from 'vitest';
import { RateLimiter } from './rate-limiter.js';

describe('RateLimiter', () => {
  it('lets a minute of requests through at once, then says how long to wait', () => {
    let nowMs = 0;
    const limiter = new RateLimiter(() => nowMs);
    expect(Array.from({ length: 6 }, () => limiter.take('a', 6))).toEqual([0, 0, 0, 0, 0, 0]);
    expect(limiter.take('a', 6)).toBe(10);
    nowMs = 9_000;
    expect(limiter.take('a', 6)).toBe(1);
    nowMs = 10_000;
    expect(limiter.take('a', 6)).toBe(0);
    expect(limiter.take('a', 6)).toBe(10);
  });

  it('counts each caller by itself', () => {
    const limiter = new RateLimiter(() => 0);
    expect(limiter.take('a', 1)).toBe(0);
    expect(limiter.take('b', 1)).toBe(0);
    expect(limiter.take('a', 1)).toBe(60);
  });

  it('lets those through who have no rate', () => {
    const limiter = new RateLimiter(() => 0);
    expect(Array.from({ length: 100 }, () => limiter.take('a', undefined)).every((seconds) => seconds === 0)).toBe(
      true,
    );
  });

  it('tells without counting whether a caller may ask', () => {
    let nowMs = 0;
    const limiter = new RateLimiter(() => nowMs);
    expect(limiter.isSpent('a', 1)).toBe(false);
    limiter.take('a', 1);
    expect(limiter.isSpent('a', 1)).toBe(true);
    nowMs = 60_000;
    expect(limiter.isSpent('a', 1)).toBe(false);
  });

  it('saves up no more than a minute', () => {
    let nowMs = 0;
    const limiter = new RateLimiter(() => nowMs);
    limiter.take('a', 2);
    nowMs = 3_600_000;
    expect([limiter.take('a', 2), limiter.take('a', 2), limiter.take('a', 2)]).toEqual([0, 0, 30]);
  });

  it('stays bounded, and forgets who was not seen for longest', () => {
    const limiter = new RateLimiter(() => 0, 2);
    limiter.take('a', 1);
    limiter.take('b', 1);
    limiter.take('a', 1);
    limiter.take('c', 1);
    expect(limiter.size).toBe(2);
    expect(limiter.take('a', 1)).toBe(60);
    expect(limiter.take('b', 1)).toBe(0);
  });
});
