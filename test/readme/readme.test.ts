import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { peak } from '../e2e/analysis/waveform.js';
import { serveApp } from '../e2e/app-site.js';
import { openWatchedPage } from '../e2e/browser.js';
import { CallPage } from '../e2e/call-page.js';
import { GATEWAY_API_KEY, type Stack, startStack } from '../e2e/stack.js';
import { GET } from './route.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  process.env.GEMINI_API_KEY = 'emulator';
  process.env.GOOGLE_GEMINI_BASE_URL = stack.emulator.url;
  process.env.LIPWIRE_API_KEY = GATEWAY_API_KEY;
  process.env.LIPWIRE_GATEWAY_URL = stack.gateway.url;
});
afterAll(async () => {
  await stack.close();
});

describe('the README', () => {
  it.each(['page.tsx', 'route.ts'])('shows %s as it is compiled and run here', (file) => {
    const readme = readFileSync(here('../../README.md'), 'utf8');
    expect(readme).toContain(`\n${readFileSync(here(file), 'utf8')}\`\`\``);
  });

  it.each([19, 18] as const)('leads to a mascot that speaks, with React %d', async (react) => {
    // What the README tells one to set up: the page, the token route, three static files.
    const site = await serveApp({
      react,
      page: here('page.tsx'),
      tokenRoute: async () => {
        const answer = await GET();
        return { status: answer.status, body: await answer.text() };
      },
    });
    const watched = await openWatchedPage(site.url);
    try {
      const page = new CallPage(watched.page);
      await page.showMascot();
      await page.button('Start call').click();
      await watched.page.waitForFunction(() => window.lipwireProbe.seen.widestOpening > 20);
      expect(watched.foreignRequests).toEqual([]);
      expect(watched.complaints).toEqual([]);
      await expect.poll(async () => peak((await page.recording()).samples), { timeout: 5000 }).toBeGreaterThan(0.05);
    } finally {
      await watched.close();
      site.close();
    }
  });
});
