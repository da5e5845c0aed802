// Bundles every `src/**/*.worklet.ts` and `src/**/*.worker.ts` twice: as a string in `src/generated/`, which the runtime
// loads through a Blob URL and which therefore works in any bundler, and as `dist/<name>.worklet.js` (or `.worker.js`),
// for pages whose content security policy wants a file. Idempotent and fast: files that would not change are not touched.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const entries = (await readdir(join(root, 'src'), { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && /[.](worklet|worker)[.]ts$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name));

/** The page sends its worker the model, so that nobody downloads the weights twice. */
const withoutWeights = {
  name: 'without-weights',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\\\]default[.]weights[.][jt]s$/ }, () => ({ contents: 'export const DEFAULT_MODEL = {};' }));
  },
};

const index = [];
for (const entry of entries.sort()) {
  const [name, kind] = basename(entry, '.ts').split('.');
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    conditions: ['@lipwire/source'],
    logLevel: 'warning',
    plugins: [withoutWeights],
  });
  const [output] = result.outputFiles;
  const source = output.text.trim();
  await writeIfChanged(join(root, 'dist', `${name}.${kind}.js`), `${source}\n`);
  await writeIfChanged(
    join(root, 'src', 'generated', `${name}-${kind}.ts`),
    `// Made from ${name}.${kind}.ts by scripts/build-worklets.mjs. Do not edit.\n` +
      `export const ${`${name}-${kind}`.toUpperCase().replaceAll('-', '_')}_SOURCE: string = ${JSON.stringify(source)};\n`,
  );
  index.push(`${name} ${(source.length / 1024).toFixed(1)} kB`);
}
console.log(`worklets and workers: ${index.join(', ')}`);

async function writeIfChanged(path, text) {
  const before = await readFile(path, 'utf8').catch(() => undefined);
  if (before === text) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
