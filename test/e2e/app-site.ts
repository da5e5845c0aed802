import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
const rive = dirname(createRequire(require.resolve('@rive-app/react-canvas')).resolve('@rive-app/canvas'));
const react18 = (name: string) => fileURLToPath(new URL(`../react-18/node_modules/${name}`, import.meta.url));

/** An app of one page, as somebody would write it. */
export interface AppSource {
  /** The module whose default export is the page. */
  readonly page: string;
  /** Answers `GET /api/get-signed-url-gemini`. Default: there is none. */
  readonly tokenRoute?: () => Promise<{ readonly status: number; readonly body: string }>;
  /** Default 19. */
  readonly react?: 18 | 19;
  /** More files, by path. */
  readonly files?: Readonly<Record<string, readonly [type: string, body: string | Buffer]>>;
}

/** Serves an app: its page, its token route, and the files that every app serves. */
export async function serveApp({
  page,
  tokenRoute,
  react = 19,
  files: more,
}: AppSource): Promise<{ url: string; close(): void }> {
  const mount = `
    import { createRoot } from 'react-dom/client';
    import Page from ${JSON.stringify(page)};
    createRoot(document.getElementById('root')).render(<Page />);`;
  const { outputFiles } = await build({
    stdin: { contents: mount, resolveDir: dirname(page), loader: 'tsx' },
    bundle: true,
    write: false,
    outdir: '/',
    entryNames: 'page',
    // What is imported later is a file of its own, as bundlers make them.
    splitting: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    conditions: ['@lipwire/source'],
    ...(react === 18 && { alias: { react: react18('react'), 'react-dom': react18('react-dom') } }),
  });
  const html = '<!doctype html><title>App</title><div id="root"></div><script type="module" src="/page.js"></script>';
  const mascot = await readFile(require.resolve('@lipwire/rig/mascots/miso.riv'));
  const scripts = outputFiles.map(({ path, text }) => [path, ['text/javascript', text]] as const);
  const files: Record<string, readonly [type: string, body: string | Buffer]> = {
    ...Object.fromEntries(scripts),
    ...more,
    '/': ['text/html', html],
    '/lipwire/rive.wasm': ['application/wasm', await readFile(join(rive, 'rive.wasm'))],
    '/lipwire/miso.riv': ['application/octet-stream', mascot],
    '/favicon.ico': ['image/x-icon', ''],
  };
  const server = createServer(async (request, response) => {
    const path = request.url?.replace(/\?.*/, '') ?? '';
    if (tokenRoute && path === '/api/get-signed-url-gemini') {
      const { status, body } = await tokenRoute();
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
      return;
    }
    const file = files[path];
    if (file) response.writeHead(200, { 'content-type': file[0] }).end(file[1]);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
