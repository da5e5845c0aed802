import type { VisemeId } from '@lipwire/cues';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CueQueue } from './cue-queue.js';

const all = (queue: CueQueue) =>
  Array.from({ length: queue.length }, (_, i) => [queue.timeMs(i), queue.visemeId(i)] as const);

describe('CueQueue', () => {
  it('puts what arrives late where it belongs', () => {
    const queue = new CueQueue();
    queue.add(4, 12);
    queue.add(18, 108);
    // The next message begins at 720 ms; the cue at -60 is of the audio before it.
    queue.add(2, 720 + 40);
    queue.add(21, 720 - 60);
    expect(all(queue)).toEqual([
      [12, 4],
      [108, 18],
      [660, 21],
      [760, 2],
    ]);
  });

  it('finds the cue that holds, forwards and backwards, like a look through all of them', () => {
    const times = fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 30 });
    const asked = fc.array(fc.integer({ min: -10, max: 520 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(times, asked, (cueTimes, playheads) => {
        const queue = new CueQueue();
        cueTimes.forEach((timeMs, i) => {
          queue.add((i % 22) as VisemeId, timeMs);
        });
        const sorted = [...cueTimes].sort((a, b) => a - b);
        let index = 0;
        for (const playheadMs of playheads) {
          index = queue.indexAt(playheadMs, index);
          expect(index).toBe(sorted.findLastIndex((timeMs) => timeMs <= playheadMs));
        }
      }),
      { seed: 5 },
    );
  });

  it('lets the one added last hold at one time', () => {
    const queue = new CueQueue();
    queue.add(3, 100);
    queue.add(7, 100);
    expect(queue.visemeId(queue.indexAt(100))).toBe(7);
  });

  it('is silence outside of what it has', () => {
    const queue = new CueQueue();
    queue.add(3, 100);
    expect([queue.visemeId(-1), queue.timeMs(-1)]).toEqual([0, Number.NEGATIVE_INFINITY]);
    expect([queue.visemeId(1), queue.timeMs(1)]).toEqual([0, Number.POSITIVE_INFINITY]);
  });

  it('grows, drops what is over, and keeps its order around the end of its store', () => {
    const queue = new CueQueue();
    for (let i = 0; i < 3000; i++) {
      queue.add((i % 22) as VisemeId, i * 10);
      if (i % 3 === 0) queue.dropBefore(1);
    }
    const kept = all(queue);
    expect(kept).toHaveLength(2000);
    expect(kept[0]).toEqual([10_000, 1000 % 22]);
    expect(kept.at(-1)).toEqual([29_990, 2999 % 22]);
    queue.dropFrom(29_970);
    expect(queue.timeMs(queue.length - 1)).toBe(29_960);
    queue.clear();
    expect(queue.length).toBe(0);
  });

  it('is bounded: the oldest give way', () => {
    const queue = new CueQueue();
    for (let i = 0; i < 70_000; i++) queue.add(1, i);
    expect(queue.length).toBe(65_536);
    expect(queue.timeMs(queue.length - 1)).toBe(69_999);
  });
});
