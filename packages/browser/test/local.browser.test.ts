import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Cue, readMascotVisemes } from '@lipwire/cues';
import { LipSyncEngine } from '@lipwire/engine';
import { encodeBase64, Pcm16Decoder } from '@lipwire/providers';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type {} from './local-page.js';
import { servePage } from './page-server.js';

const executablePath = process.env.LIPWIRE_CHROMIUM;
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const RATE_HZ = 16_000;
/** A spoken sentence, and what follows the header of its plain WAV file. */
const SPEECH = here('../../engine/test/speech/bob-will-move.wav');
const PCM16 = new Uint8Array(readFileSync(SPEECH)).subarray(44);
/** A second of it in each message. */
const PIECE_BYTES = 2 * RATE_HZ;

function cuesOf(samples: Float32Array, sampleRateHz: number): Cue[] {
  const engine = new LipSyncEngine({ sampleRateHz });
  const cues: Cue[] = [];
  const keep = (visemeId: Cue['visemeId'], offsetMs: number) => cues.push({ visemeId, offsetMs });
  engine.push(samples, keep);
  engine.flush(keep);
  return cues;
}

/** The sentence twice, in two turns. */
function messages(): object[] {
  const turn: object[] = [];
  for (let at = 0; at < PCM16.length; at += PIECE_BYTES) {
    const data = encodeBase64(PCM16.subarray(at, at + PIECE_BYTES));
    turn.push({
      serverContent: { modelTurn: { parts: [{ inlineData: { mimeType: 'audio/pcm;rate=16000', data } }] } },
    });
  }
  turn.push({ serverContent: { generationComplete: true } }, { serverContent: { turnComplete: true } });
  return [...turn, ...turn];
}

describe.skipIf(!executablePath)('the engine of a page', { timeout: 120_000 }, () => {
  const expected = cuesOf(new Pcm16Decoder().decode(PCM16), RATE_HZ);
  let browser: Browser;
  let server: Awaited<ReturnType<typeof servePage>>;
  let page: Page;

  beforeAll(async () => {
    server = await servePage({
      '/page.js': here('local-page.ts'),
      '/lip-sync.worker.js': here('../src/local/lip-sync.worker.ts'),
      '/speech.wav': SPEECH,
      '/recorder.worklet.js': here('recorder.worklet.ts'),
    });
    browser = await chromium.launch({
      executablePath: executablePath as string,
      args: ['--no-sandbox', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'],
    });
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });
  afterEach(async () => {
    await page?.close();
  });

  async function visit(path: string): Promise<void> {
    page = await browser.newPage();
    await page.goto(server.url + path);
    await page.waitForFunction(() => globalThis.localPage !== undefined);
  }

  it.each([
    ['in a worker from the bundle', '/wasm', undefined, 'worker'],
    ['in a worker from the bundle, where the page forbids WebAssembly', '/', undefined, 'worker'],
    ['in a worker from a file, where the page forbids blob: workers', '/strict', '/lip-sync.worker.js', 'worker'],
    ['on the main thread, where the page forbids workers', '/strict', undefined, 'page'],
  ])('gives the cues of Node %s', async (_, path, workerUrl, place) => {
    await visit(path);
    const asked = messages();
    const made = await page.evaluate(([list, url]) => localPage.annotate(list, url), [asked, workerUrl] as const);
    expect(made.place).toBe(place);
    expect(made.messages).toHaveLength(asked.length);
    const turns: Cue[][] = [];
    let startMs = 0;
    for (const [i, message] of made.messages.entries()) {
      const at = i % (asked.length / 2);
      if (at === 0) {
        turns.push([]);
        startMs = 0;
      }
      expect(message).toMatchObject(asked[i] as object);
      for (const { visemeId, offset } of readMascotVisemes(message)?.visemes ?? []) {
        turns.at(-1)?.push({ visemeId, offsetMs: startMs + offset });
      }
      startMs = Math.min((at + 1) * 1000, (PCM16.length / 2 / RATE_HZ) * 1000);
    }
    const rounded = expected.map((cue) => ({ ...cue, offsetMs: Math.round(cue.offsetMs) }));
    const near = (turn: Cue[] | undefined) => turn?.map((cue) => ({ ...cue, offsetMs: Math.round(cue.offsetMs) }));
    expect(turns).toHaveLength(2);
    for (const turn of turns) expect(near(turn)).toEqual(rounded);
  });

  /** What was heard, its cues, and the mouth beside it. */
  async function recorded() {
    const { base64, startSeconds, mouth } = await page.evaluate(() => localPage.heard());
    const bytes = Buffer.from(base64, 'base64');
    const sound = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
    const frames = mouth.map(({ heardSeconds, weights }) => ({
      heardMs: (heardSeconds - startSeconds) * 1000,
      weights,
    }));
    return { frames, cues: cuesOf(sound, 48_000) };
  }

  const ended = () =>
    page.waitForFunction(() => localPage.state().ended && !localPage.state().active, undefined, { timeout: 60_000 });

  it.each([
    ['element', 0],
    ['stream', 0],
    // It is late by what the engine, the threads and the mouth take, less what the sound takes to the speaker.
    ['own stream', 150],
  ] as const)('moves the mouth with the sound of its %s, %d ms behind it', async (through, lateMs) => {
    const offsets: number[] = [];
    // Once is enough, unless the machine is so busy that the page draws hardly a frame.
    for (let round = 0; round < 4 && offsets.length < 3; round++) {
      await page?.close();
      await visit('/wasm');
      await page.evaluate(([bytes, rateHz, how]) => localPage.play(bytes, rateHz, how), [
        [...PCM16.subarray(0, 2.6 * PIECE_BYTES)],
        RATE_HZ,
        through,
      ] as const);
      await ended();
      const { frames, cues } = await recorded();
      await page.evaluate(() => localPage.stop());
      offsets.push(...mouthMinusSoundMs(frames, cues, lateMs));
      // It rested before, and it rests behind.
      expect(frames.at(-1)?.weights[0]).toBe(1);
    }
    const sorted = [...offsets].sort((a, b) => a - b).map(Math.round);
    console.info(`mouth minus sound, ${through}, ${sorted.length} closures: ${sorted.join(', ')} ms`);
    expect(offsets.length).toBeGreaterThanOrEqual(3);
    for (const offset of offsets) expect(Math.abs(offset - lateMs)).toBeLessThan(60);
  });

  it('follows an element that is paused, sought, played faster, and looped', async () => {
    await visit('/wasm');
    await page.evaluate(([bytes, rateHz]) => localPage.play(bytes, rateHz, 'node'), [[...PCM16], RATE_HZ] as const);
    await page.evaluate(async () => {
      const element = localPage.element as HTMLAudioElement;
      const passed = (seconds: number) =>
        new Promise<void>((resolve) => {
          const look = () => (element.currentTime >= seconds ? resolve() : setTimeout(look, 10));
          look();
        });
      await passed(0.8);
      element.pause();
      await new Promise((resolve) => setTimeout(resolve, 400));
      await element.play();
      await passed(1.2);
      element.currentTime = 0.2;
      await passed(0.6);
      element.playbackRate = 1.25;
      element.loop = true;
      await passed(element.duration - 0.3);
      while (element.currentTime > 0.5) await new Promise((resolve) => setTimeout(resolve, 10));
      element.loop = false;
    });
    await ended();
    const { frames, cues } = await recorded();
    // Nearly all of the time the mouth shows what is heard, or what is about to be.
    const shown = (ms: number) => cues.findLast(({ offsetMs }) => offsetMs <= ms)?.visemeId ?? 0;
    const lastMs = cues.at(-1)?.offsetMs ?? 0;
    const during = frames.filter(({ heardMs }) => heardMs > 0 && heardMs < lastMs);
    const fitting = during.filter(({ heardMs, weights }) => {
      const most = weights.indexOf(Math.max(...weights));
      return [-40, 0, 40, 80].some((shiftMs) => shown(heardMs + shiftMs) === most);
    });
    expect(lastMs).toBeGreaterThan(3000);
    expect(during.length).toBeGreaterThan(30);
    expect(fitting.length / during.length).toBeGreaterThan(0.85);
  });

  it('refuses what it could not hear, with a code, and leaves it as it is', async () => {
    await visit('/wasm');
    const otherSite = `${server.url.replace('127.0.0.1', 'localhost')}/speech.wav`;
    expect(await page.evaluate((url) => localPage.refusals(url), otherSite)).toEqual({
      apart: 'none',
      twice: 'BROWSER_MEDIA_TAKEN',
      again: 'none',
      routed: 'BROWSER_MEDIA_TAKEN',
      foreign: 'BROWSER_MEDIA_CROSS_ORIGIN',
      left: 'none',
      allowed: 'none',
    });
    expect(await page.evaluate((url) => localPage.goAstray(url), otherSite)).toBe('BROWSER_MEDIA_CROSS_ORIGIN');
  });
});

/**
 * When the lips first closed, against the moment at which a closed sound was heard: one number for each, 999 if they did
 * not close. It is looked for around `lateMs`. None where the page was too busy to draw around that moment: frames that were not drawn show no mouth.
 */
function mouthMinusSoundMs(
  frames: { heardMs: number; weights: readonly number[] }[],
  cues: readonly Cue[],
  lateMs: number,
): number[] {
  return cues.flatMap(({ visemeId, offsetMs }) => {
    if (visemeId !== 21) return [];
    const near = frames
      .map(({ heardMs, weights }) => ({ ms: heardMs - offsetMs, closed: weights[21] as number }))
      .filter(({ ms }) => Math.abs(ms - lateMs) < 90);
    const drawnMs = [lateMs - 90, ...near.map(({ ms }) => ms), lateMs + 90];
    const longestGapMs = Math.max(...drawnMs.slice(1).map((ms, i) => ms - (drawnMs[i] as number)));
    return longestGapMs > 50 ? [] : [near.find(({ closed }) => closed > 0.9)?.ms ?? 999];
  });
}
