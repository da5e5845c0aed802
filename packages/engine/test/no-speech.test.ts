import { describe, expect, it } from 'vitest';
import { cuesOf } from './cues-of.js';

const RATE_HZ = 16_000;
const SECONDS = 6;

function sound(sample: (i: number) => number): Float32Array {
  return Float32Array.from({ length: SECONDS * RATE_HZ }, (_, i) => sample(i));
}

/** -1 to 1, the same every time. */
function noise(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return state / 2 ** 31;
  };
}

/** The share of time in which the mouth is not at rest. */
function moving(samples: Float32Array): number {
  const cues = cuesOf(samples, RATE_HZ);
  let ms = 0;
  cues.forEach((cue, i) => {
    if (cue.visemeId !== 0) ms += (cues[i + 1]?.offsetMs ?? SECONDS * 1000) - cue.offsetMs;
  });
  return ms / (SECONDS * 1000);
}

const white = noise();
let brown = 0;
const hum = (i: number, hz: number) => Math.sin((2 * Math.PI * hz * i) / RATE_HZ);

describe('where nobody speaks', () => {
  it('has no cue for an empty stream', () => {
    expect(cuesOf(new Float32Array(0), RATE_HZ)).toEqual([]);
  });

  it.each<[string, (i: number) => number]>([
    ['digital silence', () => 0],
    ['a constant offset', () => 0.5],
    ['nothing but NaN', () => Number.NaN],
    ['dither', () => white() / 32_768],
  ])('rests at once and always: %s', (_, sample) => {
    expect(cuesOf(sound(sample), RATE_HZ)).toEqual([]);
  });

  it.each<[string, (i: number) => number]>([
    ['quiet hiss', () => white() * 0.003],
    ['loud hiss', () => white() * 0.1],
    ['rumble', () => (brown = 0.99 * brown + 0.01 * white())],
    ['mains hum', (i) => 0.05 * hum(i, 50) + 0.02 * hum(i, 150)],
    ['a held chord', (i) => 0.05 * (hum(i, 220) + hum(i, 277.2) + hum(i, 329.6))],
    ['clicks', (i) => (i % 8000 === 4000 ? 0.8 : 0)],
  ])('rests: %s', (_, sample) => {
    expect(moving(sound(sample))).toBeLessThan(0.03);
  });
});
