import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { mascotTools } from '@lipwire/browser/tools';
import { readGeminiServerMessage } from '@lipwire/providers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveApp } from '../e2e/app-site.js';
import { openWatchedPage, type WatchedPage } from '../e2e/browser.js';
import { type Stack, startStack } from '../e2e/stack.js';
import type { Shown } from './page.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const INITIAL_MESSAGE =
  'Say: Good morning. [set_expression {"expression":"happy"}] I have good news. ' +
  '[play_gesture {"gesture":"nod"}] [set_expression {"expression":"smug"}] Yes, I do. [get_time]';

let stack: Stack;
let site: Awaited<ReturnType<typeof serveApp>>;
let watched: WatchedPage;
beforeAll(async () => {
  stack = await startStack();
  site = await serveApp({
    page: here('page.tsx'),
    tokenRoute: async () => {
      const grant = await stack.grant({ tools: [...mascotTools, { functionDeclarations: [{ name: 'get_time' }] }] });
      return { status: 200, body: JSON.stringify({ ...grant, initialMessage: INITIAL_MESSAGE }) };
    },
  });
  watched = await openWatchedPage(site.url, { probe: false });
});
afterAll(async () => {
  await watched?.close();
  site?.close();
  await stack?.close();
});

/** When each function was called, in milliseconds of the speech that had been sent. */
function callTimes(): number[] {
  const times: number[] = [];
  let sentMs = 0;
  for (const { data } of stack.wire.connections.at(-1)?.fromServer ?? []) {
    for (const event of readGeminiServerMessage(JSON.parse(data.toString()))) {
      if (event.type === 'audio') sentMs += (1000 * event.pcm16.length) / 2 / event.sampleRateHz;
      if (event.type === 'tool-call') times.push(sentMs);
    }
  }
  return times;
}

it('shows what the model asks for when the words it belongs to are heard, and leaves other functions to the app', async () => {
  const { page } = watched;
  await page.waitForFunction(() => window.shown !== undefined);
  await page.getByRole('button', { name: 'Start call' }).click();
  const shown = () => page.evaluate(() => window.shown);
  const time = async (what: string) => (await shown()).find(([name]) => name === what)?.[1] ?? Number.NaN;
  await expect.poll(async () => (await shown()).map(([what]) => what), { timeout: 20_000 }).toContain('nod');
  const [happyAtMs = Number.NaN, nodAtMs = Number.NaN] = callTimes();
  expect(happyAtMs).toBeGreaterThan(500);
  for (const [what, atMs] of [
    ['happy', happyAtMs],
    ['nod', nodAtMs],
  ] satisfies Shown[]) {
    expect(await time(what)).toBeGreaterThanOrEqual(atMs);
    // A few frames of a machine that does much else; all of it had come long before.
    expect(await time(what)).toBeLessThan(atMs + 400);
  }

  // The function of the app is answered and spoken about; nobody speaks about a face.
  await expect
    .poll(() => stack.emulator.turns.map(({ text }) => text), { timeout: 20_000 })
    .toEqual(['Good morning. I have good news. Yes, I do.', 'The function get time says: noon.']);
  expect(stack.emulator.calls).toEqual([
    {
      name: 'set_expression',
      args: { expression: 'happy' },
      response: { output: expect.stringMatching(/^Done/) },
      scheduling: 'SILENT',
    },
    { name: 'play_gesture', args: { gesture: 'nod' }, response: { output: expect.any(String) }, scheduling: 'SILENT' },
    {
      name: 'set_expression',
      args: { expression: 'smug' },
      response: { error: expect.stringContaining('neutral, happy, sad') },
      scheduling: 'SILENT',
    },
    { name: 'get_time', args: {}, response: { output: 'noon' }, scheduling: undefined },
  ]);
  expect((await shown()).map(([what]) => what)).toEqual(['happy', 'nod']);
  expect(watched.complaints).toEqual([]);
});

it.each(['call.tsx', 'driving.ts'])('the guide shows %s as it is compiled here', (file) => {
  const guide = readFileSync(here('../../docs/mascots.md'), 'utf8');
  expect(guide).toContain(`\n${readFileSync(here(file), 'utf8')}\`\`\``);
});
