import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type {} from './call-page.js';
import { serveCallPage } from './call-server.js';

const executablePath = process.env.LIPWIRE_CHROMIUM;

describe.skipIf(!executablePath)('a call page in a real browser', { timeout: 60_000 }, () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serveCallPage>>;
  let tab: Page;
  let warnings: string[] = [];

  beforeAll(async () => {
    server = await serveCallPage();
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
    await tab?.close();
  });

  async function open(artboard?: string): Promise<void> {
    tab = await browser.newPage({ viewport: { width: 500, height: 500 } });
    warnings = [];
    tab.on('console', (message) => {
      if (message.type() !== 'debug' && message.type() !== 'log' && message.type() !== 'info')
        warnings.push(`${message.text()} ${message.location().url}`);
    });
    tab.on('pageerror', (error) => warnings.push(String(error)));
    await tab.goto(server.url);
    await tab.evaluate((name) => page.mount(name), artboard);
  }

  const state = () => tab.evaluate(() => page.state());
  const line = () => tab.locator('output').innerText();
  const waitFor = (what: Parameters<Page['waitForFunction']>[0]) =>
    tab.waitForFunction(what, undefined, { timeout: 15_000 });

  /** Waits until the mascot fills a place of this size. */
  const fills = (sizePx: number) =>
    tab.waitForFunction(
      (px) => {
        const canvas = document.querySelector('canvas');
        if (canvas?.clientWidth !== px || canvas.width !== px) return false;
        const copy = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        copy?.drawImage(canvas, -px / 2, -px / 2);
        return copy?.getImageData(0, 0, 1, 1).data[3] === 255; // the mascot's face is in the middle
      },
      sizePx,
      { timeout: 5000 },
    );

  it('draws the mascot and moves its mouth with the speech of the unmodified SDK, in StrictMode', async () => {
    await open();
    await tab.getByText('drawn').waitFor();
    expect(await line()).toBe('disconnected false 0 -1 drawn');
    await tab.getByText('Start').click();
    await waitFor(() => page.state().speaking);
    await tab.getByText('connected true 2 1000 drawn', { exact: true }).waitFor();
    const { LIPWIRE_SHOTS } = process.env;
    if (LIPWIRE_SHOTS) await tab.screenshot({ path: `${LIPWIRE_SHOTS}/react-speaking.png` });
    const { renders } = await state();
    await waitFor(() => page.state().speaking === false);
    const after = await state();
    expect(after.playheadMs).toBeCloseTo(1000, 3);
    expect(after).toMatchObject({ visemes: 6, messageCount: 2, audio: 'running', underruns: 0 });
    expect(after.appMessages).toBeGreaterThanOrEqual(4);
    // Speech that ends is one change of state; a render of StrictMode counts twice.
    expect(after.renders - renders).toBeLessThanOrEqual(2);
    // The rig got what the driver wanted: closed lips twice, and rest in the end.
    const drawn = await tab.evaluate(() => page.drawn());
    expect(Math.max(...drawn.map(({ weight21 }) => weight21))).toBeGreaterThan(0.99);
    for (const { viseme21, weight21 } of drawn) if (weight21 > 0.99) expect(viseme21).toBeGreaterThan(99);
    await waitFor(() => page.state().viseme21 === 0);
    expect(warnings).toEqual([]);
  });

  it('falls silent when the user interrupts, when the app hangs up, and when it unmounts', async () => {
    await open();
    await tab.getByText('drawn').waitFor();
    await tab.getByText('Start').click();
    await waitFor(() => page.state().speaking);
    await tab.evaluate(() => page.ask('long'));
    await waitFor(() => (page.state().queuedMs ?? 0) > 8000);
    await tab.evaluate(() => page.ask('stop'));
    await waitFor(() => page.state().messageCount === 23);
    expect(await state()).toMatchObject({ queuedMs: 0, speaking: false });
    // The next turn is heard.
    await tab.evaluate(() => page.ask('long'));
    await waitFor(() => page.state().speaking);
    await tab.evaluate(() => page.hangUp());
    await tab.getByText('disconnected false').waitFor();
    expect(await state()).toMatchObject({ queuedMs: 0, speaking: false });
    // A second call works, and ends in the middle of a word.
    await tab.getByText('Start').click();
    await waitFor(() => page.state().speaking);
    expect((await state()).native).toBe(false);
    await tab.evaluate(() => page.unmount());
    expect(await state()).toMatchObject({ native: true, queuedMs: 0, speaking: false });
    expect(warnings).toEqual([]);
  });

  it('fills its place when that grows or shrinks, and when another file is shown in it', async () => {
    await open();
    await tab.getByText('drawn').waitFor();
    const resizeTo = (sizePx: number) =>
      tab.evaluate((px) => {
        Object.assign(document.getElementById('root')?.style ?? {}, { width: `${px}px`, height: `${px}px` });
      }, sizePx);
    await fills(400);
    await resizeTo(300);
    await fills(300);
    await tab.evaluate(() => page.show('/other.riv'));
    await resizeTo(450);
    await fills(450);
    await tab.getByText('drawn').waitFor();
    await resizeTo(200);
    await fills(200);
    expect(warnings).toEqual([]);
  });

  it('is silent and deaf in a hidden <Activity>, and drawn and heard again in the same call when it is shown', async () => {
    await open();
    await tab.getByText('drawn').waitFor();
    await tab.getByText('Start').click();
    await waitFor(() => page.state().speaking);
    await tab.evaluate(() => page.ask('long'));
    await waitFor(() => (page.state().queuedMs ?? 0) > 8000);
    await tab.evaluate(() => page.show('/mascot.riv', undefined, 'hidden'));
    await tab.locator('canvas').waitFor({ state: 'hidden' });
    await waitFor(() => page.state().queuedMs === 0);
    expect(await state()).toMatchObject({ speaking: false, intercepting: false });
    const { appMessages } = await state();
    await tab.evaluate(() => page.ask('Hello'));
    await tab.waitForFunction((before) => page.state().appMessages >= before + 4, appMessages);
    expect((await state()).queuedMs).toBe(0);

    const { playheadMs = 0 } = await state();
    await tab.evaluate(() => page.show('/mascot.riv'));
    await tab.getByText('drawn').waitFor();
    await tab.evaluate(() => page.ask('Hello'));
    await tab.waitForFunction((before) => (page.state().playheadMs ?? 0) >= before + 900, playheadMs);
    await waitFor(() => page.state().speaking === false);
    expect(await line()).toMatch(/^connected true \d+ 1000 drawn$/);
    await fills(400);
    expect(warnings).toEqual([]);
  });

  it('says what is in the file when it has no such artboard', async () => {
    await open('character');
    const alert = tab.getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(/^\/mascot\.riv has no artboard "character"\. It has "Character"/);
    expect(warnings.join()).toContain('has no artboard');
  });
});
