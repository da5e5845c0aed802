import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from '../setup/program.mjs';
import { CACHE, ROOT, workspaces } from '../setup/repository.mjs';
import { removeOrphans } from './orphans.mjs';

/** Where the tarballs lie; whoever wants others keeps a copy. */
const TARBALLS = join(CACHE, 'tarballs');

/**
 * @typedef {object} Tarball
 * @property {string} name of the package.
 * @property {any} manifest its `package.json`.
 * @property {string} path of the file.
 * @property {string} integrity changes with the content only.
 */

/**
 * Packs every package that can be published, as npm would upload it. The packages must be built.
 *
 * @returns {Promise<Tarball[]>}
 */
export async function packPackages() {
  const published = workspaces().filter(({ manifest }) => manifest.private !== true);
  for (const { folder } of published) removeOrphans(join(ROOT, folder, 'dist'));
  rmSync(TARBALLS, { recursive: true, force: true });
  mkdirSync(TARBALLS, { recursive: true });
  const wanted = published.flatMap(({ folder }) => ['--workspace', folder]);
  // Silent: its warnings would stand before the JSON.
  const output = await runNpm(['pack', '--json', '--loglevel=silent', '--pack-destination', TARBALLS, ...wanted]);
  const packed = JSON.parse(output);
  return published.map(({ name, manifest }) => {
    const { filename, integrity } = packed.find((entry) => entry.name === name);
    return { name, manifest, path: join(TARBALLS, filename), integrity };
  });
}
