import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureExamples } from '../../scripts/pack/examples.mjs';
import { startExamples } from '../../scripts/pack/start-examples.mjs';
import { Services } from '../../scripts/run/services.mjs';
import { peak } from '../e2e/analysis/waveform.js';
import { openWatchedPage } from '../e2e/browser.js';
import { CallPage } from '../e2e/call-page.js';

const example = (path: string) =>
  readFileSync(fileURLToPath(new URL(`../../examples/${path}`, import.meta.url)), 'utf8');

const services = new Services();
let urls: Record<string, string>;
beforeAll(async () => {
  const { GEMINI_API_KEY: _, ...env } = process.env;
  urls = await startExamples(services, await ensureExamples(), env);
}, 300_000);
afterAll(() => services.stop());

/** Calls, listens, looks, hangs up: as a user would. */
async function holdCall(url: string): Promise<void> {
  const watched = await openWatchedPage(url);
  try {
    const page = new CallPage(watched.page);
    await page.showMascot();
    await page.button('Start call').click();
    await watched.page.waitForFunction(() => window.lipwireProbe.seen.widestOpening > 20);
    await expect.poll(async () => peak((await page.recording()).samples), { timeout: 5000 }).toBeGreaterThan(0.05);
    await page.button('Hang up').click();
    await page.button('Start call').waitFor();
    expect(watched.foreignRequests).toEqual([]);
    expect(watched.complaints).toEqual([]);
  } finally {
    await watched.close();
  }
}

describe('an app that installs the packages', () => {
  it.each([
    ['React 19 and Vite', 'react-minimal', '/'],
    ['React 18.3 and Vite', 'react-minimal-18', '/'],
    ['no framework', 'browser-vanilla', '/'],
    ["Next.js' App Router", 'next-app', '/'],
    ["Next.js' Pages Router", 'next-app', '/pages-router'],
  ])('has a mascot that speaks, with %s', async (_, name, path) => {
    await holdCall(`${urls[name]}${path}`);
  });

  it.each(['/', '/pages-router'])('is rendered on the server: %s', async (path) => {
    const html = await (await fetch(`${urls['next-app']}${path}`)).text();
    expect(html).toContain('Start call');
    expect(html).toContain('<canvas');
  });

  it.each(['react-minimal', 'browser-vanilla', 'next-app'])('keeps its keys on the server: %s', async (name) => {
    const grant = await (await fetch(`${urls[name]}/api/get-signed-url-gemini`)).json();
    expect(Object.keys(grant).sort()).toEqual(['baseUrl', 'ephemeralToken', 'initialMessage', 'model']);
  });
});

describe('the examples', () => {
  it('share what they have in common', () => {
    const same = [
      ['server/grant-call.ts', 'react-minimal', 'browser-vanilla', 'next-app'],
      ['server/token-route.ts', 'react-minimal', 'browser-vanilla'],
      ['copy-assets.mjs', 'react-minimal', 'next-app'],
    ] as const;
    for (const [file, first, ...others] of same) {
      for (const other of others) expect(example(`${other}/${file}`)).toBe(example(`${first}/${file}`));
    }
  });
});
