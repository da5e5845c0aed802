import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodeBase64, encodePcm16, parseGeminiLivePath } from '@lipwire/providers';
import { build } from 'esbuild';
import { WebSocketServer } from 'ws';

const require = createRequire(import.meta.url);
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** Rive's WebAssembly must be of the version that the wrapper uses. */
const riveFolder = dirname(createRequire(require.resolve('@rive-app/react-canvas')).resolve('@rive-app/canvas'));

const bundle = async (entry: string) => {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"development"' },
    conditions: ['@lipwire/source'],
    logLevel: 'warning',
  });
  return Buffer.from(result.outputFiles[0]?.contents ?? []);
};

/** Speech of one piece: half a second with lips that are closed long enough for a busy machine to draw it. */
function piece(samples: Float32Array) {
  return {
    serverContent: {
      modelTurn: {
        parts: [{ inlineData: { mimeType: 'audio/pcm;rate=24000', data: encodeBase64(encodePcm16(samples)) } }],
      },
    },
    mascotVisemes: {
      visemes: [
        { visemeId: 2, offset: 0 },
        { visemeId: 21, offset: 200 },
        { visemeId: 2, offset: 400 },
      ],
      audio_event_id: 1,
      subchunk_id: 1,
      total_chunks: 1,
      audio_duration: 500,
    },
  };
}

const half = Float32Array.from({ length: 12_000 }, (_, i) => 0.3 * Math.cos((2 * Math.PI * 200 * i) / 24_000));

/**
 * Serves the call page, and a gateway on the same origin that says what it is asked: "Hello" two pieces and the end,
 * "long" twenty pieces and no end, "stop" an interruption with a late piece.
 */
export async function serveCallPage(): Promise<{ url: string; close: () => void }> {
  const mascot: [string, Buffer] = [
    'application/octet-stream',
    await readFile(require.resolve('@lipwire/rig/mascots/miso.riv')),
  ];
  const files: Record<string, [string, Buffer]> = {
    '/': [
      'text/html',
      Buffer.from(
        '<!doctype html><div id="root" style="width:400px;height:400px"></div><script src="/page.js"></script>',
      ),
    ],
    '/page.js': ['text/javascript', await bundle(here('call-page.tsx'))],
    '/player.worklet.js': ['text/javascript', await bundle(here('../../browser/src/playback/player.worklet.ts'))],
    '/rive.wasm': ['application/wasm', await readFile(join(riveFolder, 'rive.wasm'))],
    '/mascot.riv': mascot,
    '/other.riv': mascot,
  };
  // What strict pages allow: no blob: scripts, WebAssembly.
  const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'";
  const server = createServer((request, response) => {
    const file = files[request.url ?? ''];
    if (!file) {
      response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end();
      return;
    }
    response.writeHead(200, { 'content-type': file[0], 'content-security-policy': policy }).end(file[1]);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  const gateway = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const { pathname } = new URL((request.url ?? '').replace(/^\/+/, '/'), 'http://local');
    if (parseGeminiLivePath(pathname))
      gateway.handleUpgrade(request, socket, head, (ws) => gateway.emit('connection', ws));
    else socket.destroy();
  });
  gateway.on('connection', (ws) => {
    // Binary frames with JSON, as the service sends them.
    const say = (message: object) => ws.send(Buffer.from(JSON.stringify(message)));
    ws.on('message', (data) => {
      const message = String(data);
      if (message.includes('"setup"')) say({ setupComplete: {} });
      else if (message.includes('Hello')) {
        say(piece(half));
        say(piece(half));
        say({ serverContent: { generationComplete: true } });
        say({ serverContent: { turnComplete: true } });
      } else if (message.includes('long')) {
        for (let i = 0; i < 20; i++) say(piece(half));
      } else if (message.includes('stop')) {
        say({ serverContent: { interrupted: true } });
        say(piece(half));
        say({ serverContent: { turnComplete: true } });
      }
    });
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      gateway.close();
      server.close();
    },
  };
}
