import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { CACHE, ROOT } from './repository.mjs';

/** What is made from sources, or does not change what is made. */
const NOT_SOURCES =
  /^(node_modules|dist|generated|coverage|\.next|\.cache|\.turbo|__pycache__|test)$|\.test\.[a-z]+$|\.md$|\.log$/;

/**
 * A hash of every source below some folders and files: it changes when something must be built again.
 *
 * @param {readonly string[]} paths relative to `root`; those that are missing count as such.
 * @param {{ root?: string, ignore?: (path: string) => boolean }} [options] `ignore` gets paths relative to `root`.
 */
export function hashOfSources(paths, { root = ROOT, ignore = () => false } = {}) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const name = relative(root, path).split(sep).join('/');
    if (ignore(name)) return;
    const children = childrenOf(path);
    if (children === undefined) {
      hash
        .update(`${name}\0`)
        .update(existsSync(path) ? readFileSync(path) : 'missing')
        .update('\0');
      return;
    }
    for (const child of children) if (!NOT_SOURCES.test(child)) visit(join(path, child));
  };
  for (const path of paths) visit(join(root, path));
  return hash.digest('hex');
}

function childrenOf(path) {
  try {
    return readdirSync(path).sort();
  } catch {
    return undefined;
  }
}

/** True if the last {@link writeStamp} of this name was with this hash. */
export function hasStamp(name, hash, cache = CACHE) {
  const path = join(cache, 'stamps', name);
  return existsSync(path) && readFileSync(path, 'utf8') === hash;
}

/** Remembers that something was built from sources with this hash. */
export function writeStamp(name, hash, cache = CACHE) {
  const path = join(cache, 'stamps', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, hash);
}
