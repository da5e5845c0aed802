import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashOfSources, hasStamp, writeStamp } from './stamp.mjs';

let root;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lipwire-stamp-'));
  write('packages/a/src/index.ts', 'one');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path, text) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const hash = () => hashOfSources(['packages', 'package.json'], { root, ignore: (path) => path === 'packages/a/made' });

describe('hashOfSources', () => {
  it.each([
    ['a source that changes', 'packages/a/src/index.ts'],
    ['a new source', 'packages/a/src/more.ts'],
    ['a new package', 'packages/b/package.json'],
    ['a file that was missing', 'package.json'],
  ])('changes with %s', (_what, path) => {
    const before = hash();
    write(path, 'two');
    expect(hash()).not.toBe(before);
  });

  it.each([
    'packages/a/dist/index.js',
    'packages/a/node_modules/x/index.js',
    'packages/a/src/generated/worklet.ts',
    'packages/a/src/index.test.ts',
    'packages/a/test/e2e.ts',
    'packages/a/README.md',
    'packages/a/made/file.txt',
  ])('does not change with %s', (path) => {
    const before = hash();
    write(path, 'two');
    expect(hash()).toBe(before);
  });

  it('knows a renamed file from the one it was', () => {
    write('packages/a/src/x.ts', 'same');
    const before = hash();
    rmSync(join(root, 'packages/a/src/x.ts'));
    write('packages/a/src/y.ts', 'same');
    expect(hash()).not.toBe(before);
  });
});

describe('stamps', () => {
  it('remember one hash a name', () => {
    expect(hasStamp('demo', 'h1', root)).toBe(false);
    writeStamp('demo', 'h1', root);
    expect(hasStamp('demo', 'h1', root)).toBe(true);
    expect(hasStamp('demo', 'h2', root)).toBe(false);
    expect(hasStamp('packages', 'h1', root)).toBe(false);
  });
});
