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
/** A spoken sentence: what follows the header of a plain WAV file. */
const PCM16 = new Uint8Array(readFileSync(here('../../engine/test/speech/bob-will-move.wav'))).subarray(44);
/** A second of it in each message. */
const PIECE_BYTES = 2 * RATE_HZ;

function cuesInNode(): Cue[] {
  const engine = new LipSyncEngine({ sampleRateHz: RATE_HZ });
  const cues: Cue[] = [];
  const keep = (visemeId: Cue['visemeId'], offsetMs: number) => cues.push({ visemeId, offsetMs });
  engine.push(new Pcm16Decoder().decode(PCM16), keep);
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
  const expected = cuesInNode();
  let browser: Browser;
  let server: Awaited<ReturnType<typeof servePage>>;
  let page: Page;

  beforeAll(async () => {
    server = await servePage({
      '/page.js': here('local-page.ts'),
      '/lip-sync.worker.js': here('../src/local/lip-sync.worker.ts'),
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

  it.each(['element', 'stream'] as const)('follows the sound of an audio %s', async (through) => {
    await visit('/wasm');
    await page.evaluate(([bytes, rateHz, how]) => localPage.play(bytes, rateHz, how), [
      [...PCM16],
      RATE_HZ,
      through,
    ] as const);
    await page.waitForFunction(() => localPage.state().widestMouth > 0.9, undefined, { timeout: 60_000 });
    await page.waitForFunction(() => localPage.state().ended && !localPage.state().active, undefined, {
      timeout: 60_000,
    });
    const { heard } = await page.evaluate(() => localPage.state());
    await page.evaluate(() => localPage.stop());
    const endMs = (PCM16.length / 2 / RATE_HZ) * 1000;
    const shown = (cues: { visemeId: number; offsetMs: number }[], ms: number) =>
      cues.findLast(({ offsetMs }) => offsetMs <= ms)?.visemeId ?? 0;
    const agreement = (shiftMs: number) => {
      let same = 0;
      for (let ms = 5; ms < endMs; ms += 10) if (shown(heard, ms + shiftMs) === shown(expected, ms)) same++;
      return same / (endMs / 10);
    };
    // The browser resamples the recording, so some borders differ by a frame, and nobody says where its first sound was:
    // at the best place the mouth shows nearly always the same.
    const best = Math.max(...Array.from({ length: 61 }, (_, i) => agreement(i * 10 - 500)));
    expect(best).toBeGreaterThan(0.9);
    expect(heard.at(-1)?.visemeId).toBe(0);
  });
});
