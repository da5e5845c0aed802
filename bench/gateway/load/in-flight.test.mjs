import { describe, expect, it } from 'vitest';
import { InFlight } from './in-flight.mjs';
import { Samples } from './samples.mjs';

describe('InFlight', () => {
  it('knows the first that waits, many times round', () => {
    const inFlight = new InFlight();
    for (let i = 0; i < 2000; i++) {
      inFlight.send(i, 10 * i);
      inFlight.send(i + 0.5, 10 * i + 5);
      expect([inFlight.waiting, inFlight.oldestSentAtMs, inFlight.oldestBytes]).toEqual([2, i, 10 * i]);
      inFlight.take();
      expect([inFlight.waiting, inFlight.oldestSentAtMs]).toEqual([1, i + 0.5]);
      inFlight.take();
    }
    expect(inFlight.waiting).toBe(0);
  });

  it('says when it is full, and loses nothing', () => {
    const inFlight = new InFlight();
    for (let i = 0; !inFlight.isFull; i++) inFlight.send(i, 0);
    expect(inFlight.oldestSentAtMs).toBe(0);
    inFlight.take();
    expect([inFlight.isFull, inFlight.oldestSentAtMs]).toEqual([false, 1]);
  });
});

describe('Samples', () => {
  it('give the middle, the value that one of 100 is above, and the largest', () => {
    const samples = new Samples();
    for (let i = 100_000; i > 0; i--) samples.add(i);
    expect(samples.summary()).toEqual({ p50: 50_001, p99: 99_001, max: 100_000 });
  });

  it('are as new when cleared', () => {
    const samples = new Samples();
    samples.add(5);
    samples.clear();
    samples.add(1);
    expect(samples.summary()).toEqual({ p50: 1, p99: 1, max: 1 });
  });
});
