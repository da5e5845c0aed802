import { describe, expect, it } from 'vitest';
import { type Syllable, sungSyllables } from '../../test/sung-syllables.js';
import { SpokenMarks } from './spoken-marks.js';

const RATE_HZ = 8_000;

/** Three phrases of four syllables, each followed by a pause of 600 ms: they end at 920, 2520 and 4120 ms. */
const SYLLABLES = [0, 1, 2].flatMap((phrase) =>
  [0, 1, 2, 3].map((i): Syllable => ({ peakMs: 180 + phrase * 1_600 + i * 220, level: 0.6, hz: 120 })),
);
const SOUND = sungSyllables(SYLLABLES, 4_800, RATE_HZ);

function marksOf(text: string, { complete = true, cutMs = Number.POSITIVE_INFINITY } = {}) {
  const marks = new SpokenMarks();
  marks.onWords({ text });
  marks.onSpeech(SOUND, RATE_HZ, 1_000);
  if (complete) marks.onVoiceEvent({ type: 'generation-complete' });
  const seen: [string, number][] = [];
  for (let ms = 0; ms < 8_000; ms += 8) {
    if (ms === cutMs) marks.clear();
    for (let mark = marks.take(ms); mark; mark = marks.take(ms)) seen.push([mark, ms - 1_000]);
  }
  return seen;
}

describe('SpokenMarks', () => {
  it('shows each mark when the words before it have been heard, questions and exclamations before their end', () => {
    const seen = marksOf('Abcd efgh abcd, abcd efgh abcd! Abcd efgh abcd?');
    expect(seen.map(([mark]) => mark)).toEqual(['comma', 'exclamation', 'question', 'end']);
    const [comma, exclamation, question, end] = seen.map(([, ms]) => ms) as [number, number, number, number];
    expect(Math.abs(comma - 920)).toBeLessThan(80);
    expect(Math.abs(exclamation - (2_520 - 380))).toBeLessThan(80);
    expect(Math.abs(question - (4_120 - 420))).toBeLessThan(80);
    expect(Math.abs(end - (4_800 - 600))).toBeLessThan(20);
  });

  it('knows marks of other scripts, and words that trail off', () => {
    expect(marksOf('你好吗？很好！再见…').map(([mark]) => mark)).toEqual(['question', 'exclamation', 'trail', 'end']);
    expect(marksOf('Well... no. "Why?" he said').map(([mark]) => mark)).toEqual(['trail', 'stop', 'question', 'end']);
  });

  it('shows nothing of what was cut off, and waits for the end until it is known', () => {
    expect(marksOf('Abcd efgh abcd, abcd efgh abcd! Abcd efgh abcd?', { cutMs: 2_000 })).toHaveLength(1);
    expect(marksOf('Abcd efgh abcd', { complete: false })).toEqual([]);
  });

  it('gives each turn its own end', () => {
    const marks = new SpokenMarks();
    for (const startMs of [0, 10_000]) {
      marks.onWords({ text: 'Abcd efgh abcd.' });
      marks.onSpeech(SOUND, RATE_HZ, startMs);
      marks.onVoiceEvent({ type: 'generation-complete' });
      marks.onVoiceEvent({ type: 'turn-complete' });
    }
    const seen = [];
    for (let ms = 0; ms < 20_000; ms += 100)
      for (let mark = marks.take(ms); mark; mark = marks.take(ms)) seen.push(mark);
    expect(seen).toEqual(['stop', 'end', 'stop', 'end']);
  });
});
