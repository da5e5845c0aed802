import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInstalled } from './install.mjs';

let root;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lipwire-install-'));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function lock(path, packages) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), JSON.stringify({ packages }));
  for (const name of Object.keys(packages)) mkdirSync(join(root, name), { recursive: true });
}

const WANTED = {
  '': { name: 'workspace' },
  'packages/a': { version: '1.0.0' },
  'node_modules/a': { resolved: 'packages/a', link: true },
  'node_modules/ws': { version: '8.0.0' },
};

describe('isInstalled', () => {
  it('is not where nothing has been installed', () => {
    lock('package-lock.json', WANTED);
    rmSync(join(root, 'node_modules'), { recursive: true });
    expect(isInstalled(root)).toBe(false);
  });

  it('is where every package of the lock file is there, whoever installed it', () => {
    const { '': _, ...installed } = WANTED;
    lock('node_modules/.package-lock.json', installed);
    lock('package-lock.json', WANTED);
    expect(isInstalled(root)).toBe(true);
  });

  it('is not when the lock file wants another version', () => {
    lock('node_modules/.package-lock.json', { ...WANTED, 'node_modules/ws': { version: '7.0.0' } });
    lock('package-lock.json', WANTED);
    expect(isInstalled(root)).toBe(false);
  });

  it('is not when a package is missing from the record, or from the disk', () => {
    const { 'node_modules/ws': _, ...installed } = WANTED;
    lock('node_modules/.package-lock.json', installed);
    lock('package-lock.json', WANTED);
    expect(isInstalled(root)).toBe(false);
    lock('node_modules/.package-lock.json', WANTED);
    expect(isInstalled(root)).toBe(true);
    rmSync(join(root, 'node_modules/ws'), { recursive: true });
    expect(isInstalled(root)).toBe(false);
  });

  it('does not miss packages for other systems', () => {
    lock('node_modules/.package-lock.json', WANTED);
    writeFileSync(
      join(root, 'package-lock.json'),
      JSON.stringify({ packages: { ...WANTED, 'node_modules/@esbuild/aix': { version: '1.0.0', optional: true } } }),
    );
    expect(isInstalled(root)).toBe(true);
  });
});
