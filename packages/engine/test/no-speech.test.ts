import { describe, expect, it } from 'vitest';
import { MUSIC, NOISES, NOTHING, RATE_HZ } from '../bench/sounds-without-speech.mjs';
import { cuesOf, shownAt } from './cues-of.js';
import { joined, SENTENCE } from './speech-fixture.js';

const SECONDS = 10;

function sound(make: () => (i: number) => number): Float32Array {
  const sample = make();
  return Float32Array.from({ length: SECONDS * RATE_HZ }, (_, i) => sample(i));
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

/**
 * How much of the time the mouth may move to music: what the weights that ship do, and a little. Lower these when they
 * learn more. `bench/rest-without-speech.bench.mjs` prints all sounds.
 */
const MUSIC_LIMITS: Record<string, number> = {
  'plucked chords': 0.25,
  drums: 0.03,
  'a melody': 0.1,
  'a band': 0.05,
  'touch tones': 0.03,
  'a siren': 0.03,
};

describe('where nobody speaks', () => {
  it('has no cue for an empty stream', () => {
    expect(cuesOf(new Float32Array(0), RATE_HZ)).toEqual([]);
  });

  it.each(Object.entries(NOTHING))('rests at once and always: %s', (_, make) => {
    expect(cuesOf(sound(make), RATE_HZ)).toEqual([]);
  });

  it.each(Object.entries(NOISES))('rests: %s', (_, make) => {
    expect(moving(sound(make))).toBeLessThan(0.03);
  });

  it.each(Object.entries(MUSIC_LIMITS))('moves to music no more than it did: %s', (name, limit) => {
    expect(moving(sound(MUSIC[name] ?? (() => () => 0)))).toBeLessThanOrEqual(limit);
  });

  it.each([
    ['digital silence', () => 0, 0],
    // Hiss at -55 dB, which the level comes down to in the end; what the weights that ship do, and a little.
    ['a room', NOISES['quiet hiss']?.() ?? (() => 1), 0.05],
  ])('comes to rest after speech: %s', (_, rest, limit) => {
    const { samples, sampleRateHz } = SENTENCE;
    const restSeconds = 20;
    const after = Float32Array.from({ length: restSeconds * sampleRateHz }, (_, i) => rest(i));
    const cues = cuesOf(joined(samples, after), sampleRateHz);
    const restsFromMs = (samples.length * 1000) / sampleRateHz + 200;
    let ms = 0;
    for (let at = restsFromMs; at < restsFromMs + (restSeconds - 0.2) * 1000; at += 10) {
      if (shownAt(cues, at) !== 0) ms += 10;
    }
    expect(ms / (restSeconds * 1000)).toBeLessThanOrEqual(limit);
    expect(cues.at(-1)?.visemeId).toBe(0);
  });
});
