import type { VisemeId } from '@lipwire/cues';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CueQueue } from '../cue-queue.js';
import { MouthDriver } from './driver.js';

function mouth(cues: [number, VisemeId][]) {
  const queue = new CueQueue();
  for (const [timeMs, visemeId] of cues) queue.add(visemeId, timeMs);
  const driver = new MouthDriver(queue);
  let lastMs: number | undefined;
  return {
    queue,
    driver,
    /** Draws the frame of a media time; `sounding: false` for silence at that time. */
    at(mediaMs: number, sounding = true, startsInMs = sounding ? 0 : Number.POSITIVE_INFINITY) {
      driver.advance({ mediaMs, sounding, startsInMs }, lastMs === undefined ? 0 : Math.max(0, mediaMs - lastMs));
      lastMs = mediaMs;
      return driver.weights;
    },
  };
}

/** A mouth that is already moving: the time in which it wakes from rest is over. */
function awake(cues: [number, VisemeId][]) {
  const m = mouth(cues);
  m.at(-1000);
  m.at(-900);
  return m;
}

describe('MouthDriver', () => {
  it('is at a shape when its sound begins, and on its way before', () => {
    const m = awake([
      [0, 2],
      [300, 6],
      [600, 2],
    ]);
    expect(m.at(200)[2]).toBe(1);
    const before = m.at(270)[6] as number;
    expect(before).toBeGreaterThan(0.3);
    expect(before).toBeLessThan(0.9);
    expect(m.at(300)[6]).toBe(1);
    expect(m.at(450)[6]).toBe(1);
  });

  it('rounds the lips earlier than it closes them', () => {
    const rounded = awake([
      [0, 4],
      [300, 7],
    ]).at(215)[7] as number;
    const closed = awake([
      [0, 4],
      [300, 21],
    ]).at(215)[21] as number;
    expect(rounded).toBeGreaterThan(0);
    expect(closed).toBe(0);
  });

  it('keeps weights that add up to 1, never move faster than the shortest way, and hit every shape at its time', () => {
    const list = fc.array(
      fc.record({ gapMs: fc.integer({ min: 12, max: 200 }), id: fc.integer({ min: 0, max: 21 }) }),
      {
        minLength: 2,
        maxLength: 25,
      },
    );
    fc.assert(
      fc.property(list, (steps) => {
        let timeMs = 0;
        const cues = steps.map(({ gapMs, id }): [number, VisemeId] => {
          timeMs += gapMs;
          return [timeMs, id as VisemeId];
        });
        const m = awake(cues);
        const before = Float32Array.from(m.at(-100));
        let worstSum = 0;
        let worstStep = 0;
        for (let ms = -100; ms <= timeMs + 100; ms += 0.5) {
          const weights = m.at(ms);
          let sum = 0;
          for (let i = 0; i < 22; i++) {
            sum += weights[i] as number;
            worstStep = Math.max(worstStep, Math.abs((weights[i] as number) - (before[i] as number)));
          }
          worstSum = Math.max(worstSum, Math.abs(sum - 1));
          before.set(weights);
          for (const [cueMs, id] of cues) if (cueMs === ms) expect(weights[id]).toBeCloseTo(1, 5);
        }
        expect(worstSum).toBeLessThan(1e-4);
        // Half a millisecond of the quickest way: out of a contact of 12 ms in 4 ms, 1.5 times that at its steepest.
        expect(worstStep).toBeLessThan(0.19);
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  it('is the same at any frame rate', () => {
    const cues: [number, VisemeId][] = [
      [0, 2],
      [90, 21],
      [150, 6],
      [260, 15],
      [330, 0],
    ];
    const slow = awake(cues);
    const fast = awake(cues);
    for (let ms = 0; ms < 400; ms += 2) {
      const weights = fast.at(ms);
      if (ms % 16 === 0) expect([...slow.at(ms)]).toEqual([...weights].map((weight) => expect.closeTo(weight, 5)));
    }
  });

  it.each([16.7, 33.3])('shows lips that close for 30 ms in full, with a frame every %d ms', (frameMs) => {
    for (const visemeId of [18, 21] as const) {
      for (let phase = 0; phase < frameMs; phase += 1.3) {
        const m = awake([
          [0, 2],
          [200, visemeId],
          [230, 2],
        ]);
        let most = 0;
        let fullMs = 0;
        for (let ms = 100 + phase; ms < 320; ms += frameMs) {
          const weight = m.at(ms)[visemeId] as number;
          if (weight > most) fullMs = ms;
          most = Math.max(most, weight);
        }
        expect(most).toBeGreaterThan(0.99);
        expect(Math.abs(fullMs - 215)).toBeLessThan(15 + frameMs + 5);
      }
    }
  });

  it('keeps a contact whole for 20 ms, and for most of a longer one', () => {
    const short = awake([
      [0, 2],
      [200, 21],
      [240, 2],
    ]);
    expect(short.at(200)[21]).toBe(1);
    expect(short.at(220)[21]).toBe(1);
    const long = awake([
      [0, 2],
      [200, 21],
      [300, 2],
    ]);
    expect(long.at(200)[21]).toBe(1);
    expect(long.at(259)[21]).toBe(1);
    expect(long.at(290)[21]).toBeLessThan(0.4);
  });

  it('starts a shape late if its cue was late', () => {
    const m = awake([[0, 2]]);
    m.at(500);
    m.queue.add(6, 480);
    expect(m.at(516)[6]).toBe(1);
  });

  it('goes to rest when sound stops without a cue, and comes back with it', () => {
    const m = mouth([[0, 2]]);
    m.at(0);
    m.at(100);
    expect(m.at(200)[2]).toBe(1);
    const { driver } = m;
    const stalled = { mediaMs: 200, sounding: false, startsInMs: Number.POSITIVE_INFINITY };
    driver.advance(stalled, 40);
    expect(driver.weights[0]).toBeCloseTo(0.5);
    driver.advance(stalled, 40);
    expect(driver.atRest).toBe(true);
    expect(driver.weights[0]).toBe(1);
    driver.advance({ mediaMs: 200, sounding: true, startsInMs: 0 }, 25);
    expect(driver.weights[2]).toBeCloseTo(0.5);
    driver.advance({ mediaMs: 225, sounding: true, startsInMs: 0 }, 25);
    expect(driver.weights[2]).toBe(1);
  });

  it('opens before sound that is on its way to the speaker', () => {
    const m = mouth([[0, 2]]);
    m.driver.advance({ mediaMs: 0, sounding: false, startsInMs: 40 }, 25);
    expect(m.driver.weights[2]).toBeGreaterThan(0.4);
  });

  it('rests at once after a reset', () => {
    const m = awake([[0, 2]]);
    m.at(100);
    m.queue.clear();
    m.driver.reset();
    expect(m.driver.weights[0]).toBe(1);
    expect(m.driver.atRest).toBe(true);
  });

  it('lets go of cues that are over', () => {
    const m = awake(Array.from({ length: 200 }, (_, i): [number, VisemeId] => [i * 50, (i % 22) as VisemeId]));
    for (let ms = 0; ms < 5000; ms += 16) m.at(ms);
    expect(m.queue.length).toBeLessThan(105);
  });
});
