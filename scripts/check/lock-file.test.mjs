import { describe, expect, it } from 'vitest';
import { missingOptional } from './lock-file.mjs';

describe('missingOptional', () => {
  const tool = { optionalDependencies: { '@tool/linux': '1.0.0', '@tool/mac': '1.0.0' } };

  it('finds a system that was left out', () => {
    const packages = { 'node_modules/tool': tool, 'node_modules/@tool/linux': {} };
    expect(missingOptional(packages)).toEqual(['package-lock.json lacks @tool/mac, which node_modules/tool may need']);
  });

  it('finds nothing where all are there, at whatever depth', () => {
    const packages = { 'node_modules/tool': tool, 'node_modules/@tool/linux': {}, 'a/node_modules/@tool/mac': {} };
    expect(missingOptional(packages)).toEqual([]);
  });
});
