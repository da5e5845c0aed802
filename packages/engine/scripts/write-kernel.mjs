#!/usr/bin/env node
// npm run kernel: compiles assembly/ into src/kernel/kernel.wasm.ts, the form in which every environment can load it.
import { writeFileSync } from 'node:fs';
import { compileKernel } from './compile-kernel.mjs';

const bytes = await compileKernel();
const base64 = Buffer.from(bytes).toString('base64');
writeFileSync(
  new URL('../src/kernel/kernel.wasm.ts', import.meta.url),
  `/** The bytes of \`assembly/\`, in base64. Written by \`npm run kernel\`; do not edit. */
export const KERNEL_WASM =
  '${base64}';
`,
);
console.log(`src/kernel/kernel.wasm.ts: ${bytes.length} bytes of WebAssembly`);
