import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from '../setup/repository.mjs';
import { NOT_COUNTED } from './size-budgets.mjs';

/**
 * Bundles built packages as an app would: minified, and split where something is loaded later.
 *
 * @param code what the app imports, as a module.
 * @returns the files that a page loads with its first, as bytes; what it imports when it needs it is not among them.
 */
export async function bundle(code, options = {}) {
  const esbuild = createRequire(join(ROOT, 'package.json'))('esbuild');
  const { outputFiles, metafile } = await esbuild.build({
    stdin: { contents: code, resolveDir: join(ROOT, 'packages', 'lipwire'), loader: 'js' },
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
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
    ...options,
  });
  const atOnce = loadedAtOnce(metafile.outputs, join('out', 'stdin.js'));
  return outputFiles.filter(({ path }) => atOnce.has(path)).map(({ contents }) => contents);
}

/** Kilobytes after gzip of what a page loads with its first. */
export async function measureSizeKb(code) {
  const files = await bundle(code);
  return files.reduce((sum, contents) => sum + gzipSync(contents, { level: 9 }).length, 0) / 1000;
}

function loadedAtOnce(outputs, first, found = new Set()) {
  found.add(join(ROOT, first));
  for (const { path, kind } of outputs[first].imports) {
    const isNew = path in outputs && !found.has(join(ROOT, path));
    if (kind === 'import-statement' && isNew) loadedAtOnce(outputs, path, found);
  }
  return found;
}
