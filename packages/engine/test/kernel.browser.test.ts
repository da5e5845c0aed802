import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BrowserCues } from './browser-cues.js';
import { cuesOf } from './cues-of.js';
import { SENTENCE } from './speech-fixture.js';

const executablePath = process.env.LIPWIRE_CHROMIUM;

/** Policies of the pages that are served, by path. */
const POLICIES: Record<string, string> = {
  '/': "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'",
  '/strict': "default-src 'self'",
};

describe.skipIf(!executablePath)('the engine in a real browser', { timeout: 60_000 }, () => {
  const { samples, sampleRateHz } = SENTENCE;
  const expected = cuesOf(samples, sampleRateHz);
  let browser: Browser;
  let server: Server;
  let url: string;

  beforeAll(async () => {
    const bundle = await build({
      entryPoints: [fileURLToPath(new URL('browser-cues.ts', import.meta.url))],
      bundle: true,
      write: false,
      format: 'iife',
      target: 'es2022',
      conditions: ['@lipwire/source'],
    });
    const files: Record<string, { type: string; body: string | Uint8Array }> = {
      '/engine.js': { type: 'text/javascript', body: bundle.outputFiles[0]?.contents ?? '' },
      '/recording.f32': { type: 'application/octet-stream', body: new Uint8Array(samples.buffer) },
    };
    server = createServer(({ url: path = '/' }, response) => {
      const page = POLICIES[path];
      const file = page ? { type: 'text/html', body: '<script src="/engine.js"></script>' } : files[path];
      if (!file) return void response.writeHead(404).end();
      // A worker has the policy of its own script, not of its page.
      const policy = page ?? POLICIES['/'] ?? '';
      response.writeHead(200, { 'content-type': file.type, 'content-security-policy': policy }).end(file.body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox', '--disable-gpu'] });
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  async function onMainThread(path: string): Promise<BrowserCues> {
    const page = await browser.newPage();
    await page.goto(url + path);
    return page.evaluate(() => globalThis.lipwireCues?.() as Promise<BrowserCues>);
  }

  async function inWorker(): Promise<BrowserCues> {
    const page = await browser.newPage();
    await page.goto(url);
    return page.evaluate(
      () =>
        new Promise<BrowserCues>((resolve, reject) => {
          const worker = new Worker('/engine.js');
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = ({ message }) => reject(new Error(message));
        }),
    );
  }

  it('gives the cues of Node on the main thread, in WebAssembly', async () => {
    expect(await onMainThread('/')).toMatchObject({ runtime: 'webassembly', cues: expected });
  });

  it('gives the cues of Node in a worker, in WebAssembly', async () => {
    expect(await inWorker()).toMatchObject({ runtime: 'webassembly', cues: expected });
  });

  it('gives the same cues where the page forbids WebAssembly', async () => {
    const strict = await onMainThread('/strict');
    expect(strict).toMatchObject({ runtime: 'typescript', cues: expected });
  });
});
