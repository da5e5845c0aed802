// How long does the engine of a page keep the main thread when it starts? Prints the longest task, and all of them over 50 ms,
// from the moment at which the entry is loaded to the first cues. `node bench/browser/local-start.mjs`
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { findChromium } from '../../scripts/setup/chromium.mjs';

const RUNS = 7;
const PAGE = `
  import { LipwireClient } from '@lipwire/browser';
  import { local } from '@lipwire/browser/local';
  globalThis.mascot = new LipwireClient({ local, onVisemeReceived: () => { globalThis.cues++; } });
  globalThis.cues = 0;
  mascot.start();
  const data = btoa(String.fromCharCode(...Uint8Array.from({ length: 24_000 }, (_, i) => 60 * Math.sin(i * i))));
  const speech = { serverContent: { modelTurn: { parts: [{ inlineData: { mimeType: 'audio/pcm;rate=24000', data } }] } } };
  for (let i = 0; i < 4; i++) mascot.handleMessage(speech);
  mascot.handleMessage({ serverContent: { generationComplete: true, turnComplete: true } });
`;

const { outputFiles } = await build({
  stdin: {
    contents: PAGE,
    resolveDir: fileURLToPath(new URL('../../packages/lipwire', import.meta.url)),
    loader: 'ts',
  },
  bundle: true,
  minify: true,
  write: false,
  format: 'iife',
  conditions: ['@lipwire/source'],
});
const server = createServer((request, response) => {
  const script = request.url === '/page.js';
  response.writeHead(200, { 'content-type': script ? 'text/javascript' : 'text/html' });
  response.end(
    script ? outputFiles[0].text : '<!doctype html><title>local</title><script src="/page.js" defer></script>',
  );
}).listen(0, '127.0.0.1');
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox', '--disable-gpu'] });
const longest = [];
try {
  for (let run = 0; run < RUNS; run++) {
    const page = await browser.newPage();
    const cdp = await page.context().newCDPSession(page);
    const tasks = [];
    const ended = new Promise((resolve) => cdp.on('Tracing.tracingComplete', resolve));
    cdp.on('Tracing.dataCollected', ({ value }) => tasks.push(...value));
    await cdp.send('Tracing.start', {
      categories: 'toplevel,devtools.timeline,disabled-by-default-devtools.timeline',
      transferMode: 'ReportEvents',
    });
    page.on('pageerror', (error) => console.error(String(error)));
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.waitForFunction(() => globalThis.cues > 0);
    await cdp.send('Tracing.end');
    await ended;
    // The thread that ran the page's script.
    const evaluated = tasks.find(({ name, args }) => name === 'EvaluateScript' && args.data?.url?.endsWith('/page.js'));
    const own = tasks.filter(
      ({ name, dur, tid, pid }) => name === 'RunTask' && dur && tid === evaluated.tid && pid === evaluated.pid,
    );
    // The thread's own time: what other programs do meanwhile is not the page's.
    longest.push(Math.max(...own.map(({ tdur, dur }) => (tdur ?? dur) / 1000)));
    if (process.argv.includes('--why')) {
      const top = own.reduce((one, other) => ((other.tdur ?? 0) > (one.tdur ?? 0) ? other : one));
      const inside = tasks.filter(
        ({ tid, ts, name }) => tid === top.tid && ts >= top.ts && ts < top.ts + top.dur && name !== 'RunTask',
      );
      for (const { name, tdur = 0, args } of inside)
        if (tdur > 2000) console.log(name, tdur / 1000, JSON.stringify(args).slice(0, 160));
    }
    await page.close();
  }
} finally {
  await browser.close();
  server.close();
}
longest.sort((a, b) => a - b);
console.log(
  `longest task of the main thread, ${RUNS} starts: median ${longest[RUNS >> 1].toFixed(1)} ms, ${longest[0].toFixed(1)} to ${longest.at(-1).toFixed(1)}; over 50 ms: ${longest.filter((ms) => ms > 50).length}`,
);
