import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  ARTBOARD_NAME,
  MASCOTS,
  STATE_MACHINE_NAME,
  VIEW_MODEL_NAME,
  VIEW_MODEL_PROPERTIES,
  visemeProperty,
} from '@lipwire/rig';
import { chromium } from 'playwright-core';
import { RENDERERS } from './renderers.mjs';

/** A run of a mascot takes no longer, however few frames that are: a processor that draws WebGL2 is slow. */
const MOST_SECONDS = 8;

const require = createRequire(import.meta.url);

/**
 * Plays all mascots with one of Rive's renderers, in turns, and times the parts of their frames.
 *
 * @param {'canvas' | 'webgl2'} rendererName
 * @param {{ executablePath: string, runs: number, frames: number, sizePx: number, gpu: boolean }} options
 * @returns {Promise<{ drawnBy: string, mascots: { name: string, bytes: number, runs: Record<'set' | 'advance' | 'draw' | 'advanceAlone', number[]>[] }[] }>}
 *   milliseconds, a number for each frame.
 */
export async function measureMascots(rendererName, { executablePath, runs, frames, sizePx, gpu }) {
  const server = await servePage(RENDERERS.find(({ name }) => name === rendererName));
  const args = gpu ? [] : ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', ...args] });
  try {
    const page = await browser.newPage();
    await page.goto(server.url);
    const drawnBy = await page.evaluate(prepare, {
      rendererName,
      sizePx,
      mostSeconds: MOST_SECONDS,
      mascots: MASCOTS.map(({ name }) => name),
      names: { ARTBOARD_NAME, STATE_MACHINE_NAME, VIEW_MODEL_NAME, ...VIEW_MODEL_PROPERTIES },
      visemes: Array.from({ length: 22 }, (_, id) => visemeProperty(id)),
    });
    const measured = MASCOTS.map(({ name }) => ({ name, bytes: readMascot(name).length, runs: [] }));
    // The first run warms up: code is compiled, and memory grows to what it takes.
    for (let run = 0; run <= runs; run++) {
      for (const { name, runs: done } of measured) {
        const play = (draws) =>
          page.evaluate(([mascot, count, isDrawn]) => playFrames(mascot, count, isDrawn), [name, frames, draws]);
        const times = { ...(await play(true)), advanceAlone: (await play(false)).advance };
        if (run > 0) done.push(times);
      }
    }
    return { drawnBy, mascots: measured };
  } finally {
    await browser.close();
    server.close();
  }
}

/** The file that ships, as apps load it. */
function readMascot(name) {
  return readFileSync(require.resolve(`@lipwire/rig/mascots/${name}.riv`));
}

/** Serves a page with one of Rive's runtimes, and the files of all mascots. */
async function servePage({ package: name, script }) {
  const folder = dirname(require.resolve(`${name}/package.json`));
  const routes = new Map([
    ['/', ['text/html', '<!doctype html><title>Mascots</title>']],
    ['/rive.mjs', ['text/javascript', readFileSync(join(folder, script))]],
    ['/rive.wasm', ['application/wasm', readFileSync(join(folder, 'rive.wasm'))]],
    ...MASCOTS.map((mascot) => [`/${mascot.name}.riv`, ['application/octet-stream', readMascot(mascot.name)]]),
  ]);
  const server = createServer((request, response) => {
    const [type, body] = routes.get(request.url) ?? ['text/plain', ''];
    // A page that is isolated has a clock of 5 microseconds; others have one of 100.
    const isolation = {
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    };
    response.writeHead(200, { 'content-type': type, ...isolation }).end(body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** Runs in the page. Leaves `playFrames(mascot, count, isDrawn)` there and says who draws. */
async function prepare({ rendererName, sizePx, mostSeconds, mascots, names, visemes }) {
  const { default: Rive } = await import('/rive.mjs');
  const rive = await Rive({ locateFile: () => '/rive.wasm' });
  const players = {};
  for (const name of mascots) players[name] = await load(name);
  globalThis.playFrames = (name, count, isDrawn) => players[name](count, isDrawn);
  return rendererName === 'webgl2'
    ? webglRenderer()
    : 'drawn by the processor, or by what the browser gives to a canvas';

  async function load(name) {
    const file = await rive.load(new Uint8Array(await (await fetch(`/${name}.riv`)).arrayBuffer()));
    const artboard = file.artboardByName(names.ARTBOARD_NAME);
    const machine = new rive.StateMachineInstance(artboard.stateMachineByName(names.STATE_MACHINE_NAME), artboard);
    const model = file.viewModelByName(names.VIEW_MODEL_NAME).defaultInstance();
    machine.bindViewModelInstance(model);
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = sizePx;
    document.body.append(canvas);
    const renderer = rive.makeRenderer(canvas);
    const weights = visemes.map((property) => model.number(property));
    const motion = [names.gazeX, names.gazeY, names.headX, names.headY, names.headTilt, names.emphasis, names.browLift]
      .map((property) => property && model.number(property))
      .filter(Boolean);
    const speaking = model.boolean(names.isSpeaking);
    const blink = names.blink && model.trigger(names.blink);
    const readBack = reader(canvas);
    let frame = 0;

    return (count, isDrawn) => {
      const times = { set: [], advance: [], draw: [] };
      const endMs = performance.now() + mostSeconds * 1000;
      speaking.value = true;
      for (let i = 0; i < count && performance.now() < endMs; i++, frame++) {
        const startMs = performance.now();
        speak(weights, frame);
        for (const [k, part] of motion.entries()) part.value = 50 + 40 * Math.sin(frame / (17 + 5 * k));
        if (blink && frame % 240 === 0) blink.trigger();
        const setMs = performance.now();
        machine.advance(1 / 120);
        artboard.advance(1 / 120);
        const advancedMs = performance.now();
        times.set.push(setMs - startMs);
        times.advance.push(advancedMs - setMs);
        if (!isDrawn) continue;
        renderer.clear();
        renderer.save();
        renderer.align(
          rive.Fit.contain,
          rive.Alignment.center,
          { minX: 0, minY: 0, maxX: sizePx, maxY: sizePx },
          artboard.bounds,
        );
        artboard.draw(renderer);
        renderer.restore();
        renderer.flush();
        rive.resolveAnimationFrame();
        readBack();
        times.draw.push(performance.now() - advancedMs);
      }
      return times;
    };
  }

  /** From one shape to the next in 10 frames, as speech does at 120 frames a second: two poses at a time. */
  function speak(weights, frame) {
    const step = Math.floor(frame / 10);
    const [from, to] = [(step * 7) % 22, ((step + 1) * 7) % 22];
    const share = (frame % 10) / 10;
    const [first, second] = from < to ? [from, to] : [to, from];
    const secondShare = first === from ? share : 1 - share;
    for (const [id, weight] of weights.entries()) {
      weight.value = id === first ? 100 : id === second ? 100 * secondShare : 0;
    }
  }

  /** Drawing is over when a pixel can be read: before, it may only have been ordered. */
  function reader(canvas) {
    if (rendererName === 'canvas') {
      const context = canvas.getContext('2d');
      return () => context.getImageData(0, 0, 1, 1);
    }
    const gl = canvas.getContext('webgl2');
    const pixel = new Uint8Array(4);
    return () => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
  }

  function webglRenderer() {
    const gl = document.createElement('canvas').getContext('webgl2');
    const info = gl?.getExtension('WEBGL_debug_renderer_info');
    return `drawn by ${(info && gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) || 'an unknown WebGL2'}`;
  }
}
