import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import openRive, { type RiveCanvas } from '@rive-app/canvas-advanced';
import { EmbeddedImage } from './embedded-image.js';
import { RecordedPath } from './recorded-path.js';
import { RecordingCanvas } from './recording-canvas.js';

/**
 * Loads Rive's own runtime without a browser.
 *
 * It reaches for a page's globals, so this puts stand-ins in their place: load it in a worker, or in a process that does
 * nothing else with them.
 */
export async function headlessRive(): Promise<RiveCanvas> {
  const globals = globalThis as Record<string, unknown>;
  globals.document ??= { createElement: () => new RecordingCanvas() };
  globals.navigator ??= { userAgent: 'node', platform: 'node' };
  globals.Image ??= EmbeddedImage;
  globals.Path2D ??= RecordedPath;
  globals.OffscreenCanvas ??= RecordingCanvas;
  const wasm = await readFile(createRequire(import.meta.url).resolve('@rive-app/canvas-advanced/rive.wasm'));
  // The package's types say CommonJS, the package is a module: its default export is the function itself.
  const open = openRive as unknown as (options: object) => Promise<RiveCanvas>;
  return await open({ locateFile: () => '', wasmBinary: new Uint8Array(wasm).buffer });
}
