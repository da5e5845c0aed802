// Copies what the page loads beside its own code into `public/lipwire/`, so that nothing comes from a CDN: Rive's
// WebAssembly, the mascots, and the code of the audio thread and of workers. Idempotent and fast.
import { cp, mkdir, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const target = join(dirname(fileURLToPath(import.meta.url)), '../public/lipwire');

/** Rive's canvas runtime as the React wrapper resolves it: the WebAssembly must be of the very same version. */
const riveCanvas = createRequire(require.resolve('@rive-app/react-canvas')).resolve('@rive-app/canvas');

await mkdir(target, { recursive: true });
// The fallback is for processors without SIMD.
await copy(dirname(riveCanvas), (name) => name === 'rive.wasm' || name === 'rive_fallback.wasm');
await copy(dirname(require.resolve('@lipwire/rig/mascots/miso.riv')), (name) => /\.(riv|webp)$/.test(name));
await copy(dirname(require.resolve('@lipwire/browser/player.worklet.js')), (name) =>
  /\.(worklet|worker)\.js$/.test(name),
);

async function copy(folder, wanted) {
  const names = (await readdir(folder)).filter(wanted);
  if (names.length === 0) throw new Error(`${folder} is empty. Run "npm run build" at the root first.`);
  for (const name of names) await cp(join(folder, name), join(target, name));
}
