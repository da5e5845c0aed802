import { describe, expect, it } from 'vitest';
import { type Syllable, sungSyllables } from '../../test/sung-syllables.js';
import { type Accent, Accents } from './accents.js';
import { Prosody } from './prosody.js';

const RATE_HZ = 24_000;
/** Five syllables a second; every fourth is stressed: louder, and higher. A pause of half a second lies in the middle. */
const SYLLABLES = Array.from({ length: 40 }, (_, i): Syllable => {
  const stressed = i % 4 === 2;
  return {
    peakMs: 200 + i * 200 + (i >= 20 ? 500 : 0),
    level: stressed ? 1 : 0.55,
    hz: stressed ? 150 : 118 - (i % 3),
  };
});
const SOUND = sungSyllables(SYLLABLES, 9_000, RATE_HZ);

function hear(pieceSamples = SOUND.length, sound = SOUND, startMs = 0): Accent[] {
  const accents = new Accents();
  const prosody = new Prosody(accents);
  for (let at = 0; at < sound.length; at += pieceSamples) {
    prosody.add(sound.subarray(at, at + pieceSamples), RATE_HZ, startMs + (at / RATE_HZ) * 1000);
  }
  const heard: Accent[] = [];
  for (let accent = accents.take(1e9); accent; accent = accents.take(1e9)) heard.push(accent);
  return heard;
}

const times = (accents: Accent[], kind: Accent['kind']) =>
  accents.filter((accent) => accent.kind === kind).map(({ timeMs }) => timeMs);

describe('Prosody', () => {
  const heard = hear();
  const stressed = SYLLABLES.filter(({ level }) => level === 1).map(({ peakMs }) => peakMs);

  it('hears a beat at each stressed syllable once it knows the voice, and at no other', () => {
    const beats = times(heard, 'beat').filter((ms) => ms > 1_000);
    const expected = stressed.filter((ms) => ms > 1_000);
    expect(beats).toHaveLength(expected.length);
    beats.forEach((ms, i) => {
      expect(Math.abs(ms - (expected[i] as number))).toBeLessThan(30);
    });
  });

  it('hears the pitch rise at some of them, and not too often', () => {
    const lifts = times(heard, 'lift');
    expect(lifts.length).toBeGreaterThan(3);
    for (const ms of lifts) expect(stressed.some((peakMs) => Math.abs(ms - peakMs) < 30)).toBe(true);
    lifts.slice(1).forEach((ms, i) => {
      expect(ms - (lifts[i] as number)).toBeGreaterThan(1_300);
    });
  });

  it('hears no stress in a voice without any', () => {
    const even = SYLLABLES.map(({ peakMs }) => ({ peakMs, level: 0.7, hz: 120 }));
    const accents = hear(SOUND.length, sungSyllables(even, 9_000, RATE_HZ));
    expect([times(accents, 'beat'), times(accents, 'lift')]).toEqual([[], []]);
  });

  it('hears where speech begins and pauses', () => {
    const [onset, again] = times(heard, 'onset');
    expect(onset).toBeLessThan(180);
    expect(again).toBeGreaterThan(4_600);
    expect(again).toBeLessThan(4_680);
    const [pause] = times(heard, 'pause');
    expect(pause).toBeGreaterThan(4_000);
    expect(pause).toBeLessThan(4_110);
  });

  it('hears the same however the sound is cut, and at its own media time', () => {
    expect(hear(777)).toEqual(heard);
    const later = hear(9_600, SOUND, 60_000).map((accent) => ({ ...accent, timeMs: accent.timeMs - 60_000 }));
    later.forEach(({ timeMs }, i) => {
      expect(timeMs).toBeCloseTo((heard[i] as Accent).timeMs, 6);
    });
  });
});
