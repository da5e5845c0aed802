import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Failure } from '../setup/progress.mjs';
import { ROOT } from '../setup/repository.mjs';
import { NOT_COUNTED, SIZE_BUDGETS } from './size-budgets.mjs';

/** Bundles the built packages as an app would and holds what comes out against the budgets. */
export async function checkSizes() {
  const esbuild = createRequire(join(ROOT, 'package.json'))('esbuild');
  const rows = [];
  for (const { what, entry, budgetKb } of SIZE_BUDGETS) {
    const { outputFiles, metafile } = await esbuild.build({
      stdin: { contents: `export * from '${entry}';`, resolveDir: join(ROOT, 'packages', 'lipwire'), loader: 'js' },
      absWorkingDir: ROOT,
      bundle: true,
      splitting: true,
      outdir: 'out',
      metafile: true,
      minify: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      external: NOT_COUNTED,
      logLevel: 'silent',
    });
    const atOnce = loadedAtOnce(metafile.outputs, join('out', 'stdin.js'));
    const counted = outputFiles.filter(({ path }) => atOnce.has(path));
    const sizeKb = counted.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0) / 1000;
    rows.push({ what, sizeKb, budgetKb });
  }
  for (const { what, sizeKb, budgetKb } of rows) {
    console.error(`    ${what.padEnd(44)} ${sizeKb.toFixed(1).padStart(7)} kB of ${budgetKb} kB`);
  }
  const tooLarge = rows.filter(({ sizeKb, budgetKb }) => sizeKb > budgetKb);
  if (tooLarge.length > 0) throw new Failure(`Over budget: ${tooLarge.map(({ what }) => what).join(', ')}`);
}

/** The output files that a page loads with its first: what it imports later, when it needs it, is not among them. */
function loadedAtOnce(outputs, first, found = new Set()) {
  found.add(join(ROOT, first));
  for (const { path, kind } of outputs[first].imports) {
    const isNew = path in outputs && !found.has(join(ROOT, path));
    if (kind === 'import-statement' && isNew) loadedAtOnce(outputs, path, found);
  }
  return found;
}
