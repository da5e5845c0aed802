import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../test/seeded-random.js';
import { Backchannel } from './backchannel.js';

const PERIOD_MS = 50;

/** Times at which it nods to somebody who speaks and pauses in turns. */
function nods(speechMs: number, pauseMs: number, turns: number, level = 0.1): number[] {
  const backchannel = new Backchannel(seededRandom(1));
  const times: number[] = [];
  for (let ms = 0; ms < (speechMs + pauseMs) * turns; ms += PERIOD_MS) {
    const speaks = ms % (speechMs + pauseMs) < speechMs;
    // Syllables: a voice is not equally loud for long.
    const loud = level * (0.6 + 0.4 * Math.sin(ms / 30));
    if (backchannel.hear(speaks ? loud : 0.002, PERIOD_MS)) times.push(ms);
  }
  return times;
}

describe('Backchannel', () => {
  it('nods at pauses: at many, not at all, and a moment after they begin', () => {
    const times = nods(2_000, 500, 100);
    expect(times.length).toBeGreaterThan(45);
    expect(times.length).toBeLessThan(85);
    for (const ms of times) {
      expect(ms % 2_500).toBeGreaterThanOrEqual(2_100);
      expect(ms % 2_500).toBeLessThanOrEqual(2_300);
    }
  });

  it('knows a pause by the voice before it, however loud the microphone is', () => {
    expect(nods(2_000, 500, 20, 0.02)).toEqual(nods(2_000, 500, 20, 0.5));
  });

  it('takes no closure for a pause, and answers no single words', () => {
    expect(nods(2_000, 100, 2)).toEqual([]);
    const times = nods(400, 400, 60);
    times.slice(1).forEach((ms, i) => {
      expect(ms - (times[i] as number)).toBeGreaterThan(2 * 1_100);
    });
  });

  it('nods now and then to somebody who does not pause', () => {
    const times = nods(30_000, 0, 1);
    expect(times.length).toBeGreaterThan(2);
    expect(times.length).toBeLessThan(6);
  });

  it('nods at the end of what was said, if it was more than a word', () => {
    const shares = [300, 3_000].map((speechMs) => {
      const backchannel = new Backchannel(seededRandom(2));
      let nodded = 0;
      for (let turn = 0; turn < 100; turn++) {
        for (let ms = 0; ms < speechMs; ms += PERIOD_MS) backchannel.hear(0.1, PERIOD_MS);
        if (backchannel.end()) nodded++;
      }
      return nodded;
    });
    expect(shares[0]).toBe(0);
    expect(shares[1]).toBeGreaterThan(50);
  });
});
