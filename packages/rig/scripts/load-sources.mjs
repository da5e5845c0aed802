import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * Imports this package from its TypeScript sources, without a build.
 *
 * @param {string} entry path of the source file, from the package folder.
 */
export async function loadSources(entry) {
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    conditions: ['@lipwire/source'],
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
