// Puts what the page loads beside its own code into `public/lipwire/`: the mascot, and the WebAssembly of Rive, which draws it.
import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const here = createRequire(import.meta.url);
// The WebAssembly must be of the very version that @lipwire/react uses.
const react = createRequire(here.resolve('@lipwire/react'));
const rive = dirname(createRequire(react.resolve('@rive-app/react-canvas')).resolve('@rive-app/canvas'));
const target = join(import.meta.dirname, 'public', 'lipwire');

mkdirSync(target, { recursive: true });
copyFileSync(join(rive, 'rive.wasm'), join(target, 'rive.wasm'));
copyFileSync(join(rive, 'rive_fallback.wasm'), join(target, 'rive_fallback.wasm')); // for processors without SIMD
copyFileSync(here.resolve('@lipwire/rig/mascots/miso.riv'), join(target, 'miso.riv'));
