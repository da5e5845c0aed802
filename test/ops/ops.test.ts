import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openWatchedPage, type WatchedPage } from '../e2e/browser.js';
import { type Stack, startStack } from '../e2e/stack.js';
import { startTalker, type Talker } from './talkers.js';

const ADMIN_KEY = 'the-admin-key-of-this-test';

/** Long enough for a machine that does much else; the page asks every two seconds. */
const PATIENT = { timeout: 30_000 };

let stack: Stack;
let talkers: Talker[];
let watched: WatchedPage;
beforeAll(async () => {
  stack = await startStack({ env: { LIPWIRE_ADMIN_KEY: ADMIN_KEY } });
});
afterAll(() => stack?.close());
beforeEach(async () => {
  talkers = [];
  watched = await openWatchedPage(`${stack.gateway.url}/ops`, { probe: false });
});
afterEach(async () => {
  for (const talker of talkers) talker.close();
  await watched.close();
});

async function enter(key: string): Promise<void> {
  await watched.page.getByLabel('Key', { exact: true }).fill(key);
  await watched.page.keyboard.press('Enter');
}

const text = (selector: string) => watched.page.locator(selector).innerText();
const figure = async (name: string) => Number.parseFloat(await text(`[data-figure="${name}"] strong`));

/** The picture of a plot, to see that it changes. */
const picture = (name: string) =>
  watched.page.locator(`[data-plot="${name}"] canvas`).evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

it('shows calls that come and go as numbers and plots that move, and ends one', async () => {
  const { page } = watched;
  await enter(ADMIN_KEY);
  await expect.poll(() => text('#status'), PATIENT).toMatch(/^Live · 1 gateway$/);
  expect(await text('#no-sessions')).toMatch(/^Nobody is calling/);
  const empty = await picture('sessions');

  for (let i = 0; i < 2; i++) talkers.push(await startTalker(await stack.grant(), 'Bob put my map by the pump.'));
  await expect.poll(() => page.locator('#sessions tbody tr').count(), PATIENT).toBe(2);
  await expect.poll(() => figure('Calls now'), PATIENT).toBe(2);
  await expect.poll(() => figure('Added p99'), PATIENT).toBeGreaterThan(0);
  await expect
    .poll(() => text('#sessions tbody tr:first-child td:nth-child(5)').then(Number), PATIENT)
    .toBeGreaterThan(0);
  expect(await text('#gateways tbody tr')).toMatch(/open$/);
  expect(await picture('sessions')).not.toBe(empty);
  const before = await picture('latency');
  await expect.poll(() => picture('latency'), PATIENT).not.toBe(before);

  // By keyboard: the first press asks, the second ends.
  const id = await page.locator('#sessions tbody tr').first().getAttribute('data-session');
  await page.getByRole('button', { name: `End call ${id}` }).focus();
  await page.keyboard.press('Enter');
  expect(await page.locator(`[data-session="${id}"] button`).innerText()).toBe('End it?');
  await page.keyboard.press('Enter');
  expect(await Promise.race(talkers.map(({ closed }) => closed))).toMatchObject({ code: 4004 });
  await expect.poll(() => page.locator('#sessions tbody tr').count(), PATIENT).toBe(1);
  await expect.poll(() => text('#closes'), PATIENT).toMatch(/gateway 4004\s*1/);

  // The key opens the page again in this tab, and is nowhere where others could read it.
  await page.reload();
  await expect.poll(() => text('#status'), PATIENT).toMatch(/^Live/);
  expect(page.url()).toBe(`${stack.gateway.url}/ops`);
  expect(await page.evaluate(() => document.cookie + JSON.stringify(localStorage))).toBe('{}');
  expect(watched.foreignRequests).toEqual([]);
  expect(watched.complaints).toEqual([]);
});

it('says that a key is wrong, and forgets a right one when asked to', async () => {
  await enter('not the key');
  await expect.poll(() => text('#key-problem'), PATIENT).toMatch(/^Invalid admin key/);
  expect(await watched.page.evaluate(() => sessionStorage.length)).toBe(0);
  await enter(ADMIN_KEY);
  await expect.poll(() => text('#status'), PATIENT).toMatch(/^Live/);
  await watched.page.getByRole('button', { name: 'Forget key' }).click();
  expect(await watched.page.getByLabel('Key', { exact: true }).isVisible()).toBe(true);
  expect(await watched.page.evaluate(() => sessionStorage.length)).toBe(0);
});

it('says that the connection is lost, and goes on when it is back', async () => {
  await enter(ADMIN_KEY);
  await expect.poll(() => text('#status'), PATIENT).toMatch(/^Live/);
  await watched.context.setOffline(true);
  await expect.poll(() => text('#lost'), PATIENT).toMatch(/does not answer.*Trying again/);
  expect(await text('#status')).toBe('Connection lost');
  await watched.context.setOffline(false);
  await expect.poll(() => text('#status'), PATIENT).toMatch(/^Live/);
  expect(await watched.page.locator('#lost').isHidden()).toBe(true);
});
