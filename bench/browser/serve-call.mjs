import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { ROOT } from '../../scripts/setup/repository.mjs';
import { spokenTurn } from './spoken-turn.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const fromReact = createRequire(join(ROOT, 'packages', 'react', 'package.json'));
const { WebSocketServer } = fromReact('ws');
/** Rive's WebAssembly must be of the version that the wrapper uses. */
const riveFolder = dirname(createRequire(fromReact.resolve('@rive-app/react-canvas')).resolve('@rive-app/canvas'));

/** The service sends speech so much faster than it is heard. */
const PACE = 4;
/** The user says something between two turns. */
const PAUSE_MS = 1_000;

/** What of the packages is changed so that the probe can time it: who asks for frames, and who takes messages. */
const PROBED = [
  [/browser[/\\]dist[/\\]rig[/\\]frame-loop\.js$/, 'requestAnimationFrame(callback)', 'lipwireFrame(callback)'],
  [
    /browser[/\\]dist[/\\]socket[/\\]message-intake\.js$/,
    'read(message) {',
    'read(message) { lipwireMessage(() => this.probed(message)); }\n    probed(message) {',
  ],
];

const probed = {
  name: 'probed',
  setup({ onLoad }) {
    for (const [filter, from, to] of PROBED) {
      onLoad({ filter }, ({ path }) => {
        const contents = readFileSync(path, 'utf8').replace(from, to);
        if (!contents.includes(to)) throw new Error(`${path} has no "${from}" any more`);
        return { contents };
      });
    }
  },
};

/** The call page with built packages, as an app ships it, save that names stay readable for the profiler. */
async function bundlePage() {
  const { outputFiles } = await build({
    entryPoints: [here('call-page.jsx')],
    absWorkingDir: join(ROOT, 'packages', 'react'),
    nodePaths: [join(ROOT, 'packages', 'react', 'node_modules'), join(ROOT, 'node_modules')],
    bundle: true,
    write: false,
    format: 'iife',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [probed],
    logLevel: 'warning',
  });
  return outputFiles[0].text;
}

/**
 * Serves the call page, and a service on the same origin that talks, turn after turn, as long as the call lasts.
 *
 * @returns {Promise<{ url: string, script: string, close: () => void }>}
 */
export async function serveCall() {
  const [script, turn] = await Promise.all([bundlePage(), spokenTurn()]);
  const turnFrames = turn.messages.map((message) => Buffer.from(JSON.stringify(message)));
  const html = '<!doctype html><div id="root" style="width:600px;height:600px"></div><script src="/page.js"></script>';
  const files = {
    '/': ['text/html', html],
    '/page.js': ['text/javascript', script],
    '/rive.wasm': ['application/wasm', readFileSync(join(riveFolder, 'rive.wasm'))],
    '/mascot.riv': ['application/octet-stream', readFileSync(join(ROOT, 'packages', 'rig', 'mascots', 'miso.riv'))],
  };
  const server = createServer((request, response) => {
    const [type, content] = files[request.url] ?? [];
    // Isolated pages have a clock of 5 microseconds, others one of 100.
    const headers = {
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      ...(type && { 'content-type': type }),
    };
    response.writeHead(type ? 200 : 404, headers).end(content);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const service = new WebSocketServer({ server });
  service.on('connection', (socket) => {
    const timers = new Set();
    const after = (ms, action) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        action();
      }, ms);
      timers.add(timer);
    };
    const speak = (at) => {
      if (at === turnFrames.length) {
        after(turn.durationMs * (1 - 1 / PACE) + PAUSE_MS, () => speak(0));
        return;
      }
      socket.send(turnFrames[at]);
      after(turn.pieceMs / PACE, () => speak(at + 1));
    };
    socket.once('message', () => {
      socket.send(Buffer.from('{"setupComplete":{}}'));
      speak(0);
    });
    socket.on('close', () => {
      for (const timer of timers) clearTimeout(timer);
    });
  });
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    script,
    close: () => {
      service.close();
      server.close();
    },
  };
}
