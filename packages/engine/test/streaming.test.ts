import type { Cue } from '@lipwire/cues';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { syntheticModel } from '../bench/synthetic-model.mjs';
import { analyzeSpeech, LipSyncEngine } from '../src/index.js';
import { decodeModel } from '../src/model/viseme-model.js';
import { agreement, cuesOf } from './cues-of.js';
import { atRate, joined, SENTENCE } from './speech-fixture.js';

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

  it('gives the same cues however it is cut, from one sample to ten seconds', () => {
    const long = joined(samples, samples, samples);
    const whole = cuesOf(long, sampleRateHz);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 160_000 }), { minLength: 1, maxLength: 12 }), (sizes) => {
        expect(cuesOf(long, sampleRateHz, sizes)).toEqual(whole);
      }),
      { numRuns: 40, seed: 7 },
    );
    expect(cuesOf(long, sampleRateHz, [1])).toEqual(whole);
  });

  it('gives the same cues however it is cut, at any rate', () => {
    const rates = fc.oneof(fc.constantFrom(8000, 24_000, 44_100, 48_000), fc.integer({ min: 8000, max: 48_000 }));
    const cuts = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(rates, cuts, (rateHz, sizes) => {
        const voice = atRate(samples, sampleRateHz, rateHz);
        const whole = cuesOf(voice, rateHz);
        expect(cuesOf(voice, rateHz, sizes)).toEqual(whole);
        expect(agreement(whole, expected, durationMs)).toBeGreaterThan(0.6);
      }),
      { numRuns: 20, seed: 8 },
    );
  });

  it('keeps the promise of its look-ahead with any network', () => {
    const shapes = fc.record({ stride: fc.integer({ min: 1, max: 4 }), more: fc.integer({ min: 0, max: 6 }) });
    fc.assert(
      fc.property(shapes, ({ stride, more }) => {
        const oldest_frame = stride - 1 + more;
        const shape = { stride, stem_rows: stride, channels: 8, dilations: [1], output_frames: stride, oldest_frame };
        const engine = new LipSyncEngine({ sampleRateHz, model: decodeModel(syntheticModel(shape)) });
        let taken = 0;
        let worstMs = 0;
        const check = (_: number, offsetMs: number) => {
          worstMs = Math.max(worstMs, (taken * 1000) / sampleRateHz - offsetMs);
        };
        while (taken < samples.length) engine.push(samples.subarray(taken, ++taken), check);
        expect(worstMs).toBeLessThanOrEqual(engine.lookaheadMs);
        expect(worstMs).toBeGreaterThan(engine.lookaheadMs - 30);
        let lastMs = -1;
        engine.flush((_, offsetMs) => {
          expect(offsetMs).toBeGreaterThan(lastMs);
          expect(offsetMs).toBeLessThanOrEqual(durationMs);
          lastMs = offsetMs;
        });
      }),
      { numRuns: 12, seed: 9 },
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

  it('is as new after a flush whose sink fails', () => {
    const engine = new LipSyncEngine({ sampleRateHz });
    engine.push(samples.subarray(0, samples.length >> 1), () => {});
    const fail = () => {
      throw new RangeError('a sink that fails');
    };
    expect(() => engine.flush(fail)).toThrow(RangeError);
    const cues: Cue[] = [];
    const keep = (visemeId: Cue['visemeId'], offsetMs: number) => cues.push({ visemeId, offsetMs });
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

describe('an hour', { timeout: 60_000 }, () => {
  it('is as exact at its end as at its beginning', () => {
    // Sentence after sentence, a whole number of steps long with its pause.
    const periodMs = 5000;
    const period = new Float32Array((periodMs * sampleRateHz) / 1000);
    period.set(samples);
    const engine = new LipSyncEngine({ sampleRateHz });
    const rounds = 3_600_000 / periodMs;
    let cues: Cue[] = [];
    let early: Cue[] = [];
    const keep = (visemeId: Cue['visemeId'], offsetMs: number) => cues.push({ visemeId, offsetMs });
    for (let round = 0; round < rounds; round++) {
      cues = [];
      engine.push(period, keep);
      const inRound = cues.map(({ visemeId, offsetMs }) => ({ visemeId, offsetMs: offsetMs - round * periodMs }));
      // The voice and the channel are known by then.
      if (round === 20) early = inRound;
      if (round === rounds - 1) expect(inRound).toEqual(early);
    }
    expect(early.length).toBeGreaterThan(20);
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
