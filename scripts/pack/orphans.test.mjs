import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { removeOrphans } from './orphans.mjs';

let root;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lipwire-orphans-'));
  mkdirSync(join(root, 'src'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function compiled(path) {
  const folder = dirname(join(root, 'dist', path));
  mkdirSync(folder, { recursive: true });
  for (const ending of ['.js', '.d.ts']) {
    const name = basename(path) + ending;
    writeFileSync(join(folder, name), '');
    const up = '../'.repeat(path.split('/').length);
    writeFileSync(join(folder, `${name}.map`), JSON.stringify({ sources: [`${up}src/${path}.ts`] }));
  }
}

it('removes what has no source any more, and nothing else', () => {
  writeFileSync(join(root, 'src', 'here.ts'), '');
  compiled('here');
  compiled('stage/gone');
  writeFileSync(join(root, 'dist', 'bundle.worklet.js'), '');
  expect(
    removeOrphans(join(root, 'dist'))
      .map((path) => basename(path))
      .sort(),
  ).toEqual(['gone.d.ts', 'gone.d.ts.map', 'gone.js', 'gone.js.map']);
  expect(readdirSync(join(root, 'dist')).sort()).toEqual([
    'bundle.worklet.js',
    'here.d.ts',
    'here.d.ts.map',
    'here.js',
    'here.js.map',
    'stage',
  ]);
  expect(readdirSync(join(root, 'dist', 'stage'))).toEqual([]);
});

it('has nothing to do where nothing was built', () => {
  expect(removeOrphans(join(root, 'dist'))).toEqual([]);
});
