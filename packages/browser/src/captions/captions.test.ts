import { describe, expect, it } from 'vitest';
import { tone } from '../../test/gemini-messages.js';
import { Captions } from './captions.js';
import { VoicedTime } from './voiced-time.js';
import { WordTiming } from './word-timing.js';
import { splitWords } from './words.js';

const RATE_HZ = 24_000;

function call() {
  const captions = new Captions();
  let mediaMs = 0;
  return {
    captions,
    /** Speech, or silence, of this length. */
    sound(durationMs: number, isSpeech = true) {
      const samples = isSpeech ? tone(durationMs) : new Float32Array(durationMs * 24);
      captions.onSpeech(samples, RATE_HZ, mediaMs);
      mediaMs += durationMs;
    },
    shown: () =>
      captions.getSnapshot().map(({ speaker, text, interrupted }) => `${speaker}: ${text}${interrupted ? ' --' : ''}`),
  };
}

describe('Captions', () => {
  it('shows no word before its sound, though words come faster', () => {
    const { captions, sound, shown } = call();
    captions.addWords('Hello there,');
    captions.onPlayhead(10_000);
    expect(shown()).toEqual([]);
    sound(1_000);
    captions.addWords(' friend.');
    captions.onPlayhead(0);
    expect(shown()).toEqual(['mascot: Hello']);
    captions.onPlayhead(999);
    expect(shown()).toEqual(['mascot: Hello there,']);
    captions.onPlayhead(9_000);
    expect(shown()).toEqual(['mascot: Hello there,']);
    sound(500);
    captions.completeSound();
    captions.onPlayhead(1_500);
    expect(shown()).toEqual(['mascot: Hello there, friend.']);
  });

  it('spreads words over a turn by their length, and leaves the pauses out', () => {
    const { captions, sound, shown } = call();
    captions.addWords('One two. Three four.');
    sound(500);
    sound(1_000, false);
    sound(500);
    captions.endTurn();
    captions.onPlayhead(499);
    expect(shown()).toEqual(['mascot: One two.']);
    captions.onPlayhead(1_490);
    expect(shown()).toEqual(['mascot: One two.']);
    captions.onPlayhead(1_500);
    expect(shown()).toEqual(['mascot: One two. Three']);
    captions.onPlayhead(2_000);
    expect(shown()).toEqual(['mascot: One two. Three four.']);
  });

  it('drops the words that were not heard when the user interrupts, and marks the sentence', () => {
    const { captions, sound, shown } = call();
    captions.addWords('I will never stop');
    sound(3_000);
    captions.addUserWords('Wait!');
    captions.onCut(400);
    captions.onPlayhead(60_000);
    expect(shown()).toEqual(['user: Wait!', 'mascot: I will --']);
    captions.endTurn();
    captions.addWords('Yes?');
    sound(500);
    captions.endTurn();
    captions.onPlayhead(3_500);
    expect(shown()).toEqual(['user: Wait!', 'mascot: I will --', 'mascot: Yes?']);
  });

  it('leaves whole what was heard to its end, and the turn before as it was', () => {
    const { captions, sound, shown } = call();
    captions.addWords('All of it.');
    sound(1_000);
    captions.endTurn();
    captions.onPlayhead(1_000);
    captions.onCut(1_000);
    captions.addWords('Never heard.');
    sound(1_000);
    captions.onCut(1_000 - 1);
    expect(shown()).toEqual(['mascot: All of it.']);
  });

  it('keeps the words of two turns apart, though the second comes before the first was heard', () => {
    const { captions, sound, shown } = call();
    captions.addWords('First.');
    sound(1_000);
    captions.endTurn();
    captions.addWords('Second.');
    sound(1_000);
    captions.endTurn();
    captions.onPlayhead(999);
    expect(shown()).toEqual(['mascot: First.']);
    captions.onPlayhead(1_000);
    expect(shown()).toEqual(['mascot: First.', 'mascot: Second.']);
  });

  it('shows words that never had a sound when their turn is over', () => {
    const { captions, shown } = call();
    captions.addWords('Silent.');
    captions.endTurn();
    expect(shown()).toEqual(['mascot: Silent.']);
  });

  it('shows words that come behind all of their sound', () => {
    const { captions, sound, shown } = call();
    sound(1_000);
    captions.completeSound();
    captions.onPlayhead(1_000);
    captions.addWords('Late.');
    captions.onPlayhead(1_000);
    expect(shown()).toEqual(['mascot: Late.']);
  });

  it('keeps together what one speaker says in pieces; typed lines stand alone', () => {
    const { captions, sound, shown } = call();
    captions.addUserWords(' Good');
    captions.addUserWords(' morning');
    captions.addTyped('Typed');
    captions.addUserWords('Spoken');
    captions.addUserWords('   ');
    captions.addWords('Yes');
    sound(500);
    captions.onPlayhead(100);
    captions.addUserWords('More');
    captions.addWords(' indeed.');
    sound(500);
    captions.endTurn();
    captions.onPlayhead(1_000);
    expect(shown()).toEqual([
      'user: Good morning',
      'user: Typed',
      'user: Spoken   ',
      'mascot: Yes indeed.',
      'user: More',
    ]);
  });

  it('keeps the last forty, gives no id twice, and forgets all when told', () => {
    const { captions, shown } = call();
    for (let i = 0; i < 50; i++) captions.addTyped(`line ${i}`);
    expect([shown().length, shown().at(-1)]).toEqual([40, 'user: line 49']);
    expect(new Set(captions.getSnapshot().map(({ id }) => id)).size).toBe(40);
    captions.clear();
    expect(shown()).toEqual([]);
  });

  it('tells nobody while nothing is due', () => {
    const { captions, sound } = call();
    captions.addWords('Hello my dear friends.');
    sound(2_000);
    captions.onPlayhead(0);
    let told = 0;
    captions.subscribe(() => told++);
    for (let ms = 0; ms < 200; ms++) captions.onPlayhead(ms);
    expect(told).toBe(0);
    captions.onPlayhead(1_000);
    expect(told).toBe(1);
  });
});

describe('WordTiming', () => {
  it('learns the pace of a voice from a whole turn', () => {
    const timing = new WordTiming();
    const assumed = timing.paceMs;
    timing.addText('Some twenty letters and a few more of them.');
    timing.addSound(tone(4_000), RATE_HZ, 0);
    expect(timing.paceMs).toBe(assumed);
    timing.complete();
    expect(timing.paceMs).toBeGreaterThan(assumed);
    expect(timing.paceMs).toBeLessThanOrEqual(160);
  });

  it('puts a sentence behind the pause that it follows, however slow the one before was', () => {
    const timing = new WordTiming();
    timing.addText('No. But then');
    timing.addSound(tone(900), RATE_HZ, 500);
    timing.addSound(new Float32Array(400 * 24), RATE_HZ, 1_400);
    expect(timing.startMs(1)).toBe(Number.POSITIVE_INFINITY);
    timing.addSound(tone(600), RATE_HZ, 1_800);
    expect(timing.startMs(1)).toBeCloseTo(1_800, -1);
  });
});

describe('VoicedTime', () => {
  it('counts speech alone, and maps both ways', () => {
    const time = new VoicedTime();
    time.add(new Float32Array(200 * 24), RATE_HZ, 1_000);
    time.add(tone(300), RATE_HZ, 1_200);
    time.add(new Float32Array(250 * 24), RATE_HZ, 1_500);
    time.add(tone(100), RATE_HZ, 1_750);
    expect([time.voicedMs, time.pauses(), time.endMs]).toEqual([400, [300], 1_850]);
    expect([0, 299, 300, 399, 400].map((ms) => time.mediaAt(ms))).toEqual([
      1_200,
      1_499,
      1_750,
      1_849,
      Number.POSITIVE_INFINITY,
    ]);
    expect([1_100, 1_350, 1_600, 1_800].map((ms) => time.voicedAt(ms))).toEqual([0, 150, 300, 350]);
  });

  it('takes a closed consonant for speech, and pieces as they come', () => {
    const whole = new VoicedTime();
    const samples = new Float32Array(500 * 24);
    samples.set(tone(200), 0);
    samples.set(tone(200), 300 * 24);
    whole.add(samples, RATE_HZ, 0);
    expect([whole.voicedMs, whole.pauses()]).toEqual([500, []]);
    const pieces = new VoicedTime();
    for (let at = 0; at < samples.length; at += 777) {
      pieces.add(samples.subarray(at, at + 777), RATE_HZ, at / 24);
    }
    expect(pieces.voicedMs).toBeCloseTo(whole.voicedMs, 6);
  });
});

describe('splitWords', () => {
  it.each([
    ['Hello, you!', ['Hello,', ' you!'], ['short', 'full']],
    [' in 2026.', [' in', ' 2026.'], ['none', 'full']],
    ['你好。再见', ['你', '好。', '再', '见'], ['none', 'full', 'none', 'none']],
    ['  ', ['  '], ['none']],
    ['', [], []],
  ])('%j', (text, parts, pauses) => {
    const words = splitWords(text);
    expect(words.map((word) => word.text)).toEqual(parts);
    expect(words.map(({ pause }) => pause)).toEqual(pauses);
    expect(words.map((word) => word.text).join('')).toBe(text);
  });
});
