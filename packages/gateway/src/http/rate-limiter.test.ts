import { describe, expect, it } from 'vitest';
import { RateLimiter } from './rate-limiter.js';

describe('RateLimiter', () => {
  it('lets a minute of requests through at once, then says how long to wait', () => {
    let nowMs = 0;
    const limiter = new RateLimiter(6, () => nowMs);
    expect(Array.from({ length: 6 }, () => limiter.take('a'))).toEqual([0, 0, 0, 0, 0, 0]);
    expect(limiter.take('a')).toBe(10);
    nowMs = 9_000;
    expect(limiter.take('a')).toBe(1);
    nowMs = 10_000;
    expect(limiter.take('a')).toBe(0);
    expect(limiter.take('a')).toBe(10);
  });

  it('counts each caller by itself', () => {
    const limiter = new RateLimiter(1, () => 0);
    expect(limiter.take('a')).toBe(0);
    expect(limiter.take('b')).toBe(0);
    expect(limiter.take('a')).toBe(60);
  });

  it('saves up no more than a minute', () => {
    let nowMs = 0;
    const limiter = new RateLimiter(2, () => nowMs);
    limiter.take('a');
    nowMs = 3_600_000;
    expect([limiter.take('a'), limiter.take('a'), limiter.take('a')]).toEqual([0, 0, 30]);
  });

  it('stays bounded, and forgets who was not seen for longest', () => {
    const limiter = new RateLimiter(1, () => 0, 2);
    limiter.take('a');
    limiter.take('b');
    limiter.take('a');
    limiter.take('c');
    expect(limiter.size).toBe(2);
    expect(limiter.take('a')).toBe(60);
    expect(limiter.take('b')).toBe(0);
  });
});
