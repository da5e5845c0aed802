import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';

const RUNTIME = dirname(createRequire(import.meta.url).resolve('@rive-app/canvas-advanced/package.json'));
const CHROMIUM = process.env.LIPWIRE_CHROMIUM ?? '/usr/bin/chromium';

/**
 * A browser that draws mascots with the real runtime.
 *
 * A cell is one picture: `{ label, size, crop?: [x, y, width, height], seconds?, beside?: {size, crop}, background? }` and
 * what the view model is told: `visemes?: {id: 0..1}` as blend values, `numbers?`, `booleans?`, `enums?`,
 * `colors?: {property: '#rrggbb'}`, each by name of property, and `triggers?: [names]`. Values are set, a first second
 * passes (`settled: false`: none), triggers are fired, then the state machine runs for `seconds` (default 0.2). `beside`
 * shows the same once more. An unknown property throws.
 */
export async function openStage(rivBytes) {
  const routes = {
    '/': ['text/html', '<!doctype html><body style="margin:0;font:13px system-ui,sans-serif"></body>'],
    '/mascot.riv': ['application/octet-stream', rivBytes],
    '/rive.mjs': ['text/javascript', await readFile(join(RUNTIME, 'canvas_advanced.mjs'))],
    '/rive.wasm': ['application/wasm', await readFile(join(RUNTIME, 'rive.wasm'))],
  };
  const server = createServer((request, response) => {
    const [type, body] = routes[request.url] ?? ['text/plain', ''];
    response.writeHead(200, { 'content-type': type }).end(body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--headless', '--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error.message));
  page.on('console', (message) => message.type() === 'error' && console.error(message.text()));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.evaluate(setUp);
  return {
    page,
    /** Names of the view model's properties. */
    offers: new Set(await page.evaluate(() => window.offers)),
    /** Draws cells in rows of `columns`; returns a PNG, or a JPEG if `quality` is given. */
    async sheet(cells, { columns, background = '#ffffff', title = '', quality, gap = 6, labels = true }) {
      await page.evaluate(drawSheet, { cells, columns, background, title, gap, labels });
      const sheet = page.locator('#sheet');
      return sheet.screenshot(quality ? { type: 'jpeg', quality } : { type: 'png' });
    },
    /** Draws cells one by one; returns data URLs for {@link row}. */
    pictures: (cells) => page.evaluate((list) => list.map((cell) => window.drawCell(cell).toDataURL()), cells),
    /** Pictures side by side as one PNG. */
    async row(pictures) {
      await page.evaluate(drawRow, pictures);
      return page.locator('#sheet').screenshot({ type: 'png' });
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

async function setUp() {
  const { default: Rive } = await import('/rive.mjs');
  const rive = await Rive({ locateFile: () => '/rive.wasm' });
  const file = await rive.load(new Uint8Array(await (await fetch('/mascot.riv')).arrayBuffer()));
  window.offers = file
    .viewModelByName('Mascot')
    .getProperties()
    .map(({ name }) => name);
  window.drawCell = (cell) => {
    const artboard = file.artboardByName('Character');
    const machine = new rive.StateMachineInstance(artboard.stateMachineByName('mascotStateMachine'), artboard);
    const data = file.viewModelByName('Mascot').defaultInstance();
    machine.bindViewModelInstance(data);
    const set = (kind, values = {}) => {
      for (const [name, value] of Object.entries(values)) data[kind](name).value = value;
    };
    for (const [id, weight] of Object.entries(cell.visemes ?? {})) data.number(`viseme${id}`).value = weight * 100;
    set('number', cell.numbers);
    set('boolean', cell.booleans);
    set('enum', cell.enums);
    for (const [name, hex] of Object.entries(cell.colors ?? {})) {
      const value = Number.parseInt(hex.slice(1), 16);
      data.color(name).rgb(value >> 16, (value >> 8) & 255, value & 255);
    }
    const run = (seconds) => {
      for (let left = seconds; left > 1e-6; left -= 1 / 60) {
        machine.advance(Math.min(left, 1 / 60));
        artboard.advance(Math.min(left, 1 / 60));
      }
    };
    machine.advance(0);
    artboard.advance(0);
    if (cell.settled !== false) run(1);
    for (const name of cell.triggers ?? []) data.trigger(name).trigger();
    run(cell.seconds ?? 0.2);
    const [x, y, width, height] = cell.crop ?? [0, 0, artboard.width, artboard.height];
    const canvas = document.createElement('canvas');
    canvas.width = cell.size;
    canvas.height = Math.round((cell.size * height) / width);
    const renderer = rive.makeRenderer(canvas);
    const scale = cell.size / width;
    const frame = {
      minX: -x * scale,
      minY: -y * scale,
      maxX: (artboard.width - x) * scale,
      maxY: (artboard.height - y) * scale,
    };
    renderer.clear();
    renderer.save();
    renderer.align(rive.Fit.fill, rive.Alignment.topLeft, frame, artboard.bounds);
    artboard.draw(renderer);
    renderer.restore();
    renderer.flush();
    rive.resolveAnimationFrame();
    return canvas;
  };
}

function drawSheet({ cells, columns, background, title, gap, labels }) {
  document.body.innerHTML = '';
  const sheet = document.createElement('div');
  sheet.id = 'sheet';
  sheet.style.cssText = `display:inline-grid;grid-template-columns:repeat(${columns},auto);gap:${gap}px;padding:${gap * 2}px;background:${background}`;
  if (title) {
    const heading = document.createElement('div');
    heading.textContent = title;
    heading.style.cssText = `grid-column:1/-1;font-weight:600;font-size:16px`;
    sheet.append(heading);
  }
  for (const cell of cells) {
    const box = document.createElement('div');
    const row = document.createElement('div');
    row.style.cssText = 'display:flex;gap:3px';
    for (const part of [cell, ...(cell.beside ? [{ ...cell, ...cell.beside }] : [])]) {
      const canvas = window.drawCell(part);
      canvas.style.cssText = `display:block;border-radius:8px;background:${cell.background ?? '#f4efe9'}`;
      row.append(canvas);
    }
    box.append(row);
    if (labels) {
      const label = document.createElement('div');
      label.textContent = cell.label ?? '';
      label.style.cssText = 'text-align:center;padding:2px 0 4px;color:#444';
      box.append(label);
    }
    sheet.append(box);
  }
  document.body.append(sheet);
}

async function drawRow(pictures) {
  document.body.innerHTML = '<div id="sheet" style="display:inline-flex;gap:4px;background:#fff"></div>';
  for (const source of pictures) {
    const image = new Image();
    image.src = source;
    image.style.cssText = 'display:block;border-radius:6px;background:#f4efe9';
    document.getElementById('sheet').append(image);
    await image.decode();
  }
}
