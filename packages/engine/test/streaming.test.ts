import type { Cue } from '@lipwire/cues';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyzeSpeech, LipSyncEngine } from '../src/index.js';
import { agreement, cuesOf } from './cues-of.js';
import { atRate, SENTENCE } from './speech-fixture.js';

const { samples, sampleRateHz } = SENTENCE;
const durationMs = (samples.length * 1000) / sampleRateHz;
const expected = cuesOf(samples, sampleRateHz);

describe('a stream of speech', () => {
  it('gives cues that rise, change something each time, and end at rest where the audio ends or before', () => {
    expect(expected.length).toBeGreaterThan(20);
    let previous: Cue = { visemeId: 0, offsetMs: -1 };
    for (const cue of expected) {
      expect(cue.offsetMs).toBeGreaterThan(previous.offsetMs);
      expect(cue.visemeId).not.toBe(previous.visemeId);
      previous = cue;
    }
    expect(previous.visemeId).toBe(0);
    expect(previous.offsetMs).toBeLessThanOrEqual(durationMs);
  });

  it('gives the same cues however it is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 160_000 }), { minLength: 1, maxLength: 12 }), (sizes) => {
        expect(cuesOf(samples, sampleRateHz, sizes)).toEqual(expected);
      }),
      { numRuns: 25, seed: 7 },
    );
    expect(cuesOf(samples, sampleRateHz, [1])).toEqual(expected);
  });

  it('gives the same cues however it is cut, at 24 kHz', () => {
    const voice = atRate(samples, sampleRateHz, 24_000);
    const whole = cuesOf(voice, 24_000);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 30 }), (sizes) => {
        expect(cuesOf(voice, 24_000, sizes)).toEqual(whole);
      }),
      { numRuns: 10, seed: 8 },
    );
  });

  it.each([8000, 16_000, 24_000, 44_100, 48_000])('gives each cue within the look-ahead, at %i Hz', (rateHz) => {
    const voice = atRate(samples, sampleRateHz, rateHz);
    const engine = new LipSyncEngine({ sampleRateHz: rateHz });
    let taken = 0;
    let worstMs = 0;
    let cues = 0;
    const check = (_: number, offsetMs: number) => {
      worstMs = Math.max(worstMs, (taken * 1000) / rateHz - offsetMs);
      cues++;
    };
    while (taken < voice.length) engine.push(voice.subarray(taken, ++taken), check);
    expect(cues).toBeGreaterThan(20);
    expect(engine.lookaheadMs).toBe(80);
    expect(worstMs).toBeLessThanOrEqual(engine.lookaheadMs);
  });

  it('is as new after a reset in the middle, and after a flush', () => {
    const engine = new LipSyncEngine({ sampleRateHz });
    const cues: Cue[] = [];
    const keep = (visemeId: Cue['visemeId'], offsetMs: number) => cues.push({ visemeId, offsetMs });
    engine.push(samples.subarray(0, 20_001), () => {});
    engine.reset();
    engine.push(samples, keep);
    engine.flush(keep);
    expect(cues.splice(0)).toEqual(expected);
    engine.push(samples, keep);
    engine.flush(keep);
    expect(cues).toEqual(expected);
  });

  it('ends a word that is cut off with the audio', () => {
    const cut = samples.subarray(0, 22_405); // inside the vowel of "five"
    const endMs = (cut.length * 1000) / sampleRateHz;
    const last = cuesOf(cut, sampleRateHz).at(-1);
    expect(last?.visemeId).toBe(0);
    expect(last?.offsetMs).toBeLessThanOrEqual(endMs);
    expect(last?.offsetMs).toBeGreaterThan(endMs - 40);
  });

  it('keeps exact time behind two minutes of silence', () => {
    const voice = atRate(samples, sampleRateHz, 8000);
    const silenceMs = 120_000;
    const late = new Float32Array((silenceMs * 8000) / 1000 + voice.length);
    late.set(voice, late.length - voice.length);
    const cues = cuesOf(late, 8000);
    // Nothing moves before the sentence, and then the mouth does what it does without the wait, give or take a frame or
    // two at the start, where the network now knows what silence sounds like here.
    const shifted = cues.map(({ visemeId, offsetMs }) => ({ visemeId, offsetMs: offsetMs - silenceMs }));
    expect(shifted[0]?.offsetMs).toBeGreaterThan(0);
    expect(agreement(shifted, cuesOf(voice, 8000), durationMs)).toBeGreaterThan(0.85);
    expect(shifted.at(-1)?.offsetMs).toBeLessThanOrEqual((voice.length * 1000) / 8000);
  });
});

describe('analyzeSpeech', () => {
  it('is the same cues as a timeline', () => {
    const timeline = analyzeSpeech(samples, sampleRateHz);
    expect(timeline.durationMs).toBe(Math.round(durationMs));
    expect(timeline.cues.slice(1)).toEqual(
      expected.map(({ visemeId, offsetMs }) => ({ t: Math.round(offsetMs), v: visemeId })),
    );
  });

  it('is silence for no samples', () => {
    expect(analyzeSpeech(new Float32Array(0), 24_000)).toMatchObject({ durationMs: 0, cues: [{ t: 0, v: 0 }] });
  });

  it('refuses a rate that nothing is recorded at', () => {
    expect(() => analyzeSpeech(samples, 96_000)).toThrow(
      expect.objectContaining({ code: 'ENGINE_SAMPLE_RATE_UNSUPPORTED' }),
    );
  });
});
