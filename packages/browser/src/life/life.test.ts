import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../test/seeded-random.js';
import { type Syllable, sungSyllables } from '../../test/sung-syllables.js';
import type { Motion } from '../rig/motion.js';
import { Life } from './life.js';

const RATE_HZ = 8_000;
/** A stressed syllable every 1.4 seconds among others. */
const SYLLABLES = Array.from({ length: 44 }, (_, i): Syllable => {
  const stressed = i % 7 === 3;
  return { peakMs: 200 + i * 200, level: stressed ? 1 : 0.5, hz: stressed ? 160 : 116 + (i % 3) };
});
const SPEECH = sungSyllables(SYLLABLES, 9_200, RATE_HZ);
const STRESSED_MS = SYLLABLES.filter(({ level }) => level === 1).map(({ peakMs }) => peakMs);
const WORDS = 'Abcd efgh ijkl mnop qrst uvwx abcd efgh ijkl mnop, qrst uvwx abcd efgh ijkl mnop qrst uvwx?';

type Shown = Motion & { ms: number; blinking: boolean };

interface Options {
  readonly seed?: number;
  readonly frameMs?: number;
  readonly expressiveness?: number;
  readonly durationMs?: number;
  readonly words?: string;
  /** Called before a frame. */
  readonly at?: (life: Life, ms: number) => void;
}

/** A mascot that speaks from the first millisecond, frame by frame. */
function speak({
  seed = 1,
  frameMs = 8,
  expressiveness = 1,
  durationMs = 9_200,
  words = '',
  at = () => {},
}: Options = {}) {
  const life = new Life(seededRandom(seed));
  life.expressiveness = expressiveness;
  if (words) life.onWords({ type: 'transcript', speaker: 'model', text: words });
  life.onSpeech(SPEECH, RATE_HZ, 0);
  life.onVoiceEvent({ type: 'generation-complete' });
  const shown: Shown[] = [];
  for (let frame = 1; frame * frameMs <= durationMs; frame++) {
    const ms = frame * frameMs;
    at(life, ms);
    life.onPlayhead(ms);
    life.advance(frameMs, 0, true);
    shown.push({ ...life.motion, ms, blinking: life.blinking });
  }
  return shown;
}

/** As {@link speak}, but nobody says anything. */
function wait(mode: 'waiting' | 'hearing' | 'thinking', durationMs: number, options: Options = {}): Shown[] {
  const life = new Life(seededRandom(options.seed ?? 1));
  life.expressiveness = options.expressiveness ?? 1;
  life.mode = mode;
  const shown: Shown[] = [];
  for (let ms = 16; ms <= durationMs; ms += 16) {
    options.at?.(life, ms);
    life.advance(16, 0, false);
    shown.push({ ...life.motion, ms, blinking: life.blinking });
  }
  return shown;
}

const CHANNELS = ['gazeX', 'gazeY', 'headX', 'headY', 'headTilt', 'emphasis', 'browLift', 'idle'] as const;
const largest = (shown: Shown[], channel: (typeof CHANNELS)[number]) =>
  Math.max(...shown.map((frame) => Math.abs(frame[channel])));
const blinksOf = (shown: Shown[]) => shown.filter(({ blinking }) => blinking).map(({ ms }) => ms);

describe('Life', () => {
  it('shows the same at any frame rate', () => {
    const [fast, slow] = [speak({ frameMs: 1000 / 144, words: WORDS }), speak({ frameMs: 1000 / 24, words: WORDS })];
    const common = slow.map((frame, i) => [frame, fast[6 * i + 5]] as [Shown, Shown]);
    expect(common.at(-1)?.[0].ms).toBeCloseTo(common.at(-1)?.[1].ms ?? 0, 6);
    for (const channel of CHANNELS) {
      const apart = common.map(([a, b]) => Math.abs(a[channel] - b[channel]));
      expect(Math.max(...apart)).toBeLessThan(0.0021);
    }
    expect(largest(slow, 'emphasis')).toBeGreaterThan(0.3);
    const [a, b] = [blinksOf(slow), blinksOf(fast)];
    expect(a.length).toBeGreaterThan(1);
    a.forEach((ms, i) => {
      expect(Math.abs(ms - (b[i] as number))).toBeLessThan(1000 / 24);
    });
  });

  it('never jumps', () => {
    const shown = [...speak({ words: WORDS }), ...speak({ seed: 7 })];
    for (const [channel, most] of [
      ['headX', 0.02],
      ['headY', 0.05],
      ['headTilt', 0.02],
      ['emphasis', 0.08],
      ['browLift', 0.08],
    ] as const) {
      const ways = shown.slice(1).map((frame, i) => {
        const before = shown[i] as Shown;
        return frame.ms > before.ms ? Math.abs(frame[channel] - before[channel]) : 0;
      });
      expect(Math.max(...ways)).toBeLessThan(most);
    }
  });

  it('stresses what the voice stresses, when that is heard', () => {
    const shown = speak();
    for (const peakMs of STRESSED_MS.slice(1)) {
      const near = shown.filter(({ ms }) => Math.abs(ms - peakMs) < 200);
      const top = near.reduce((best, frame) => (frame.emphasis > best.emphasis ? frame : best));
      expect(top.emphasis).toBeGreaterThan(0.3);
      expect(Math.abs(top.ms - peakMs)).toBeLessThan(45);
    }
    const between = STRESSED_MS.slice(1, -1).map((ms) => shown.find((frame) => frame.ms >= ms + 700)?.emphasis ?? 1);
    expect(Math.max(...between)).toBeLessThan(0.05);
    expect(largest(shown, 'browLift')).toBeGreaterThan(0.3);
  });

  it('lifts the brows, tilts the head and looks at the user when a question is heard', () => {
    const [asking, saying] = [WORDS, WORDS.replace('?', '.')].map((words) => speak({ words, durationMs: 10_400 }));
    const end = (shown: Shown[] = []) => shown.filter(({ ms }) => ms > 8_600 && ms < 9_600);
    expect(largest(end(asking), 'browLift')).toBeGreaterThan(0.7);
    expect(largest(end(asking), 'headTilt')).toBeGreaterThan(0.3);
    expect(largest(end(saying), 'browLift')).toBeLessThan(0.6);
    expect(largest(asking?.slice(-20) ?? [], 'browLift')).toBeLessThan(0.05);
  });

  it('moves by its expressiveness, and does no more than blink, rarely, where it is still', () => {
    const levels = [0, 0.35, 0.7, 1].map((expressiveness) => speak({ expressiveness, words: WORDS }));
    for (const channel of ['emphasis', 'browLift', 'headTilt'] as const) {
      const [still, calm, natural, lively] = levels.map((shown) => largest(shown, channel));
      expect(still).toBe(0);
      expect(calm).toBeGreaterThan(0);
      expect(natural).toBeGreaterThan(calm as number);
      expect(lively).toBeGreaterThan(natural as number);
    }
    const still = wait('waiting', 120_000, { expressiveness: 0, at: (life, ms) => life.onPointer(Math.sin(ms), 1) });
    for (const channel of CHANNELS) expect(largest(still.slice(300), channel)).toBeLessThan(1e-3);
    expect(blinksOf(still).length).toBeGreaterThan(12);
    expect(blinksOf(still).length).toBeLessThan(26);
  });

  it('calms down at once when it is interrupted, and shows nothing of what was not said', () => {
    const cutMs = 3_040;
    const shown = speak({ words: WORDS, at: (life, ms) => ms === cutMs && life.onCut() });
    expect(
      largest(
        speak({ words: WORDS }).filter(({ ms }) => ms > cutMs + 250),
        'emphasis',
      ),
    ).toBeGreaterThan(0.3);
    const after = shown.filter(({ ms }) => ms > cutMs + 250);
    expect(largest(after, 'emphasis')).toBeLessThan(0.05);
    expect(largest(after, 'browLift')).toBeLessThan(0.05);
  });

  it('tilts its head to who speaks, and nods at pauses', () => {
    const hearing = wait('hearing', 30_000, {
      at: (life, ms) => life.onUserLevel(ms % 2_500 < 2_000 ? 0.1 : 0.001, 16),
    });
    const silent = wait('hearing', 30_000);
    expect(Math.abs(hearing[200]?.headTilt ?? 0)).toBeGreaterThan(0.2);
    const nods = (shown: Shown[]) =>
      shown.filter(({ headY }, i) => headY > 0.3 && (shown[i - 1]?.headY ?? 0) <= 0.3).map(({ ms }) => ms % 2_500);
    expect(nods(hearing).length).toBeGreaterThan(4);
    expect(nods(silent)).toEqual([]);
    for (const ms of nods(hearing)) expect(ms < 1_300 || ms > 2_200).toBe(true);
  });

  it('follows the pointer with its eyes first and its head behind', () => {
    const shown = wait('waiting', 3_000, { at: (life, ms) => ms > 1_000 && life.onPointer(0.9, 0) });
    const reached = (channel: 'gazeX' | 'headX', share: number) =>
      shown.find((frame) => frame.ms > 1_100 && frame[channel] > share * (shown.at(-1)?.[channel] ?? 0))?.ms ?? 0;
    expect(shown.at(-1)?.headX).toBeGreaterThan(0.3);
    expect(reached('gazeX', 0.9)).toBeLessThan(1_350);
    expect(reached('headX', 0.9)).toBeGreaterThan(reached('gazeX', 0.9) + 250);
    const [peak, last] = [largest(shown, 'gazeX'), shown.at(-1)?.gazeX ?? 0];
    // The eyes go back in the head as it comes.
    expect(peak - last).toBeGreaterThan(0.1);
  });

  it('does not make up for what was heard while nobody saw it', () => {
    const shown = speak({ words: WORDS, durationMs: 1_000 });
    expect(largest(shown, 'emphasis')).toBeGreaterThan(0.1);
    const life = new Life(seededRandom(1));
    life.expressiveness = 1;
    life.onWords({ type: 'transcript', speaker: 'model', text: WORDS });
    life.onSpeech(SPEECH, RATE_HZ, 0);
    life.onVoiceEvent({ type: 'generation-complete' });
    life.advance(16, 0, true);
    life.onPlayhead(9_150);
    let most = 0;
    for (let i = 0; i < 30; i++) {
      life.advance(16, 0, true);
      most = Math.max(most, life.motion.emphasis, life.motion.browLift);
    }
    expect(most).toBe(0);
  });

  it('hears nothing while it is asleep', () => {
    const life = new Life(seededRandom(1));
    life.awake = false;
    life.onSpeech(SPEECH, RATE_HZ, 0);
    life.awake = true;
    let most = 0;
    for (let ms = 16; ms < 9_000; ms += 16) {
      life.onPlayhead(ms);
      life.advance(16, 0, true);
      most = Math.max(most, life.motion.emphasis);
    }
    expect(most).toBe(0);
  });
});
