import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from '../setup/program.mjs';
import { CACHE, ROOT, workspaces } from '../setup/repository.mjs';
import { removeOrphans } from './orphans.mjs';

/** Where the tarballs lie; whoever wants others keeps a copy. */
const TARBALLS = join(CACHE, 'tarballs');

/**
 * Packs every package that can be published, as npm would upload it. The packages must be built.
 *
 * @returns {Promise<{ name: string, folder: string, path: string, integrity: string }[]>} a tarball each; `folder` is
 *   relative to the root, `integrity` changes with the content only.
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
  return published.map(({ name, folder }) => {
    const { filename, integrity } = packed.find((entry) => entry.name === name);
    return { name, folder, path: join(TARBALLS, filename), integrity };
  });
}
