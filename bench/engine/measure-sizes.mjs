import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const dist = new URL('../../packages/engine/dist/', import.meta.url);
/** What WebAssembly and weights may weigh together. */
const LIMIT_KB = 400;

/**
 * What an app downloads of the kernel and the weights, as they ship: in base64, after gzip.
 *
 * @returns {{ what: string, value: string }[]}
 */
export function measureSizes() {
  const kernel = gzippedKb('kernel/kernel.wasm.js');
  const weights = gzippedKb('weights/default.weights.js');
  const total = `${(kernel + weights).toFixed(1)} kB of ${LIMIT_KB} kB`;
  return [
    { what: 'WebAssembly, gzipped', value: `${kernel.toFixed(1)} kB` },
    { what: 'weights, gzipped', value: `${weights.toFixed(1)} kB` },
    { what: 'together', value: kernel + weights > LIMIT_KB ? `${total}: TOO MUCH` : total },
  ];
}

function gzippedKb(path) {
  return gzipSync(readFileSync(new URL(path, dist)), { level: 9 }).length / 1000;
}
