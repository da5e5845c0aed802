import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../test/seeded-random.js';
import { Gaze } from './gaze.js';
import type { LifeMode } from './mode.js';
import { STEP_MS } from './spring.js';

/** What the eyes did in ten minutes. */
function watch(mode: LifeMode) {
  const gaze = new Gaze(seededRandom(5));
  gaze.mode = mode;
  const steps = 600_000 / STEP_MS;
  let [user, leaps, up, away, far] = [0, 0, 0, 0, 0];
  for (let i = 0; i < steps; i++) {
    gaze.step(1);
    if (gaze.leap > 0) leaps++;
    if (gaze.centreX === 0) user++;
    else {
      away++;
      if (gaze.y < -0.1) up++;
    }
    far = Math.max(far, Math.hypot(gaze.x, gaze.y));
  }
  expect(far).toBeLessThan(1.05);
  return { user: user / steps, leapsPerSecond: leaps / 600, up: up / Math.max(1, away) };
}

describe('Gaze', () => {
  it('is with the user while they speak, less so while it speaks, and elsewhere, mostly up, while it thinks', () => {
    const [hearing, speaking, thinking] = [watch('hearing'), watch('speaking'), watch('thinking')];
    expect(hearing.user).toBeGreaterThan(0.85);
    expect(speaking.user).toBeGreaterThan(0.65);
    expect(speaking.user).toBeLessThan(0.85);
    expect(thinking.user).toBeLessThan(0.35);
    expect(thinking.up).toBeGreaterThan(0.6);
    expect(watch('attending').user).toBeGreaterThan(0.95);
  });

  it('leaps and rests: one to three fixations a second, as eyes have in a face', () => {
    const { leapsPerSecond } = watch('waiting');
    expect(leapsPerSecond).toBeGreaterThan(1);
    expect(leapsPerSecond).toBeLessThan(3);
  });

  it('follows the pointer soon after it moves, and leaves it when it lies still', () => {
    const gaze = new Gaze(seededRandom(6));
    gaze.mode = 'waiting';
    const run = (ms: number, x?: number) => {
      for (let at = 0; at < ms; at += STEP_MS) {
        if (x !== undefined) gaze.notice(x, -0.3);
        gaze.step(1);
      }
      return gaze.centreX;
    };
    expect(run(100, 0.8)).toBe(0);
    expect(run(100, 0.8)).toBeCloseTo(0.8);
    expect(run(40, -0.4)).toBeCloseTo(-0.4);
    expect(gaze.centreY).toBeCloseTo(-0.3);
    expect(run(1_400)).toBeCloseTo(-0.4);
    expect(run(300)).toBe(0);
  });
});
