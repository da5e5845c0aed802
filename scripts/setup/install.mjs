import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runNpm } from './program.mjs';
import { step } from './progress.mjs';
import { ROOT } from './repository.mjs';

/** Installs the packages of the lock file unless exactly those are there. */
export async function ensureInstalled(root = ROOT) {
  if (isInstalled(root)) return;
  await step('installing packages', () => runNpm(['ci', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: root }));
}

/**
 * Compares the lock file with the record that npm keeps of what it installed. The record tells the truth even where
 * someone has installed by hand; packages for other systems are optional and may be missing.
 */
export function isInstalled(root = ROOT) {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = readPackages(join(root, 'package-lock.json'));
  const installed = readPackages(record);
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes('node_modules/') || entry.optional || entry.devOptional) return true;
    const there = installed[path];
    if (there === undefined || !existsSync(join(root, path))) return false;
    return entry.link === true ? there.link === true : there.version === entry.version;
  });
}

function readPackages(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}
