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

  /** Cues 12 to 200 ms apart, of any shape: denser than any engine or service makes them. */
  const anyCues = fc
    .array(fc.record({ gapMs: fc.integer({ min: 12, max: 200 }), id: fc.integer({ min: 0, max: 21 }) }), {
      minLength: 2,
      maxLength: 25,
    })
    .map((steps) => {
      let timeMs = 0;
      return steps.map(({ gapMs, id }): [number, VisemeId] => {
        timeMs += gapMs;
        return [timeMs, id as VisemeId];
      });
    });
  /** Frames of a screen, or of a page that is busy. */
  const anyFrames = fc.oneof(
    fc.constantFrom(1000 / 30, 1000 / 60, 1000 / 120, 1000 / 144).map((ms) => [ms]),
    fc.array(fc.double({ min: 4, max: 66, noNaN: true }), { minLength: 5, maxLength: 40 }),
  );
  const SALIENT = [7, 18, 21];

  it('adds up to 1 and moves no faster than a mouth, at any frame rate, even if the playhead leaps or cues are late', () => {
    fc.assert(
      fc.property(
        anyCues,
        anyFrames,
        fc.array(fc.integer({ min: -60, max: 300 }), { maxLength: 4 }),
        (cues, frames, leaps) => {
          const m = awake(cues.filter((_, i) => i % 5 !== 4));
          const before = Float32Array.from(m.driver.weights);
          let mediaMs = -100;
          for (let frame = 0; mediaMs < 2500; frame++) {
            const elapsedMs = frames[frame % frames.length] as number;
            const leapMs = frame % 20 === 19 ? Math.max(0, leaps[(frame / 20) | 0] ?? 0) : 0;
            mediaMs += elapsedMs + leapMs;
            // Some cues come when their time is over.
            const late = cues[((frame % cues.length) | 0) + 4];
            if (frame % 9 === 8 && late && late[0] < mediaMs) m.queue.add(late[1], late[0]);
            m.driver.advance({ mediaMs, sounding: true, startsInMs: 0 }, elapsedMs);
            let sum = 0;
            for (let i = 0; i < 22; i++) {
              const weight = m.driver.weights[i] as number;
              sum += weight;
              const speed = Math.abs(weight - (before[i] as number)) / elapsedMs;
              if (speed > 1 / 16 + 1e-6) expect.fail(`viseme ${i} moves by ${speed} a millisecond at ${mediaMs} ms`);
              if (weight < 0) expect.fail(`viseme ${i} is ${weight}`);
            }
            if (Math.abs(sum - 1) > 1e-4) expect.fail(`the weights add up to ${sum}`);
            before.set(m.driver.weights);
          }
        },
      ),
      { seed: 7, numRuns: 150 },
    );
  });

  it('shows every closure, lip on teeth and rounding in full, at any frame rate down to 15 a second', () => {
    fc.assert(
      fc.property(anyCues, anyFrames, fc.double({ min: 0, max: 60, noNaN: true }), (list, frames, phaseMs) => {
        // Of two salient shapes within one frame only one can be seen: here they are 100 ms apart.
        let lastMs = Number.NEGATIVE_INFINITY;
        const cues = list.map(([timeMs, id]): [number, VisemeId] => {
          if (!SALIENT.includes(id)) return [timeMs, id];
          if (timeMs - lastMs < 100) return [timeMs, 1];
          lastMs = timeMs;
          return [timeMs, id];
        });
        const m = awake(cues);
        const seen: { mediaMs: number; weights: Float32Array }[] = [];
        let mediaMs = -100 + phaseMs;
        for (let frame = 0; mediaMs < (cues.at(-1)?.[0] ?? 0) + 200; frame++) {
          const elapsedMs = frames[frame % frames.length] as number;
          mediaMs += elapsedMs;
          m.driver.advance({ mediaMs, sounding: true, startsInMs: 0 }, elapsedMs);
          seen.push({ mediaMs, weights: m.driver.weights.slice() });
        }
        const longestFrameMs = Math.max(...frames);
        for (const [timeMs, id] of cues) {
          if (!SALIENT.includes(id)) continue;
          const near = seen.filter(
            (frame) => frame.mediaMs > timeMs - 20 && frame.mediaMs < timeMs + 80 + longestFrameMs,
          );
          const most = Math.max(...near.map(({ weights }) => weights[id] as number));
          if (most < 0.95) expect.fail(`viseme ${id} at ${timeMs} ms reaches ${most} with frames of ${frames[0]} ms`);
        }
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  it('is whole at the time of each cue that leaves it the time to get there', () => {
    fc.assert(
      fc.property(anyCues, (cues) => {
        const m = awake(cues);
        const last = cues.at(-1)?.[0] ?? 0;
        for (let ms = -100; ms <= last + 50; ms += 1) {
          const weights = m.at(ms);
          const at = cues.findIndex(([cueMs]) => cueMs === ms);
          const id = cues[at]?.[1];
          if (id === undefined) continue;
          const sinceMs = ms - (cues[at - 1]?.[0] ?? -1000);
          const from = cues[at - 1]?.[1] ?? 0;
          // What holds before takes its part of that time; the lips of some are those of the next.
          const free = [12, 15, 16, 19, 20].includes(id);
          if (!free && sinceMs >= (SALIENT.includes(from) || SALIENT.includes(id) ? 150 : 48)) {
            const before = cues[at - 1]?.[0] ?? 0;
            const calm = before - (cues[at - 2]?.[0] ?? -1000) >= 48;
            if (calm) expect(weights[id]).toBeCloseTo(1, 2);
          }
        }
      }),
      { seed: 9, numRuns: 100 },
    );
  });

  it('brings lips together in full movement: apart until just before the sound, and then closed', () => {
    const m = awake([
      [0, 2],
      [300, 21],
      [400, 2],
    ]);
    expect(m.at(284)[21]).toBeLessThan(0.6);
    expect(m.at(295)[21]).toBeLessThan(0.9);
    expect(m.at(300)[21]).toBe(1);
  });

  it('rounds the lips of sounds that leave them free ahead of a rounded sound, and no others', () => {
    // "stew" and "tool": s, t, then w or u; and "b" before "oo", which closes all the same.
    const stew = awake([
      [0, 15],
      [60, 19],
      [120, 7],
    ]);
    expect(stew.at(0)[7]).toBeGreaterThan(0.05);
    expect(stew.at(60)[7]).toBeGreaterThan(0.25);
    expect(stew.at(60)[19]).toBeGreaterThan(0.5);
    expect(stew.at(120)[7]).toBe(1);
    const boot = awake([
      [0, 2],
      [60, 21],
      [140, 7],
    ]);
    expect(boot.at(60)[21]).toBe(1);
    expect(boot.at(80)[21]).toBe(1);
    const seed = awake([
      [0, 15],
      [60, 19],
      [120, 6],
    ]);
    expect(seed.at(60)[7]).toBe(0);
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
        expect(most).toBeGreaterThanOrEqual(0.95);
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
    // In a movement, not in a leap.
    expect(m.at(516)[6]).toBeCloseTo(0.5);
    expect(m.at(532)[6]).toBe(1);
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
