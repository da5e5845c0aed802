import { describe, expect, it } from 'vitest';
import { tarballProblems } from './tarball-problems.mjs';

const MANIFEST = {
  name: '@lipwire/fine',
  version: '0.1.0',
  description: 'Fine.',
  license: 'MIT',
  type: 'module',
  sideEffects: false,
  engines: { node: '>=20.19' },
  exports: { '.': { default: './dist/index.js' } },
};

function problemsOf(files = {}, manifest = {}) {
  const all = {
    'package.json': JSON.stringify({ ...MANIFEST, ...manifest }),
    'README.md': '',
    LICENSE: '',
    'src/index.ts': '',
    'dist/index.js': "'use client';",
    'dist/index.js.map': JSON.stringify({ sources: ['../src/index.ts'] }),
    ...files,
  };
  const entries = Object.entries(all).filter(([, text]) => text !== undefined);
  return tarballProblems(new Map(entries), { root: '/home/someone/lipwire' });
}

describe('tarballProblems', () => {
  it('has nothing against a good one', () => {
    expect(problemsOf()).toEqual([]);
    expect(problemsOf({}, { dependencies: { '@lipwire/cues': '0.1.0', ws: '^8.0.0' } })).toEqual([]);
  });

  it.each(['README.md', 'LICENSE'])('misses %s', (file) => {
    expect(problemsOf({ [file]: undefined })).toEqual([`${file} is missing`]);
  });

  it.each([
    'src/index.test.ts',
    'test/call.ts',
    'src/fixtures/voice.wav',
    'dist/.tsbuildinfo',
    'src/weights/default.golden.txt',
    'src/fast.bench.mjs',
  ])('does not want %s', (file) => {
    expect(problemsOf({ [file]: '' })).toEqual([`${file} is not for users`]);
  });

  it('finds folders of this machine', () => {
    expect(problemsOf({ 'dist/made.js': '// from /home/someone/lipwire/src' })).toEqual([
      'dist/made.js names a folder of this machine',
    ]);
  });

  it('misses fields of the manifest', () => {
    expect(problemsOf({}, { sideEffects: undefined })).toEqual(['package.json has no "sideEffects"']);
  });

  it('wants siblings of the same version', () => {
    expect(problemsOf({}, { dependencies: { '@lipwire/cues': '^0.1.0' } })).toEqual([
      'it wants @lipwire/cues ^0.1.0, not exactly its own version, 0.1.0',
    ]);
  });

  it('follows source maps', () => {
    expect(problemsOf({ 'src/index.ts': undefined })).toEqual([
      'dist/index.js.map leads to ../src/index.ts, which is not there',
    ]);
    expect(problemsOf({ 'dist/index.js': undefined })).toEqual(['dist/index.js.map belongs to no file']);
    const inline = JSON.stringify({ sources: ['gone.ts'], sourcesContent: ['export {};'] });
    expect(problemsOf({ 'dist/index.js.map': inline })).toEqual([]);
  });

  it('wants React components marked as such', () => {
    const react = { peerDependencies: { react: '^19.0.0' } };
    expect(problemsOf({}, react)).toEqual([]);
    expect(problemsOf({ 'dist/index.js': '/* A licence. */\n"use client";' }, react)).toEqual([]);
    expect(problemsOf({ 'dist/index.js': "import 'react';\n'use client';" }, react)).toEqual([
      "dist/index.js does not begin with 'use client'",
    ]);
  });
});
