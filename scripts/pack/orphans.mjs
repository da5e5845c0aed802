import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Removes what was compiled from sources that are gone: the compiler leaves it, and npm would pack it.
 *
 * @param {string} folder full path of a `dist` folder.
 * @returns {string[]} what was removed.
 */
export function removeOrphans(folder) {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const orphans = files.filter((file) => file.endsWith('.map')).filter((map) => !sourcesOf(map).some(existsSync));
  return orphans
    .flatMap((map) => [map, map.slice(0, -'.map'.length)])
    .filter((file) => {
      const isThere = existsSync(file);
      rmSync(file, { force: true });
      return isThere;
    });
}

function sourcesOf(map) {
  return JSON.parse(readFileSync(map, 'utf8')).sources.map((source) => join(dirname(map), source));
}
