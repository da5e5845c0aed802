import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { peak } from '../e2e/analysis/waveform.js';
import { openWatchedPage } from '../e2e/browser.js';
import { CallPage } from '../e2e/call-page.js';
import { GATEWAY_API_KEY, type Stack, startStack } from '../e2e/stack.js';
import { GET } from './route.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const require = createRequire(import.meta.url);
const rive = dirname(createRequire(require.resolve('@rive-app/react-canvas')).resolve('@rive-app/canvas'));

let stack: Stack;
let site: Awaited<ReturnType<typeof serveSite>>;
beforeAll(async () => {
  stack = await startStack();
  process.env.GEMINI_API_KEY = 'emulator';
  process.env.GOOGLE_GEMINI_BASE_URL = stack.emulator.url;
  process.env.LIPWIRE_API_KEY = GATEWAY_API_KEY;
  process.env.LIPWIRE_GATEWAY_URL = stack.gateway.url;
  site = await serveSite();
});
afterAll(async () => {
  site.close();
  await stack.close();
});

/** What the README tells one to set up: the page, the token route, three static files. */
async function serveSite(): Promise<{ url: string; close(): void }> {
  const mount = `
    import { createRoot } from 'react-dom/client';
    import Page from './page.tsx';
    createRoot(document.getElementById('root')).render(<Page />);`;
  const { outputFiles } = await build({
    stdin: { contents: mount, resolveDir: here('.'), loader: 'tsx' },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    conditions: ['@lipwire/source'],
  });
  const html = '<!doctype html><title>README</title><div id="root"></div><script src="/page.js"></script>';
  const files: Record<string, [type: string, body: string | Buffer]> = {
    '/': ['text/html', html],
    '/page.js': ['text/javascript', outputFiles[0]?.text ?? ''],
    '/lipwire/rive.wasm': ['application/wasm', await readFile(join(rive, 'rive.wasm'))],
    '/lipwire/miso.riv': ['application/octet-stream', await readFile(require.resolve('@lipwire/rig/mascots/miso.riv'))],
    '/favicon.ico': ['image/x-icon', ''],
  };
  const server = createServer(async (request, response) => {
    if (request.url === '/api/get-signed-url-gemini') {
      const answer = await GET();
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
      return;
    }
    const file = files[request.url ?? ''];
    if (file) response.writeHead(200, { 'content-type': file[0] }).end(file[1]);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

describe('the README', () => {
  it.each(['page.tsx', 'route.ts'])('shows %s as it is compiled and run here', (file) => {
    const readme = readFileSync(here('../../README.md'), 'utf8');
    expect(readme).toContain(`\n${readFileSync(here(file), 'utf8')}\`\`\``);
  });

  it('leads to a mascot that speaks', async () => {
    const watched = await openWatchedPage(site.url);
    try {
      const page = new CallPage(watched.page);
      await page.showMascot();
      await page.button('Start call').click();
      await watched.page.waitForFunction(() => window.lipwireProbe.seen.widestOpening > 20);
      expect(watched.foreignRequests).toEqual([]);
      expect(watched.complaints).toEqual([]);
      await expect.poll(async () => peak((await page.recording()).samples), { timeout: 5000 }).toBeGreaterThan(0.05);
    } finally {
      await watched.close();
    }
  });
});
