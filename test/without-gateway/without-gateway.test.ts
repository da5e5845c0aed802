import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Emulator, startEmulator } from '@lipwire/emulator';
import { LipSyncEngine } from '@lipwire/engine';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { matchWaveform, peak, resample } from '../e2e/analysis/waveform.js';
import { serveApp } from '../e2e/app-site.js';
import { openWatchedPage, type WatchedPage } from '../e2e/browser.js';
import { CallPage } from '../e2e/call-page.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

let emulator: Emulator;
let site: Awaited<ReturnType<typeof serveApp>>;
let watched: WatchedPage;
let call: CallPage;

beforeAll(async () => {
  emulator = await startEmulator({ voice: 'slt' });
  site = await serveApp({
    page: here('./page.tsx'),
    tokenRoute: async () => ({
      status: 200,
      body: JSON.stringify({ url: emulator.url, say: 'Say: Bob put my map by the pump.' }),
    }),
    files: { '/speech.wav': ['audio/wav', readFileSync(here('../../packages/engine/test/speech/bob-will-move.wav'))] },
  });
});
afterAll(async () => {
  site?.close();
  await emulator?.close();
});
beforeEach(async () => {
  watched = await openWatchedPage(site.url);
  call = new CallPage(watched.page);
  await call.showMascot();
});
afterEach(() => watched.close());

/** Where the lips meet they measure as the lip line, as in the first pictures, and a little more. */
async function lipsMeet(): Promise<{ after: number; open: number }> {
  const { mouth } = await call.recording();
  const units = mouth.map(({ openingUnits }) => openingUnits).filter((opening) => opening > 0);
  const closed = (units[0] ?? 0) + 5;
  const firstOpen = units.findIndex((opening) => opening > closed);
  return {
    open: Math.max(...units),
    after: units.slice(firstOpen).filter((opening, i, all) => opening <= closed && (all[i - 1] ?? 0) > closed).length,
  };
}

// They measure a browser in real time: where something else takes the machine for a moment, they measure again.
it('makes the cues of a call in a worker of the page, and moves the mouth with them', { retry: 2 }, async () => {
  // The worker is there before the first word.
  await expect.poll(() => watched.page.workers().length).toBe(1);
  await call.button('Start call').click();
  await watched.page.waitForFunction(() => window.lipwireProbe.seen.widestOpening > 20);
  await expect.poll(() => emulator.turns.at(-1)?.pcm.length ?? 0, { timeout: 10_000 }).toBeGreaterThan(24_000);
  const turn = emulator.turns.at(-1);
  if (!turn) throw new Error('Nothing was said.');
  const spoken = Float32Array.from(turn.pcm, (sample) => sample / 32768);

  // As many cues as the same engine finds here, whatever the pieces were.
  let cues = 0;
  const engine = new LipSyncEngine({ sampleRateHz: turn.sampleRateHz });
  engine.push(spoken, () => cues++);
  engine.flush(() => cues++);
  const line = watched.page.getByText(/messages, \d+ visemes/);
  await expect.poll(async () => Number((await line.innerText()).match(/(\d+) visemes/)?.[1])).toBeGreaterThan(cues - 3);

  await watched.page.waitForTimeout((spoken.length / turn.sampleRateHz) * 1000);
  const recording = await call.recording();
  const match = matchWaveform(recording.samples, resample(spoken, turn.sampleRateHz, recording.sampleRateHz), {
    sampleRateHz: recording.sampleRateHz,
  });
  expect(match.worstSnrDb).toBeGreaterThan(30);
  // B, b, p, m, p, b, p, m, p: some follow each other too closely to be told apart.
  expect((await lipsMeet()).after).toBeGreaterThanOrEqual(4);
  expect(watched.complaints).toEqual([]);
});

it('moves the mouth with an element that plays', { retry: 2 }, async () => {
  await call.button('Play recording').click();
  await watched.page.waitForFunction(() => window.lipwireProbe.seen.widestOpening > 20);
  await watched.page.waitForFunction(() => document.querySelector('audio')?.ended);
  await expect.poll(async () => peak((await call.recording()).samples)).toBeGreaterThan(0.05);
  await expect.poll(async () => (await lipsMeet()).after).toBeGreaterThanOrEqual(3);
  expect(await watched.page.getByRole('status').innerText()).toBe('');
  expect(watched.complaints).toEqual([]);
});
