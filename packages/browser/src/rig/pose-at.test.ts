import type { VisemeId, WireViseme } from '@lipwire/cues';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CueQueue } from '../cue-queue.js';
import { MouthDriver } from './driver.js';
import { poseAt } from './pose-at.js';

const cues = (...list: [number, VisemeId][]): WireViseme[] => list.map(([offset, visemeId]) => ({ offset, visemeId }));

const cueList = fc
  .uniqueArray(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 40 })
  .chain((times) =>
    fc
      .array(fc.integer({ min: 0, max: 21 }), { minLength: times.length, maxLength: times.length })
      .map((ids) => times.sort((a, b) => a - b).map((offset, i) => ({ offset, visemeId: ids[i] as VisemeId }))),
  );

describe('poseAt', () => {
  it('is whole at the time of a cue, on its way before, and at rest outside', () => {
    const list = cues([100, 21], [300, 2], [600, 0]);
    expect(poseAt(list, 20)[0]).toBe(1);
    expect(poseAt(list, 100)[21]).toBe(1);
    const opening = poseAt(list, 270);
    expect(opening[2]).toBeGreaterThan(0.2);
    expect(opening[21]).toBeGreaterThan(0.05);
    expect(poseAt(list, 300)[2]).toBe(1);
    expect(poseAt(list, 9000)[0]).toBe(1);
    expect(poseAt([], 10)[0]).toBe(1);
  });

  it('is the mouth that the driver draws in the middle of speech, whichever way time runs', () => {
    fc.assert(
      fc.property(cueList, (list) => {
        const queue = new CueQueue();
        for (const { visemeId, offset } of list) queue.add(visemeId, offset);
        const driver = new MouthDriver(queue);
        const drawn: [number, number[]][] = [];
        driver.advance({ mediaMs: -1000, sounding: true, startsInMs: 0 }, 0);
        // Frames 1 ms apart skip nothing, so nothing needs to be caught up with.
        for (let mediaMs = -200; mediaMs < 3200; mediaMs += 1) {
          driver.advance({ mediaMs, sounding: true, startsInMs: 0 }, 1000);
          if (mediaMs % 7 === 0) drawn.push([mediaMs, [...driver.weights]]);
        }
        const weights = new Float32Array(22);
        for (const [mediaMs, mouth] of drawn.reverse()) expect([...poseAt(list, mediaMs, weights)]).toEqual(mouth);
      }),
      { seed: 9, numRuns: 20 },
    );
  });
});
