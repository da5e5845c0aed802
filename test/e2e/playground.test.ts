import { createVoice, type Speech } from '@lipwire/emulator';
import { MASCOTS } from '@lipwire/rig';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openWatchedPage, type WatchedPage } from './browser.js';
import { type Demo, startDemo } from './demo.js';
import { numberedMascot } from './numbered-mascot.js';
import { type Stack, startStack } from './stack.js';
import { wavFile } from './wav-file.js';

const TEXT = 'My mother made a map for papa at last.';

/** A shape is whole from its time on; the table says that to 10 ms. */
const WHOLE_AFTER_MS = 8;
const PHONE = { width: 390, height: 844 };

let stack: Stack;
let demo: Demo;
let speech: Speech;
let watched: WatchedPage | undefined;

beforeAll(async () => {
  stack = await startStack();
  demo = await startDemo(stack, { LIPWIRE_DEMO_GREETING: 'Say: Hello there, nice to meet you all, how are you?' });
  // What the page's own voice says, with the time of each sound.
  speech = (await createVoice('slt')).speak(TEXT);
});
afterEach(async () => {
  await watched?.close();
  watched = undefined;
});
afterAll(async () => {
  await demo.close();
  await stack.close();
});

/** Opens a page as users do: its content security policy is in force. */
async function open(path: string, viewport = { width: 1280, height: 900 }): Promise<Page> {
  watched = await openWatchedPage(`${demo.url}${path}`, { probe: false, viewport });
  return watched.page;
}

/** Nothing was reported, a breach of the policy included, and nobody else was asked for anything. */
function expectClean(): void {
  expect(watched?.foreignRequests).toEqual([]);
  expect(watched?.complaints).toEqual([]);
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const playhead = (page: Page) => page.getByRole('slider', { name: 'Playhead' });

/** Waits until the page shows a sound, by its name. */
async function untilShown(page: Page, name: string): Promise<void> {
  await page.locator('.take-name', { hasText: name }).waitFor({ state: 'attached' });
  await page.waitForFunction(() => document.querySelectorAll('.figures dd').length > 0);
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Sentence' }).fill(text);
  await button(page, 'Speak').click();
  await untilShown(page, text.slice(0, 20));
}

async function figure(page: Page, name: string): Promise<string> {
  return (await page.locator('.figures dl > div', { hasText: name }).locator('dd').first().textContent()) ?? '';
}

/** The cues of a track, as the table says them: seconds and viseme. */
async function cuesOf(page: Page, track: 'As heard' | 'Natural'): Promise<[number, number][]> {
  await page.locator('.segments label', { hasText: track }).click();
  const table = page.locator('.cue-table details');
  if ((await table.getAttribute('open')) === null) await table.locator('summary').click();
  // The table follows a moment behind: it says itself what it shows.
  const name = await page.locator('.take-name').textContent();
  const caption = `${name}, ${track === 'Natural' ? 'after natural lip sync' : 'as heard'}`;
  await page.locator('.cue-table caption', { hasText: caption }).waitFor({ state: 'attached' });
  return page
    .locator('.cue-table tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [
        Number.parseFloat(row.children[0]?.textContent ?? ''),
        Number(row.children[2]?.textContent ?? ''),
      ]),
    );
}

/** How much of the inside of the mouth is to be seen, in pixels of the picture. */
async function insideOfMouth(page: Page): Promise<number> {
  const mascot = MASCOTS.find(({ name }) => name === 'miso');
  if (!mascot) throw new Error('No miso.');
  const { size, mouth } = mascot;
  return page.evaluate(
    async ({ artboard, center, colors }) => {
      // The frame after the next shows what was asked for.
      for (let i = 0; i < 4; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
      const canvas = document.querySelector<HTMLCanvasElement>('.mascot canvas');
      if (!canvas) throw new Error('The mascot is not drawn.');
      const scale = Math.min(canvas.width, canvas.height) / artboard;
      const [left = 0, top = 0, width = 1, height = 1] = [center[0] - 45, center[1] - 25, 90, 75].map((units) =>
        Math.round(units * scale),
      );
      // A copy: the browser complains about a canvas that is drawn and read in turn.
      const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
      copy?.drawImage(canvas, -left, -top);
      const data = copy?.getImageData(0, 0, width, height).data ?? [];
      let seen = 0;
      for (let i = 0; i < data.length; i += 4) {
        const isInside = colors.some((color) => color.every((value, j) => Math.abs(value - (data[i + j] ?? 0)) < 22));
        if (isInside) seen++;
      }
      return seen;
    },
    { artboard: size.width, center: mouth.center, colors: [mouth.colors.cavity, mouth.colors.tongue].map(rgb) },
  );
}

function rgb(hex: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

/** Moves the playhead as somebody who drags it does. */
async function dragTo(page: Page, ms: number): Promise<void> {
  const box = await playhead(page).boundingBox();
  const durationMs = Number(await playhead(page).getAttribute('aria-valuemax'));
  if (!box) throw new Error('There is no timeline.');
  await page.mouse.move(box.x + (ms / durationMs) * box.width, box.y + 30);
}

describe('the playground', () => {
  it('shows a sentence: its cues, what they cost, and the mouth of any instant, back and forth', async () => {
    const page = await open('/playground');
    await say(page, TEXT);
    // It is heard, too.
    await button(page, 'Pause').waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();

    const heard = await cuesOf(page, 'As heard');
    const natural = await cuesOf(page, 'Natural');
    expect(heard.length).toBeGreaterThan(15);
    expect(natural.length).toBeLessThan(heard.length);
    expect(natural.length).toBeGreaterThan(10);
    const shapes = (await figure(page, 'Shapes per second')).split(' → ').map(Number);
    expect(shapes[1]).toBeLessThan(shapes[0] ?? 0);
    expect(Number.parseFloat(await figure(page, 'Natural lip sync'))).toBeGreaterThan(0);
    expect(Number.parseFloat(await figure(page, 'Engine'))).toBeGreaterThan(0);
    // Not in the page: the policy allows the worker's file.
    await page.getByText('in a worker, there and back').waitFor();
    expect(Number.parseFloat(await figure(page, 'Right shape'))).toBeGreaterThan(60);

    // Lips that are closed for an m, and a jaw that is open for a vowel as in "map" and in "papa".
    const wholeAt = (ids: number[], phones: string[]) =>
      natural.flatMap(([startS, id]) => {
        const atMs = startS * 1000 + WHOLE_AFTER_MS;
        const said = speech.phones.find(({ startMs, endMs }) => startMs <= atMs && atMs < endMs)?.phone ?? '';
        return ids.includes(id) && phones.includes(said) ? [atMs] : [];
      });
    const closed = wholeAt([21], ['m', 'p']);
    const wide = wholeAt([1, 2], ['ae', 'aa']);
    expect(closed.length).toBeGreaterThanOrEqual(3);
    expect(wide.length).toBeGreaterThanOrEqual(2);
    await dragTo(page, 10);
    await page.mouse.down();
    const seen: Record<'closed' | 'wide', number[]> = { closed: [], wide: [] };
    for (const i of [0, 2, 1, 0]) {
      await dragTo(page, wide[i % 2] as number);
      seen.wide.push(await insideOfMouth(page));
      await dragTo(page, closed[i] as number);
      seen.closed.push(await insideOfMouth(page));
    }
    await page.mouse.up();
    expect(Math.max(...seen.closed), JSON.stringify(seen)).toBeLessThan(Math.min(...seen.wide) / 3);
    expectClean();
  });

  it('changes the track and the mouth with a slider, a preset and back', async () => {
    const page = await open('/playground');
    await say(page, TEXT);
    const picture = () => page.locator('.tracks canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    const before = await cuesOf(page, 'Natural');
    const drawn = await picture();
    const slider = page.getByRole('slider', { name: 'Least interval' });
    await slider.focus();
    await slider.press('End');
    await expect.poll(async () => (await cuesOf(page, 'Natural')).length).toBeLessThan(before.length);
    expect(await slider.getAttribute('aria-valuetext')).toBe('120 ms');
    await expect.poll(picture).not.toBe(drawn);
    await button(page, 'Minimal').click();
    expect(await button(page, 'Minimal').getAttribute('aria-pressed')).toBe('true');
    await button(page, 'Reset').click();
    await expect.poll(() => cuesOf(page, 'Natural')).toEqual(before);
    expect(await button(page, 'Conversation').getAttribute('aria-pressed')).toBe('true');

    const download = page.waitForEvent('download');
    await button(page, 'Download cues').click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('my-mother-made-a-map-for-papa-at-last.visemes.json');
    const chunks: Buffer[] = [];
    for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
    const timeline = JSON.parse(Buffer.concat(chunks).toString()) as {
      version: number;
      cues: { t: number; v: number }[];
    };
    expect(timeline.version).toBe(1);
    expect(timeline.cues.map(({ v }) => v)).toEqual(before.map(([, id]) => id));
    expectClean();
  });

  it('shows a file that is dropped, and says what is wrong with another', async () => {
    const page = await open('/playground');
    await untilShown(page, 'Bob may move');
    await drop(
      page,
      'map.wav',
      wavFile(
        Float32Array.from(speech.pcm, (sample) => sample / 32_768),
        24_000,
      ),
    );
    await untilShown(page, 'map.wav');
    const heard = await cuesOf(page, 'As heard');
    expect(heard.filter(([, id]) => id === 21).length).toBeGreaterThan(3);
    // Nobody knows the phones of a recording.
    expect(await page.locator('.figures dt', { hasText: 'Right shape' }).count()).toBe(0);
    await page
      .getByLabel('Audio file')
      .setInputFiles({ name: 'notes.mp3', mimeType: 'audio/mpeg', buffer: Buffer.from('no') });
    await page.getByRole('alert').filter({ hasText: 'cannot read notes.mp3 as sound' }).waitFor();
    expect(await page.locator('.take-name').textContent()).toBe('map.wav');
    expectClean();
  });

  it('is used by keyboard alone', async () => {
    const page = await open('/playground');
    await untilShown(page, 'Bob may move');
    const reached = new Set<string>();
    for (let i = 0; i < 60 && !reached.has('Reset'); i++) {
      await page.keyboard.press('Tab');
      reached.add(
        await page.evaluate(() => {
          const element = document.activeElement;
          return element?.getAttribute('aria-label') ?? element?.id ?? '';
        }),
      );
      const name = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
      if (name) reached.add(name);
      if (reached.has('Playhead')) break;
    }
    for (const name of ['sentence', 'voice', 'Speak', 'Open file', 'Record', 'Play', 'Playhead']) {
      expect([...reached], name).toContain(name);
    }
    const at = async () => Number(await playhead(page).getAttribute('aria-valuenow'));
    await page.keyboard.press('ArrowRight');
    await expect.poll(at).toBe(10);
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(at).toBe(110);
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => playhead(page).getAttribute('aria-valuetext')).toMatch(/s, .+, viseme \d+, as in /);
    await page.keyboard.press('End');
    await expect.poll(at).toBe(Number(await playhead(page).getAttribute('aria-valuemax')));
    await page.keyboard.press('Home');
    await expect.poll(at).toBe(0);
    await page.keyboard.press('Space');
    await button(page, 'Pause').waitFor();
    await page.keyboard.press('Space');
    await button(page, 'Play').waitFor();
    expectClean();
  });

  it('fits a phone', async () => {
    const page = await open('/playground', PHONE);
    await untilShown(page, 'Bob may move');
    expect(await beyondTheEdge(page)).toEqual([]);
    expectClean();
  });

  it('drives a mascot of somebody else, says what stands in for what it lacks, and pictures every mouth', async () => {
    const page = await open('/playground');
    const doctor = page.locator('.doctor');
    await doctor.getByText('weights: one weight for each of the 22 visemes').waitFor();
    const choose = (name: string, buffer: Buffer) =>
      page.getByLabel('Mascot file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });

    await choose('fox.riv', numberedMascot());
    await doctor.getByText('numbered-inputs: numbers 100 to 118').waitFor();
    await doctor.getByText('There is no 116: 108 stands in for it, in 17 (th-dh).').waitFor();
    expect(await doctor.locator('pre').textContent()).toContain("order: ['118', '115', ");
    await doctor.getByText('A picture of each mouth').click();
    await doctor.locator('.gallery canvas[data-taken]').nth(21).waitFor();
    /** How high the red of each picture is, in parts of the picture. */
    const heights = await doctor.locator('.gallery canvas[data-taken]').evaluateAll((canvases) =>
      (canvases as HTMLCanvasElement[]).map((canvas) => {
        const { width, height } = canvas;
        const column = canvas.getContext('2d')?.getImageData(Math.round(width / 2), 0, 1, height).data ?? [];
        let red = 0;
        for (let i = 0; i < column.length; i += 4) if ((column[i] ?? 0) > 120 && (column[i + 3] ?? 0) > 120) red++;
        return red / height;
      }),
    );
    for (const [viseme, units] of [
      [0, 4],
      [2, 120],
      [7, 40],
      [17, 50],
      [21, 8],
    ] as const) {
      expect(heights[viseme], `viseme ${viseme}`).toBeCloseTo(units / 200, 1);
    }
    expect(heights[2]).toBeGreaterThan(0.55);

    await choose('broken.riv', numberedMascot().subarray(0, 300));
    expect(await doctor.getByRole('alert').textContent()).toMatch(/^broken\.riv: The file ends at byte 300/);
    await choose('song.riv', Buffer.from('no mascot'));
    await doctor.getByText('song.riv: this is no .riv file.').waitFor();
    await button(page, 'Ours again').click();
    await doctor.getByText('weights: one weight for each of the 22 visemes').waitFor();
    expect(watched?.foreignRequests).toEqual([]);
  });
});

describe('the timing panel of a call', () => {
  it('plots what the clock knows, on a phone, opened and closed by keyboard', async () => {
    const page = await open('/', PHONE);
    await button(page, 'Start call').click();
    const toggle = button(page, 'Timing');
    await toggle.press('Enter');
    const value = (name: string) => page.locator(`[data-number="${name}"]`).textContent();
    await expect
      .poll(async () => Number.parseFloat((await value('buffered')) ?? ''), { timeout: 20_000 })
      .toBeGreaterThan(50);
    await expect.poll(() => value('offset'), { timeout: 20_000 }).toMatch(/^−?\d+ · p95 \d+ ms$/);
    expect(await value('gaps')).toMatch(/^\d/);
    const inked = await page.locator('.latency-panel canvas').evaluateAll((canvases) =>
      canvases.map((canvas) => {
        const { width, height } = canvas as HTMLCanvasElement;
        const data = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
        let count = 0;
        for (let i = 3; i < data.length; i += 4) if ((data[i] ?? 0) > 200) count++;
        return count;
      }),
    );
    expect(inked).toHaveLength(3);
    for (const count of inked) expect(count).toBeGreaterThan(20);
    expect(await beyondTheEdge(page)).toEqual([]);
    await toggle.press('Escape');
    expect(await toggle.getAttribute('aria-expanded')).toBe('false');
    expect(await page.locator('.latency-panel canvas').count()).toBe(0);
    expectClean();
  });
});

/** What reaches over the right edge of the screen, or could be scrolled there. */
async function beyondTheEdge(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = [...document.querySelectorAll('main *, header *')].filter(
      (element) => element.getBoundingClientRect().right > innerWidth + 0.5,
    );
    const names = wide.map((element) => `${element.tagName}.${element.className}`);
    return document.documentElement.scrollWidth > innerWidth ? ['the page', ...names] : names;
  });
}

/** Lets a file fall onto the page. */
async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle(
    ({ name, base64 }) => {
      const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([data], name));
      return transfer;
    },
    { name, base64: bytes.toString('base64') },
  );
  await page.dispatchEvent('.playground', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('.playground', 'drop', { dataTransfer: transfer });
}
