import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRiv } from '@lipwire/rig/builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawMascot } from '../../packages/lipwire/dist/mascot/draw-mascot.js';
import { guideSteps } from '../../scripts/docs/guide-steps.mjs';
import { openWatchedPage, type WatchedPage } from '../e2e/browser.js';
import { OwnMascot } from './own-mascot.js';

/** Colours of the template, and one that it does not have. */
const GREEN = '#7cc66a';
const PINK = '#e86aa6';
const CAVITY = '#5a1f2b';

const mascot = new OwnMascot();
let url: string;
let watched: WatchedPage;

beforeAll(async () => {
  await mascot.run('new', 'bob');
  url = await mascot.preview();
  watched = await openWatchedPage(url, { probe: false, viewport: { width: 1280, height: 900 } });
  await revision(1);
});
afterAll(async () => {
  await watched?.close();
  expect(await mascot.end()).toBe(0);
});

const revision = (number: number) => watched.page.waitForSelector(`body[data-revision="${number}"]`);
const button = (name: string) => watched.page.getByRole('button', { name, exact: true });

/** Pixels of the small picture that have a colour, give or take what a gradient over it does. */
function countOf(color: string, tolerance = 6): Promise<number> {
  return watched.page.evaluate(
    ([wanted = '', slack = 0]: [string?, number?]) => {
      const canvas = document.getElementById('small') as HTMLCanvasElement;
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true });
      copy?.drawImage(canvas, 0, 0);
      const pixels = copy?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      const rgb = [1, 3, 5].map((at) => Number.parseInt(wanted.slice(at, at + 2), 16));
      let count = 0;
      for (let at = 0; at < pixels.length; at += 4) {
        const isOpaque = (pixels[at + 3] ?? 0) > 200;
        if (isOpaque && rgb.every((value, i) => Math.abs((pixels[at + i] ?? 0) - value) <= slack)) count++;
      }
      return count;
    },
    [color, tolerance] as [string, number],
  );
}

describe('the preview of a mascot', () => {
  it('draws it anew when the file is saved', async () => {
    await expect.poll(() => countOf(GREEN)).toBeGreaterThan(2000);
    mascot.edit((code) => code.replace(GREEN, PINK));
    await revision(2);
    await expect.poll(() => countOf(PINK)).toBeGreaterThan(2000);
    expect(await countOf(GREEN)).toBe(0);
  });

  it('says what is wrong and where, keeps the last good picture, and recovers', async () => {
    const problem = watched.page.getByRole('alert');
    expect(await problem.isVisible()).toBe(false);
    const sound = readFileSync(mascot.file, 'utf8');

    mascot.edit((code) => code.replace('export default function draw() {', 'export default function draw( {'));
    await problem.getByText('SyntaxError').waitFor();
    const line = sound.slice(0, sound.indexOf('export default')).split('\n').length;
    expect(await problem.locator('li').allInnerTexts()).toContain(`mascot.mjs:${line + 1}`);

    mascot.edit(() =>
      sound.replace('.stroke(colors.detail, { width: 9 });\n  return head.pair', ';\n  return head.pair'),
    );
    await problem.getByText('Shape "stem"').waitFor();
    expect(await problem.getByText('RIG_PAINT_INVALID').isVisible()).toBe(true);

    mascot.edit(() => sound.replace('return file;', ''));
    await problem.getByText('return').waitFor();
    expect(await countOf(PINK)).toBeGreaterThan(2000);

    mascot.edit(() => sound.replace(PINK, GREEN));
    await revision(3);
    await problem.waitFor({ state: 'hidden' });
    await expect.poll(() => countOf(GREEN)).toBeGreaterThan(2000);
  });

  it('has a slider for every mouth, and a sentence to say', async () => {
    expect(await countOf(CAVITY, 20)).toBe(0);
    const sliders = watched.page.locator('.viseme input');
    expect(await sliders.count()).toBe(21);
    await watched.page.getByRole('slider', { name: '2 aa' }).fill('100');
    await expect.poll(() => countOf(CAVITY, 20)).toBeGreaterThan(40);
    await watched.page.getByRole('slider', { name: '2 aa' }).fill('0');
    await expect.poll(() => countOf(CAVITY, 20)).toBe(0);
    await button('say something').click();
    await expect.poll(() => countOf(CAVITY, 20)).toBeGreaterThan(20);
    await expect.poll(() => countOf(CAVITY, 20), { timeout: 10_000 }).toBe(0);
  });

  it('has buttons for expressions, gestures and accessories, which last over a new drawing', async () => {
    await button('hat').click();
    await button('happy').click();
    await expect.poll(() => countOf('#ef7d57')).toBeGreaterThan(200);
    mascot.edit((code) => code.replace(GREEN, PINK));
    await revision(4);
    await expect.poll(() => countOf('#ef7d57')).toBeGreaterThan(200);
    expect(await button('happy').getAttribute('aria-pressed')).toBe('true');
    const skin = await countOf(PINK);
    // Both arms come into the picture.
    await button('cheer').click();
    await expect.poll(() => countOf(PINK)).toBeGreaterThan(skin + 200);
  });

  it('changes colours as an app does', async () => {
    await watched.page.getByLabel('primaryColor').fill('#3366ff');
    await expect.poll(() => countOf('#3366ff')).toBeGreaterThan(1500);
  });

  it('loads nothing from elsewhere, and complains about nothing', () => {
    expect(watched.foreignRequests).toEqual([]);
    expect(watched.complaints).toEqual([]);
  });

  it('answers only to its own name', async () => {
    // fetch does not let anyone set this header.
    const { get } = await import('node:http');
    const status = await new Promise((resolve) =>
      get(url, { headers: { host: 'mascots.example' } }, ({ statusCode }) => resolve(statusCode)),
    );
    expect(status).toBe(403);
    expect((await fetch(url, { method: 'POST' })).status).toBe(405);
    expect((await fetch(`${url}/../package.json`)).status).toBe(404);
  });
});

describe('lipwire mascot build', () => {
  it('writes the file', async () => {
    expect(await mascot.run('build', 'bob')).toMatch(/^bob\.riv\t\d+\.\d kB\n$/);
    const bytes = readFileSync(join(mascot.home, 'bob.riv'));
    expect(bytes.length).toBeLessThan(80_000);
    expect(readRiv(bytes)[0]?.type).toBe('Backboard');
  });

  it.each([
    ['fails', "import '@lipwire/rig';\nthrow new Error('not yet');", 'not yet', ['mascot.mjs:2:7']],
    ['does not parse', 'import "@lipwire/rig";\n\nconst = 3;', 'SyntaxError', ['mascot.mjs:3']],
    ['has no drawing', 'export const draw = 1;', 'default export', expect.anything()],
    ['ends the process', 'process.exit(3);', 'exit code 3', []],
    ['never ends', 'export default () => { for (;;); };', 'loop', []],
  ])('says what is the matter with code that %s', async (_, code, message, places) => {
    mascot.edit(() => code);
    const { problem } = await drawMascot(mascot.file, { limitMs: 1500 });
    expect(problem).toEqual({ message: expect.stringContaining(message), places });
  });

  it('fails in one sentence', async () => {
    mascot.edit(() => "throw new Error('not yet');");
    const failure = await mascot.run('build', 'bob').catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 1, stderr: 'lipwire: mascot.mjs:1:7: not yet\n' });
  });
});

it('becomes what the guide makes of it', async () => {
  const steps = guideSteps();
  expect(steps.length).toBeGreaterThan(4);
  mascot.edit(() => steps.at(-1) ?? '');
  expect(await drawMascot(mascot.file)).toMatchObject({ bytes: expect.anything() });
});
