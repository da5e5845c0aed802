import { expect, it } from 'vitest';
import { compileKernel } from '../../scripts/compile-kernel.mjs';
import { KERNEL_WASM } from './kernel.wasm.js';

/** It takes 3 s; on a machine that does six other things at once, 20. */
const TIMEOUT_MS = 120_000;

it('is what assembly/ compiles to; if not, run `npm run kernel --workspace @lipwire/engine`', {
  timeout: TIMEOUT_MS,
}, async () => {
  expect(KERNEL_WASM).toBe(Buffer.from(await compileKernel()).toString('base64'));
});
