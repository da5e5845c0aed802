// Compiles assembly/ to WebAssembly; the same sources give the same bytes on every machine.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const folder = fileURLToPath(new URL('../assembly/', import.meta.url));

const OPTIONS = [
  'kernel.ts',
  ...['--baseDir', folder],
  ...['--outFile', 'kernel.wasm'],
  '-O3',
  '--converge',
  '--noAssert',
  // Nothing is allocated in there, and nothing fails there.
  ...['--runtime', 'stub'],
  ...['--use', 'abort='],
  ...['--enable', 'simd'],
  // The fixed buffers and the first model.
  ...['--initialMemory', '8'],
  // Vectors pass between our own functions only.
  ...['--disableWarning', '112'],
];

/**
 * @returns {Promise<Uint8Array>} the bytes of the module.
 * @throws {Error} with the compiler's words when the sources do not compile.
 */
export async function compileKernel() {
  let bytes;
  const { error, stdout, stderr } = await asc.main(OPTIONS, {
    readFile: (name) => readSource(name),
    writeFile: (_, contents) => {
      bytes = contents;
    },
    listFiles: () => [],
  });
  if (error || !(bytes instanceof Uint8Array)) {
    throw new Error(`assembly/ does not compile.\n${stderr.toString()}${stdout.toString()}`, { cause: error });
  }
  return bytes;
}

/** @returns {string | null} what the compiler takes for "no such file": it tries several places for each import. */
function readSource(name) {
  try {
    return readFileSync(name.startsWith('/') ? name : `${folder}${name}`, 'utf8');
  } catch {
    return null;
  }
}
