import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of the clone. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** Where the scripts keep what they may lose: stamps and logs. Git ignores it. */
export const CACHE = join(ROOT, '.cache');

/**
 * Every workspace, those first that others depend on.
 *
 * @returns {{ name: string, folder: string, manifest: any }[]} `folder` is relative to the root: `packages/cues`.
 */
export function workspaces(root = ROOT) {
  const all = ['packages', 'apps'].flatMap((parent) => {
    const path = join(root, parent);
    if (!existsSync(path)) return [];
    return readdirSync(path)
      .sort()
      .map((child) => `${parent}/${child}`)
      .filter((folder) => existsSync(join(root, folder, 'package.json')))
      .map((folder) => {
        const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
        return { name: manifest.name, folder, manifest };
      });
  });
  const sorted = new Map();
  const visit = (workspace) => {
    if (sorted.has(workspace.name)) return;
    for (const name of Object.keys(workspace.manifest.dependencies ?? {})) {
      const dependency = all.find((other) => other.name === name);
      if (dependency !== undefined && !sorted.has(name)) visit(dependency);
    }
    sorted.set(workspace.name, workspace);
  };
  all.forEach(visit);
  return [...sorted.values()];
}

/** Stops with one sentence where Node is too old for the packages. */
export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Lipwire needs Node 20.19 or newer; this is Node ${version}. Get it from https://nodejs.org`);
  process.exit(1);
}

/** The folder of a package's own files, wherever npm has put it. */
export function packageFolder(name, from = ROOT) {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', ...name.split('/'));
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (folder === dirname(folder)) throw new Error(`${name} is not installed; run npm ci.`);
  }
}
