import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { VISEMES } from '@lipwire/cues';
import {
  ACCESSORIES,
  ARTBOARD_NAME,
  EXPRESSIONS,
  GESTURES,
  gestureProperty,
  STATE_MACHINE_NAME,
  VIEW_MODEL_NAME,
  VIEW_MODEL_PROPERTIES,
  visemeProperty,
} from '@lipwire/rig/contract';

/** A file that the preview serves. */
export interface PageFile {
  readonly type: string;
  readonly body: Uint8Array | string;
}

/** The page and the Rive runtime that it loads, by path. Nothing in it comes from elsewhere. */
export function previewPage(): ReadonlyMap<string, PageFile> {
  const page = fileURLToPath(new URL('../../preview/', import.meta.url));
  const runtime = dirname(createRequire(import.meta.url).resolve('@rive-app/canvas-advanced/package.json'));
  const file = (folder: string, name: string, type: string): PageFile => ({
    type,
    body: readFileSync(join(folder, name)),
  });
  return new Map([
    ['/', file(page, 'index.html', 'text/html; charset=utf-8')],
    ['/preview.css', file(page, 'preview.css', 'text/css; charset=utf-8')],
    ['/preview.js', file(page, 'preview.js', 'text/javascript; charset=utf-8')],
    ['/controls.js', file(page, 'controls.js', 'text/javascript; charset=utf-8')],
    ['/player.js', file(page, 'player.js', 'text/javascript; charset=utf-8')],
    ['/mouth.js', file(page, 'mouth.js', 'text/javascript; charset=utf-8')],
    ['/rive.mjs', file(runtime, 'canvas_advanced.mjs', 'text/javascript; charset=utf-8')],
    ['/rive.wasm', file(runtime, 'rive.wasm', 'application/wasm')],
    ['/contract.json', { type: 'application/json', body: JSON.stringify(contract()) }],
  ]);
}

/** The names by which the page drives a mascot. */
function contract() {
  return {
    artboard: ARTBOARD_NAME,
    stateMachine: STATE_MACHINE_NAME,
    viewModel: VIEW_MODEL_NAME,
    properties: VIEW_MODEL_PROPERTIES,
    visemes: VISEMES.map(({ id, name, example }) => ({ id, name, example, property: visemeProperty(id) })),
    expressions: EXPRESSIONS,
    accessories: ACCESSORIES,
    gestures: GESTURES.map((name) => ({ name, property: gestureProperty(name) })),
  };
}
