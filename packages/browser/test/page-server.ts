import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';

/** Policies of the pages that are served, by path. */
const POLICY: Record<string, string> = {
  '/': "default-src 'self'; script-src 'self' blob:",
  '/wasm': "default-src 'self'; script-src 'self' blob: 'wasm-unsafe-eval'; media-src * blob:",
  '/strict': "default-src 'self'",
  '/deaf': "default-src 'self'; script-src 'self' blob:",
};

/**
 * Serves one page with a script, under a policy: `/` allows what bundlers need, `/wasm` WebAssembly too,
 * `/strict` only files of its own origin, `/deaf` no microphone and no camera.
 *
 * @param files further files, by path: entry points that are bundled, or recordings (`.wav`) as they are.
 */
export async function servePage(files: Record<string, string>): Promise<{ url: string; close: () => void }> {
  const scripts = new Map<string, string>();
  const recordings = new Map<string, Buffer>();
  for (const [path, entry] of Object.entries(files)) {
    if (entry.endsWith('.wav')) {
      recordings.set(path, readFileSync(entry));
      continue;
    }
    const result = await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      format: 'iife',
      target: 'es2022',
      conditions: ['@lipwire/source'],
      logLevel: 'warning',
    });
    scripts.set(path, result.outputFiles[0]?.text ?? '');
  }
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const script = scripts.get(path);
    if (script !== undefined) {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
      return;
    }
    const recording = recordings.get(path);
    if (recording) {
      response.writeHead(200, { 'content-type': 'audio/wav' }).end(recording);
      return;
    }
    const policy = POLICY[path];
    if (!policy) {
      response.writeHead(404).end();
      return;
    }
    response
      .writeHead(200, {
        'content-type': 'text/html',
        'content-security-policy': policy,
        ...(path === '/deaf' && { 'permissions-policy': 'microphone=(), camera=()' }),
      })
      .end('<!doctype html><title>test</title><button>Start</button><script src="/page.js"></script>');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}
