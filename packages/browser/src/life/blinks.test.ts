import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../test/seeded-random.js';
import { Blinks } from './blinks.js';
import { STEP_MS } from './spring.js';

/** Intervals between the blinks of an hour, in milliseconds. */
function hour(medianMs: number, suggest: (blinks: Blinks, ms: number) => void = () => {}): number[] {
  const blinks = new Blinks(seededRandom(1));
  blinks.medianMs = medianMs;
  const times: number[] = [];
  for (let ms = 0; ms < 3_600_000; ms += STEP_MS) {
    suggest(blinks, ms);
    if (blinks.step()) times.push(ms);
  }
  return times.slice(1).map((ms, i) => ms - (times[i] as number));
}

const sorted = (numbers: number[]) => [...numbers].sort((a, b) => a - b);
const mean = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

describe('Blinks', () => {
  const rest = hour(3_900);

  it('come about 15 times a minute at rest, and about 25 times while somebody speaks', () => {
    expect(rest.length / 60).toBeGreaterThan(12);
    expect(rest.length / 60).toBeLessThan(18);
    // Speech pauses every two seconds or so, and the eyes move.
    const speaking = hour(3_100, (blinks, ms) => ms % 2_000 === 0 && blinks.suggest(0.35));
    expect(speaking.length / 60).toBeGreaterThan(20);
    expect(speaking.length / 60).toBeLessThan(28);
  });

  it('come at intervals of a log-normal kind: uneven, most of 2 to 6 seconds, some long, none endless', () => {
    const single = rest.filter((ms) => ms > 500);
    const logs = single.map(Math.log);
    const spread = Math.sqrt(mean(logs.map((log) => (log - mean(logs)) ** 2)));
    expect(spread).toBeGreaterThan(0.42);
    expect(spread).toBeLessThan(0.58);
    expect(single.filter((ms) => ms > 2_000 && ms < 6_000).length / single.length).toBeGreaterThan(0.65);
    // The long tail is on the right: the mean lies above the median.
    expect(mean(single)).toBeGreaterThan(1.05 * (sorted(single)[single.length >> 1] as number));
    expect(Math.max(...rest)).toBeLessThanOrEqual(3 * 3_900 + STEP_MS);
  });

  it('come as doubles now and then, and never three at once', () => {
    const doubles = rest.map((ms) => ms < 500);
    expect(doubles.filter(Boolean).length / rest.length).toBeGreaterThan(0.05);
    expect(doubles.filter(Boolean).length / rest.length).toBeLessThan(0.14);
    expect(doubles.some((double, i) => double && doubles[i + 1])).toBe(false);
    expect(Math.min(...rest)).toBeGreaterThan(250);
  });

  it('follow a reason at once, unless the eyes have just been closed', () => {
    const blinks = new Blinks(seededRandom(2));
    const until = (limit: number) => {
      for (let ms = STEP_MS; ms <= limit; ms += STEP_MS) if (blinks.step()) return ms;
      return undefined;
    };
    while (!until(60_000));
    blinks.medianMs = 1e9;
    until(1_120);
    blinks.suggest(1);
    expect(until(2_000)).toBeLessThanOrEqual(120 + STEP_MS);
    blinks.suggest(1);
    expect(until(600)).toBeUndefined();
    until(600);
    blinks.suggest(0);
    expect(until(2_000)).toBeUndefined();
  });
});
