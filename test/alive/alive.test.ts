import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveApp } from '../e2e/app-site.js';
import { openWatchedPage, type WatchedPage } from '../e2e/browser.js';
import { type Stack, startStack } from '../e2e/stack.js';

let stack: Stack;
let site: Awaited<ReturnType<typeof serveApp>>;
let watched: WatchedPage;
beforeAll(async () => {
  stack = await startStack();
  site = await serveApp({
    page: fileURLToPath(new URL('page.tsx', import.meta.url)),
    tokenRoute: async () => {
      const initialMessage = 'Say: What a lovely day! Shall we go for a walk?';
      return { status: 200, body: JSON.stringify({ ...(await stack.grant()), initialMessage }) };
    },
  });
  watched = await openWatchedPage(site.url, { probe: false });
});
afterAll(async () => {
  await watched?.close();
  site?.close();
  await stack?.close();
});

it('blinks, looks after the pointer, stresses what it says, and stops at once for a user who wants little motion', async () => {
  const { page, complaints } = watched;
  await page.waitForFunction(() => window.motion !== undefined);
  let y = 100;
  // It follows from side to side, with its head behind its eyes.
  for (const [x, side] of [
    [880, 1],
    [20, -1],
  ] as const) {
    await expect
      .poll(
        async () => {
          await page.mouse.move(x, y++);
          return page.evaluate((sign) => sign * window.motion('headX'), side);
        },
        { timeout: 10_000 },
      )
      .toBeGreaterThan(20);
  }
  await page.getByRole('button', { name: 'Start call' }).click();
  await expect.poll(() => page.evaluate(() => window.mostEmphasis), { timeout: 15_000 }).toBeGreaterThan(20);
  expect(await page.evaluate(() => window.blinks)).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect
    .poll(
      () => page.evaluate(() => (['headX', 'gazeX', 'emphasis'] as const).map((name) => Math.abs(window.motion(name)))),
      { timeout: 5_000 },
    )
    .toEqual([0, 0, 0]);
  expect(complaints).toEqual([]);
});
