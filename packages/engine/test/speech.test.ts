import { visemeOfPhone } from '@lipwire/cues';
import { describe, expect, it } from 'vitest';
import { agreement, cuesOf, shownAt } from './cues-of.js';
import { atRate, SENTENCE } from './speech-fixture.js';

const { samples, sampleRateHz, phones } = SENTENCE;
const durationMs = (samples.length * 1000) / sampleRateHz;
const cues = cuesOf(samples, sampleRateHz);

/** True if the shape is shown within 40 ms of the phone. */
function isShown(visemeId: number, startMs: number, endMs: number): boolean {
  for (let ms = startMs - 40; ms <= endMs + 40; ms += 5) if (shownAt(cues, ms) === visemeId) return true;
  return false;
}

describe('a voice that no model was trained on', () => {
  it('has the right shape in most frames of speech', () => {
    let right = 0;
    let frames = 0;
    for (const [phone, startMs, endMs] of phones) {
      if (visemeOfPhone(phone) === 0) continue;
      for (let ms = Math.ceil(startMs / 10) * 10 + 5; ms < endMs; ms += 10) {
        frames++;
        if (shownAt(cues, ms) === visemeOfPhone(phone)) right++;
      }
    }
    expect(right / frames).toBeGreaterThan(0.5);
  });

  it('closes its lips', () => {
    const closures = phones.filter(([phone]) => visemeOfPhone(phone) === 21);
    const made = closures.filter(([, startMs, endMs]) => isShown(21, startMs, endMs));
    expect(closures).toHaveLength(13);
    expect(made.length).toBeGreaterThanOrEqual(9);
  });

  it('rests before the first word, and starts with it', () => {
    const startMs = phones[0]?.[2] ?? 0;
    expect(Math.abs((cues[0]?.offsetMs ?? 0) - startMs)).toBeLessThanOrEqual(60);
  });

  it.each([0.05, 0.2, 1.5])('does not care how loud it is: %d times', (gain) => {
    expect(
      agreement(
        cuesOf(
          samples.map((x) => x * gain),
          sampleRateHz,
        ),
        cues,
        durationMs,
      ),
    ).toBeGreaterThan(0.9);
  });

  it.each([8000, 11_025, 22_050, 24_000, 44_100, 48_000])('says the same at %i Hz', (rateHz) => {
    const same = agreement(cuesOf(atRate(samples, sampleRateHz, rateHz), rateHz), cues, durationMs);
    // Below 16 kHz part of the sound is not there; what is left must still be the same sentence.
    expect(same).toBeGreaterThan(rateHz < 16_000 ? 0.6 : 0.85);
  });

  it('is not thrown off by a constant offset', () => {
    expect(
      agreement(
        cuesOf(
          samples.map((x) => x + 0.2),
          sampleRateHz,
        ),
        cues,
        durationMs,
      ),
    ).toBeGreaterThan(0.9);
  });

  it('survives clipping, bad samples, and goes on', () => {
    const loud = samples.map((x) => x * 8);
    expect(agreement(cuesOf(loud, sampleRateHz), cues, durationMs)).toBeGreaterThan(0.6);
    const broken = samples.map((x, i) => (i % 997 === 0 ? Number.NaN : i % 1999 === 0 ? Number.NEGATIVE_INFINITY : x));
    expect(agreement(cuesOf(broken, sampleRateHz), cues, durationMs)).toBeGreaterThan(0.7);
  });
});
