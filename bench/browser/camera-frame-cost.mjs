// How much of the main thread does a picture of the camera take? Prints ms a picture, and what the page did besides.
// Runs in Chromium with its fake camera: `node bench/browser/camera-frame-cost.mjs`.
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { findChromium } from '../../scripts/setup/chromium.mjs';

const PICTURES = 40;
const PAGE = `
  import { Camera } from '@lipwire/browser';
  // Five pictures a second rather than one, so that it does not take long.
  const clock = { nowMs: () => Date.now(), after: (ms, task) => { const timer = setTimeout(task, ms / 5); return () => clearTimeout(timer); } };
  globalThis.pictures = [];
  globalThis.camera = new Camera({ clock, onFrame: (jpeg) => { pictures.push(jpeg.length); } });
`;

const here = fileURLToPath(new URL('.', import.meta.url));
const { outputFiles } = await build({
  stdin: { contents: PAGE, resolveDir: here, loader: 'ts' },
  bundle: true,
  write: false,
  format: 'iife',
  conditions: ['@lipwire/source'],
});
const server = createServer((request, response) => {
  const script = request.url === '/page.js';
  response.writeHead(200, { 'content-type': script ? 'text/javascript' : 'text/html' });
  response.end(script ? outputFiles[0].text : '<!doctype html><title>camera</title><script src="/page.js"></script>');
}).listen(0, '127.0.0.1');
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
});
try {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const metrics = async () => {
    const list = (await cdp.send('Performance.getMetrics')).metrics;
    return Object.fromEntries(list.map(({ name, value }) => [name, value * 1000]));
  };
  await page.evaluate(async () => {
    globalThis.longTasks = [];
    new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      entryTypes: ['longtask'],
    });
    await camera.start();
  });
  const whole = (count) => page.waitForFunction((n) => pictures.length >= n, count, { timeout: 60_000, polling: 200 });
  await whole(5);
  const before = await metrics();
  const first = await page.evaluate(() => pictures.length);
  await whole(first + PICTURES);
  const after = await metrics();
  const result = await page.evaluate(() => ({ bytes: pictures, longTasks, state: camera.getState().status }));
  const taken = result.bytes.length - first;
  const of = (name) => ((after[name] - before[name]) / taken).toFixed(2);
  const bytes = (result.bytes.reduce((sum, length) => sum + length, 0) / result.bytes.length / 1000).toFixed(0);
  console.log(
    `${taken} pictures of ${bytes} kB in base64: main thread ${of('TaskDuration')} ms each, script ${of('ScriptDuration')} ms; ${result.longTasks.length} long tasks ${result.longTasks.map(Math.round)}`,
  );
} finally {
  await browser.close();
  server.close();
}
