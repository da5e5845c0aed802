import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Emulator, startEmulator } from '@lipwire/emulator';
import { LipSyncEngine } from '@lipwire/engine';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { peak } from '../e2e/analysis/waveform.js';
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

/** How often lips that were open met again: they then measure as the lip line, as in the first pictures, and a little more. */
async function lipsMeet(): Promise<number> {
  const { mouth } = await call.recording();
  const units = mouth.map(({ openingUnits }) => openingUnits).filter((opening) => opening > 0);
  const closed = (units[0] ?? 0) + 5;
  return units.filter((opening, i) => opening <= closed && (units[i - 1] ?? 0) > closed).length;
}

/**
 * An element's sound goes through a context from before it first plays, or its beginning would be heard without the delay. Chromium
 * says that such a context waits for a gesture, which it does.
 */
const complaints = () => watched.complaints.filter((complaint) => !complaint.includes('AudioContext was not allowed'));

/** Long enough for a machine that does much else. */
const PATIENT = { timeout: 20_000 };

it('makes the cues of a call in a worker of the page, and moves the mouth with them', async () => {
  // The worker is there before the first word.
  await expect.poll(() => watched.page.workers().length, PATIENT).toBe(1);
  await call.button('Start call').click();
  await watched.page.waitForFunction(() => window.lipwireProbe.seen.widestOpening > 20);
  await expect.poll(() => emulator.turns.at(-1)?.pcm.length ?? 0, PATIENT).toBeGreaterThan(24_000);
  const turn = emulator.turns.at(-1);
  if (!turn) throw new Error('Nothing was said.');

  // As many cues as the same engine finds here, whatever the pieces were.
  let cues = 0;
  const engine = new LipSyncEngine({ sampleRateHz: turn.sampleRateHz });
  engine.push(
    Float32Array.from(turn.pcm, (sample) => sample / 32768),
    () => cues++,
  );
  engine.flush(() => cues++);
  const line = watched.page.getByText(/messages, \d+ visemes/);
  const received = async () => Number((await line.innerText()).match(/(\d+) visemes/)?.[1]);
  await expect.poll(received, PATIENT).toBeGreaterThan(cues - 3);

  // B, b, p, m, p, b, p, m, p: how many of them are drawn depends on how often the machine draws.
  await expect.poll(lipsMeet, PATIENT).toBeGreaterThanOrEqual(2);
  expect(peak((await call.recording()).samples)).toBeGreaterThan(0.05);
  expect(complaints()).toEqual([]);
});

it('moves the mouth with an element that plays', async () => {
  await call.button('Play recording').click();
  await watched.page.waitForFunction(() => window.lipwireProbe.seen.widestOpening > 20);
  await watched.page.waitForFunction(() => document.querySelector('audio')?.ended);
  await expect.poll(lipsMeet, PATIENT).toBeGreaterThanOrEqual(2);
  await expect.poll(async () => peak((await call.recording()).samples), PATIENT).toBeGreaterThan(0.05);
  expect(await watched.page.getByRole('status').innerText()).toBe('');
  expect(complaints()).toEqual([]);
});
