import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../setup/progress.mjs';
import { ROOT } from '../setup/repository.mjs';

/**
 * Shows that the lock file names the binaries of every system. npm leaves out those that it could not find when it wrote
 * the file; a clean install then fails, or works on the writer's system only.
 */
export async function checkLockFile(root = ROOT) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const missing = missingOptional(packages);
  if (missing.length === 0) return;
  throw new Failure(
    `${missing.join('\n')}\nPin versions that are published for every system, and write the lock file anew.`,
  );
}

/** @param {Record<string, { optionalDependencies?: Record<string, string> }>} packages of a lock file. */
export function missingOptional(packages) {
  const installed = new Set(Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)));
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !installed.has(name))
      .map((name) => `package-lock.json lacks ${name}, which ${path} may need`),
  );
}
