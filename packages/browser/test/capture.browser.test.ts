import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type {} from './capture-page.js';
import { servePage } from './page-server.js';

const executablePath = process.env.LIPWIRE_CHROMIUM;
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const FAKE_DEVICES = '--use-fake-device-for-media-stream';
const ALWAYS_ALLOW = '--use-fake-ui-for-media-stream';

describe.skipIf(!executablePath)('microphone and camera in a real browser', { timeout: 60_000 }, () => {
  let server: Awaited<ReturnType<typeof servePage>>;
  const browsers = new Map<string, Promise<Browser>>();
  let page: Page;
  const uncaught: string[] = [];

  beforeAll(async () => {
    server = await servePage({
      '/page.js': here('capture-page.ts'),
      '/microphone.worklet.js': here('../src/capture/microphone.worklet.ts'),
      '/frame-encoder.worker.js': here('../src/capture/frame-encoder.worker.ts'),
    });
  });
  afterAll(async () => {
    for (const browser of browsers.values()) await (await browser).close();
    server?.close();
  });
  afterEach(async () => {
    await page?.context().close();
    // Whatever went wrong with a device, the page has not heard of it as an exception.
    expect(uncaught.splice(0)).toEqual([]);
  });

  /** Opens a page; without a grant, a browser that nobody watches refuses. */
  async function visit(path: string, ...flags: string[]): Promise<void> {
    await open(...flags);
    await page.goto(path.startsWith('http') ? path : server.url + path);
    await page.waitForFunction(() => globalThis.capturePage !== undefined);
  }

  async function open(...flags: string[]): Promise<void> {
    const key = flags.join(' ');
    const known = browsers.get(key);
    const opening =
      known ??
      chromium.launch({
        executablePath: executablePath as string,
        args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP plain.test 127.0.0.1', ...flags],
      });
    browsers.set(key, opening);
    page = await (await opening).newPage({ hasTouch: true });
    page.on('pageerror', (error) => uncaught.push(String(error)));
  }

  const microphone = () =>
    page.evaluate(() => {
      const state = capturePage.microphone.getState();
      return {
        ...state,
        code: 'problem' in state ? state.problem?.code : undefined,
        pieces: capturePage.pieces.length,
        pauses: capturePage.pauses,
        tracks: capturePage.tracks.map(({ readyState, enabled, kind }) => `${kind} ${readyState} ${enabled}`),
      };
    });
  const heardMore = (than: number, count = 20) =>
    page.waitForFunction((least) => capturePage.pieces.length >= least, than + count);
  const camera = () =>
    page.evaluate(() => {
      const state = capturePage.camera?.getState();
      const code = state && 'problem' in state ? state.problem?.code : undefined;
      return { status: state?.status, code, frames: capturePage.frames.length };
    });
  const sawMore = (than: number, count = 1) =>
    page.waitForFunction((least) => capturePage.frames.length >= least, than + count);

  it('hears in pieces of 32 ms; sends nothing at all while muted; gives the device back', async () => {
    await visit('/', FAKE_DEVICES, ALWAYS_ALLOW);
    await page.evaluate(() => capturePage.microphone.start());
    // The fake microphone beeps twice a second.
    await heardMore(0, 40);
    const { lengths, loudest } = await page.evaluate(() => ({
      lengths: [...new Set(capturePage.pieces.map(({ pcm16Base64 }) => atob(pcm16Base64).length))],
      loudest: Math.max(...capturePage.pieces.map(({ level }) => level)),
    }));
    expect(lengths).toEqual([1024]);
    expect(loudest).toBeGreaterThan(0.02);

    await page.evaluate(() => capturePage.microphone.setMuted(true));
    const muted = await microphone();
    expect(muted).toMatchObject({ status: 'on', muted: true, pauses: 1, tracks: ['audio live false'] });
    await page.waitForTimeout(400);
    expect((await microphone()).pieces).toBe(muted.pieces);
    await page.evaluate(() => capturePage.microphone.setMuted(false));
    await heardMore(muted.pieces);

    await page.evaluate(() => capturePage.microphone.stop());
    const off = await microphone();
    expect(off).toMatchObject({ status: 'off', pauses: 2, tracks: ['audio ended true'] });
    await page.waitForTimeout(200);
    expect((await microphone()).pieces).toBe(off.pieces);
  });

  it('lists microphones by name, changes over to another, and goes on when one is unplugged', async () => {
    await visit('/', FAKE_DEVICES, ALWAYS_ALLOW);
    await page.evaluate(() => capturePage.microphone.start());
    await page.waitForFunction(() => capturePage.microphone.devices.getState().length > 1);
    const [, second] = await page.evaluate(() => capturePage.microphone.devices.getState());
    expect(second?.label).toBe('Fake Audio Input 1');
    await page.evaluate((id) => capturePage.microphone.setDevice(id), second?.deviceId);
    expect(await microphone()).toMatchObject({
      status: 'on',
      device: second,
      tracks: ['audio ended true', 'audio live true'],
    });
    await heardMore((await microphone()).pieces);
    await page.evaluate(() => capturePage.unplug());
    await page.waitForFunction(() => capturePage.tracks.length === 3);
    await heardMore((await microphone()).pieces);
    expect((await microphone()).tracks).toEqual(['audio ended true', 'audio ended true', 'audio live true']);
  });

  it('takes the worklet from a file where the page forbids blob: scripts', async () => {
    await visit('/strict', FAKE_DEVICES, ALWAYS_ALLOW);
    await page.evaluate(() => capturePage.microphone.start());
    expect(await microphone()).toMatchObject({
      status: 'failed',
      code: 'BROWSER_MICROPHONE_FAILED',
      tracks: ['audio ended true'],
    });
    await page.evaluate(() => capturePage.serveWorklet('/microphone.worklet.js'));
    await page.evaluate(() => capturePage.microphone.start());
    await heardMore(0, 3);
  });

  it.each([
    ['no permission', '/', [FAKE_DEVICES], 'DENIED'],
    ['a policy that forbids it', '/deaf', [FAKE_DEVICES, ALWAYS_ALLOW], 'BLOCKED'],
    ['no device', '/', [ALWAYS_ALLOW], 'MISSING'],
    ['a page that is not secure', 'plain', [FAKE_DEVICES, ALWAYS_ALLOW], 'INSECURE'],
  ])('says what is wrong, and throws nothing: %s', async (_, path, flags, reason) => {
    await visit(path === 'plain' ? server.url.replace('127.0.0.1', 'plain.test') : path, ...flags);
    await page.evaluate(() => capturePage.microphone.start());
    expect(await microphone()).toMatchObject({ status: 'failed', code: `BROWSER_MICROPHONE_${reason}` });
    await page.evaluate(() => {
      capturePage.newCamera();
      return capturePage.camera?.start();
    });
    expect(await camera()).toEqual({ status: 'failed', code: `BROWSER_CAMERA_${reason}`, frames: 0 });
  });

  it('asks for the microphone alone; the camera comes and goes beside it', async () => {
    await visit('/', FAKE_DEVICES);
    const { origin } = new URL(page.url());
    await page.context().grantPermissions(['microphone'], { origin });
    await page.evaluate(() => capturePage.microphone.start());
    await heardMore(0, 3);
    await page.evaluate(() => {
      capturePage.newCamera();
      return capturePage.camera?.start();
    });
    expect((await camera()).code).toBe('BROWSER_CAMERA_DENIED');
    await page.context().grantPermissions(['microphone', 'camera'], { origin });
    await page.evaluate(() => capturePage.camera?.start());
    await sawMore(0);
    await page.evaluate(() => capturePage.camera?.stop());
    const { tracks, pieces } = await microphone();
    expect(tracks).toEqual(['audio live true', 'video ended true']);
    await heardMore(pieces);
    const { frames } = await camera();
    await page.waitForTimeout(300);
    expect((await camera()).frames).toBe(frames);
  });

  it.each([
    ['by the track, in a worker', '/', [], undefined, [1280, 720], 'worker'],
    ['by the track, in a worker from a file', '/strict', [], '/frame-encoder.worker.js', [720, 1280], 'worker'],
    ['by the track, on the page', '/strict', [], undefined, [1280, 720], 'page'],
    ['by a video, in a worker', '/', ['MediaStreamTrackProcessor'], undefined, [480, 640], 'worker'],
    ['by copies of a video', '/', ['MediaStreamTrackProcessor', 'VideoFrame'], undefined, [640, 480], 'worker'],
    ['as browsers did before', '/', ['MediaStreamTrackProcessor', 'OffscreenCanvas'], undefined, [768, 768], 'page'],
  ])('sees the middle of the picture: %s', async (_, path, without, workerUrl, size, place) => {
    await visit(path, FAKE_DEVICES, ALWAYS_ALLOW);
    const jpeg = await page.evaluate(
      async ([missing, url, [width = 0, height = 0]]) => {
        const kept = globalThis.OffscreenCanvas;
        const { toBlob } = HTMLCanvasElement.prototype;
        let madeIn = 'worker';
        HTMLCanvasElement.prototype.toBlob = function (...args) {
          madeIn = 'page';
          toBlob.apply(this, args);
        };
        for (const name of missing) Reflect.deleteProperty(globalThis, name);
        capturePage.paintCamera(width, height);
        capturePage.newCamera(url);
        await capturePage.camera?.start();
        while (capturePage.frames.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
        globalThis.OffscreenCanvas = kept;
        return { ...(await capturePage.look(capturePage.frames[1] ?? '')), place: madeIn };
      },
      [without, workerUrl, size] as const,
    );
    expect(jpeg).toMatchObject({ width: 768, height: 768, place });
    expect(jpeg.green).toBeGreaterThan(0.99);
  });

  it.each([[[]], [['MediaStreamTrackProcessor']]])(
    'notices a camera that shows the same for ever (without %s)',
    async (without) => {
      await visit('/', FAKE_DEVICES, ALWAYS_ALLOW);
      await page.evaluate(async (missing) => {
        for (const name of missing) Reflect.deleteProperty(globalThis, name);
        capturePage.paintCamera(640, 480);
        capturePage.newCamera();
        await capturePage.camera?.start();
      }, without as string[]);
      await sawMore(0, 2);
      await page.evaluate(() => capturePage.freeze());
      await page.waitForFunction(() => {
        const state = capturePage.camera?.getState();
        return state?.status === 'on' && state.problem?.code === 'BROWSER_CAMERA_STUCK';
      });
    },
  );

  it.each([
    ['a click', () => page.click('button')],
    ['a tap', () => page.touchscreen.tap(50, 50)],
    ['a key', () => page.keyboard.press('a')],
  ])('sound starts with %s', async (_, gesture) => {
    await open('--autoplay-policy=document-user-activation-required');
    await page.addInitScript(() => addEventListener('load', () => capturePage.openSound()));
    const said = () => page.waitForEvent('console', (message) => message.text().startsWith('sound is'));
    const [first] = await Promise.all([said(), page.goto(server.url)]);
    expect(first.text()).toBe('sound is suspended');
    const [second] = await Promise.all([said(), gesture()]);
    expect(second.text()).toBe('sound is running');
  });
});
