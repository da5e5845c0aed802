import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ending, speech } from './gemini-messages.js';
import { servePage } from './page-server.js';
import type {} from './player-page.js';

const executablePath = process.env.LIPWIRE_CHROMIUM;
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Something like speech: three tones that change their loudness; the first sample is not silence. */
function voice(durationMs: number): Float32Array {
  return Float32Array.from({ length: durationMs * 24 }, (_, i) => {
    const t = i / 24_000;
    const tones =
      Math.cos(2 * Math.PI * 180 * t) + 0.6 * Math.sin(2 * Math.PI * 950 * t) + 0.3 * Math.sin(2 * Math.PI * 3100 * t);
    return 0.25 * tones * (0.6 + 0.4 * Math.cos(2 * Math.PI * 3 * t));
  });
}

/** What PCM16 makes of samples. */
const as16Bit = (samples: Float32Array) => Float32Array.from(samples, (value) => Math.round(value * 32_768) / 32_768);

/** Cuts speech into messages of uneven lengths. */
function messages(samples: Float32Array) {
  const list: object[] = [];
  for (let at = 0, piece = 0; at < samples.length; piece++) {
    const length = [2400, 961, 5760, 3001][piece % 4] as number;
    list.push(speech(samples.subarray(at, at + length), [{ visemeId: piece % 2 ? 2 : 21, offset: 0 }]));
    at += length;
  }
  return list;
}

/**
 * When the lips first closed, against the moment at which the closed sound left the speaker: one number, 999 if they did
 * not close. None if the page was too busy to draw around that moment: frames that were not drawn show no mouth.
 */
function mouthMinusSoundMs(frames: { heardSeconds: number; weights: number[] }[], soundSeconds: number): number[] {
  const near = frames
    .map(({ heardSeconds, weights }) => ({ ms: (heardSeconds - soundSeconds) * 1000, closed: weights[21] as number }))
    .filter(({ ms }) => Math.abs(ms) < 90);
  const drawnMs = [-90, ...near.map(({ ms }) => ms), 90];
  const longestGapMs = Math.max(...drawnMs.slice(1).map((ms, i) => ms - (drawnMs[i] as number)));
  if (longestGapMs > 50) return [];
  return [near.find(({ closed }) => closed > 0.9)?.ms ?? 999];
}

describe.skipIf(!executablePath)('playback in a real browser', { timeout: 60_000 }, () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof servePage>>;
  let page: Page;

  beforeAll(async () => {
    server = await servePage({
      '/page.js': here('player-page.ts'),
      '/recorder.worklet.js': here('recorder.worklet.ts'),
      '/player.worklet.js': here('../src/playback/player.worklet.ts'),
    });
    browser = await chromium.launch({
      executablePath: executablePath as string,
      args: ['--no-sandbox', '--disable-gpu'],
    });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });
  afterEach(async () => {
    await page?.close();
  });

  /** A page whose user has clicked. */
  async function visit(path = '/'): Promise<void> {
    page = await browser.newPage();
    await page.goto(server.url + path);
    await page.click('button');
  }

  async function heard() {
    const { base64, startSeconds, frames } = await page.evaluate(() => playerPage.heard());
    const bytes = Buffer.from(base64, 'base64');
    return { sound: new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4), startSeconds, frames };
  }

  const say = (list: object[]) => page.evaluate((said) => playerPage.say(said), list);
  const until = (what: 'silence' | 'speech' | { playheadMs: number }) =>
    page.evaluate((awaited) => playerPage.until(awaited), what);
  const state = () => page.evaluate(() => playerPage.state());

  it('plays speech that is longer than its ring sample for sample in a context of its rate', async () => {
    await visit();
    await page.evaluate(() => playerPage.open(24_000));
    const spoken = voice(4500);
    await say([...messages(spoken), ending({ generationComplete: true })]);
    await until('silence');
    const { sound, frames } = await heard();
    const expected = as16Bit(spoken);
    expect(sound.length).toBeGreaterThanOrEqual(expected.length);
    const differing = expected.findIndex((value, i) => value !== sound[i]);
    expect(differing).toBe(-1);
    expect(sound.subarray(expected.length + 32).every((value) => value === 0)).toBe(true);
    expect((await state()).underruns).toBe(0);
    // The playhead never ran back, ended where the speech does, and the mouth was never without a shape.
    frames.forEach(({ playheadMs, weights }, i) => {
      expect(playheadMs).toBeGreaterThanOrEqual(frames[i - 1]?.playheadMs ?? 0);
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 3);
    });
    expect((await state()).playheadMs).toBeCloseTo(4500, 3);
  });

  it('plays the same waveform at 48 kHz, at its time', async () => {
    await visit();
    await page.evaluate(() => playerPage.open(48_000));
    const spoken = voice(1500);
    await say([...messages(spoken), ending({ generationComplete: true })]);
    await until('silence');
    const { sound } = await heard();
    // Every second sample lies on one of the speech. The filter's few ringing samples ahead of it are not zero either:
    // the best place within them is where it begins.
    let best = Number.POSITIVE_INFINITY;
    for (let shift = 0; shift < 4; shift++) {
      let worst = 0;
      for (let i = 200; i < spoken.length - 200; i++) {
        worst = Math.max(worst, Math.abs((sound[2 * i + shift] ?? 9) - (spoken[i] as number)));
      }
      best = Math.min(best, worst);
    }
    expect(best).toBeLessThan(0.002);
  });

  it('closes the lips when a closed sound is heard', async () => {
    await visit();
    const closedMs = Array.from({ length: 20 }, (_, i) => 200 + i * 190 + ((i * 37) % 50));
    const cues = closedMs.flatMap((ms) => [
      { visemeId: 21, offset: ms },
      { visemeId: 2, offset: ms + 60 },
    ]);
    const offsets: number[] = [];
    // Once is enough, unless the machine is so busy that the page draws hardly a frame.
    for (let round = 0; round < 5 && offsets.length < 10; round++) {
      // Of the speaker's own time: nothing is added for the screen.
      await page.evaluate(() => playerPage.open(48_000, { displayLatencyMs: 0 }));
      await say([speech(voice(4200), [{ visemeId: 2, offset: 0 }, ...cues]), ending({ turnComplete: true })]);
      await until('speech');
      await until('silence');
      const { startSeconds, frames } = await heard();
      await page.evaluate(() => playerPage.close());
      for (const ms of closedMs) offsets.push(...mouthMinusSoundMs(frames, startSeconds + ms / 1000));
    }
    const sorted = [...offsets].sort((a, b) => a - b);
    const [p5, p50, p95] = [0.05, 0.5, 0.95].map((part) => Math.round(sorted[Math.floor(part * sorted.length)] ?? 999));
    console.info(`mouth minus sound over ${offsets.length} closures: p5 ${p5} ms, p50 ${p50} ms, p95 ${p95} ms`);
    expect(offsets.length).toBeGreaterThanOrEqual(10);
    for (const offset of offsets) expect(Math.abs(offset)).toBeLessThan(60);
  });

  it('is silent within one block of an interruption with 8 seconds queued, and stays so', async () => {
    await visit();
    await page.evaluate(() => playerPage.open(24_000));
    const spoken = voice(8000);
    await say(messages(spoken));
    await until({ playheadMs: 300 });
    await say([ending({ interrupted: true }), speech(voice(500), [{ visemeId: 2, offset: 0 }])]);
    expect(await state()).toMatchObject({ queuedMs: 0, speaking: false });
    await page.waitForTimeout(300);
    await say([ending({ turnComplete: true }), speech(voice(100)), ending({ turnComplete: true })]);
    await until('speech');
    await until('silence');
    const { sound, frames } = await heard();
    const expected = as16Bit(spoken);
    const end = expected.findIndex((value, i) => value !== sound[i]);
    expect(end).toBeGreaterThan(300 * 24);
    // Behind the last whole sample: one block of fade, then nothing until the next turn.
    const next = sound.findIndex((value, i) => i > end + 128 && value !== 0);
    expect(next - end).toBeGreaterThan(0.2 * 24_000);
    expect([...sound.subarray(next, next + 2400)]).toEqual([...as16Bit(voice(100))]);
    expect((await state()).playheadMs).toBeCloseTo(8100, 3);
    const rested = frames.find(({ playheadMs }) => playheadMs >= 8000);
    expect(rested?.weights[0]).toBe(1);
  });

  it('waits for a gesture, and then plays from the first sample', async () => {
    page = await browser.newPage();
    // What a test evaluates counts as a gesture; what a page does by itself does not.
    await page.addInitScript(() => addEventListener('load', () => void playerPage.open(24_000)));
    await page.goto(server.url);
    await page.waitForFunction(() => globalThis.playerPage !== undefined);
    const spoken = voice(600);
    await say([...messages(spoken), ending({ generationComplete: true })]);
    await page.waitForTimeout(200);
    expect(await state()).toMatchObject({ audio: 'locked', playheadMs: 0, queuedMs: 600 });
    await page.click('button');
    await until('speech');
    expect((await state()).audio).toBe('running');
    await until('silence');
    const { sound } = await heard();
    expect([...sound.subarray(0, spoken.length)]).toEqual([...as16Bit(spoken)]);
  });

  it('closes its mouth while the browser has taken the sound away, and then goes on where it was', async () => {
    await visit();
    await page.evaluate(() => playerPage.open(24_000));
    const spoken = voice(1500);
    await say([...messages(spoken), ending({ generationComplete: true })]);
    await until({ playheadMs: 300 });
    await page.evaluate(() => playerPage.takeSoundAway());
    await page.waitForFunction(() => !playerPage.state().speaking, undefined, { timeout: 5000 });
    await page.waitForFunction(() => playerPage.heard().frames.at(-1)?.weights[0] === 1, undefined, { timeout: 5000 });
    expect((await state()).queuedMs).toBeGreaterThan(500);
    await page.evaluate(() => playerPage.giveSoundBack());
    await until('speech');
    await until('silence');
    const { sound } = await heard();
    expect([...sound.subarray(0, spoken.length)]).toEqual([...as16Bit(spoken)]);
    expect((await state()).playheadMs).toBeCloseTo(1500, 3);
  });

  it('fades around a gap, counts it, and loses nothing but what the fades take', async () => {
    await visit();
    await page.evaluate(() => playerPage.open(24_000));
    const spoken = voice(700);
    await say([speech(spoken.subarray(0, 300 * 24))]);
    await until('speech');
    await until('silence');
    await page.waitForTimeout(150);
    await say([speech(spoken.subarray(300 * 24)), ending({ generationComplete: true })]);
    await until('speech');
    await until('silence');
    const { sound } = await heard();
    const expected = as16Bit(spoken);
    const fade = 5 * 24;
    const cut = 300 * 24;
    expect([...sound.subarray(0, cut - fade)]).toEqual([...expected.subarray(0, cut - fade)]);
    const again = sound.findIndex((value, i) => i > cut + 128 && value !== 0);
    const behind = sound.subarray(again + fade, again + 400 * 24);
    expect([...behind.subarray(0, 100)]).toEqual([...expected.subarray(cut + fade, cut + fade + 100)]);
    // No step is larger than those of the speech itself.
    const steepest = (samples: Float32Array) =>
      samples.reduce((most, value, i) => (i ? Math.max(most, Math.abs(value - (samples[i - 1] as number))) : most), 0);
    expect(steepest(sound.subarray(1))).toBeLessThanOrEqual(steepest(expected) + 1e-4);
    const { underruns, underrunMs, playheadMs } = await state();
    expect(underruns).toBe(1);
    expect(underrunMs).toBeCloseTo((again - cut) / 24, 0);
    expect(playheadMs).toBeCloseTo(700, 3);
  });

  it('goes on over another output device and a main thread that is blocked, without a gap', async () => {
    await visit();
    await page.evaluate(() => playerPage.open(24_000));
    const spoken = voice(2000);
    await say([...messages(spoken), ending({ generationComplete: true })]);
    await until({ playheadMs: 300 });
    await page.evaluate(() => playerPage.changeDevice());
    await until({ playheadMs: 700 });
    await page.evaluate(() => playerPage.block(500));
    await until('silence');
    const { sound, frames } = await heard();
    expect([...sound.subarray(0, spoken.length)]).toEqual([...as16Bit(spoken)]);
    expect(await state()).toMatchObject({ underruns: 0, errors: [] });
    for (const [i, { playheadMs }] of frames.entries()) {
      expect(playheadMs).toBeGreaterThanOrEqual(frames[i - 1]?.playheadMs ?? 0);
    }
  });

  it('goes on in a context of its own, at the word that was heard, where the app closes the one it lent', async () => {
    await visit();
    await page.evaluate(() => playerPage.open(24_000));
    const spoken = voice(2500);
    await say([...messages(spoken), ending({ generationComplete: true })]);
    await until({ playheadMs: 600 });
    const { playheadMs } = await page.evaluate(() => playerPage.closeContext());
    expect((await state()).playheadMs).toBeGreaterThanOrEqual(playheadMs);
    await until('silence');
    expect((await state()).playheadMs).toBeCloseTo(2500, 0);
    expect(await state()).toMatchObject({ errors: [], audio: 'running' });
    const { frames } = await heard();
    // It took the time that the rest of the speech takes, and was in the middle of it for most of that.
    const inTheMiddle = frames.filter((frame) => frame.playheadMs > playheadMs + 200 && frame.playheadMs < 2300);
    expect(inTheMiddle.length).toBeGreaterThan(10);
  });

  it('needs a file where the page forbids blob: scripts, and says which', async () => {
    await visit('/strict');
    await page.evaluate(() => playerPage.open(24_000));
    await page.waitForFunction(() => playerPage.state().errors.length > 0);
    expect(await state()).toMatchObject({ audio: 'failed', errors: ['BROWSER_WORKLET_BLOCKED'] });
    await page.evaluate(() => playerPage.close());
    await page.evaluate(() => playerPage.open(24_000, { workletUrl: '/player.worklet.js' }));
    const spoken = voice(200);
    await say([...messages(spoken), ending({ generationComplete: true })]);
    await until('speech');
    await until('silence');
    const { sound } = await heard();
    expect([...sound.subarray(0, spoken.length)]).toEqual([...as16Bit(spoken)]);
  });
});
