import { expect, it } from 'vitest';
import { compileKernel } from '../../scripts/compile-kernel.mjs';
import { KERNEL_WASM } from './kernel.wasm.js';

it('is what assembly/ compiles to; if not, run `npm run kernel --workspace @lipwire/engine`', async () => {
  expect(KERNEL_WASM).toBe(Buffer.from(await compileKernel()).toString('base64'));
});
