import { describe, expect, it } from 'vitest';
import { stageLoops } from './stage-loops.mjs';

const module = (source, ...imported) => ({ source, dependencies: imported.map((resolved) => ({ resolved })) });

describe('stageLoops', () => {
  it('finds a loop of two stages, and of three', () => {
    expect(
      stageLoops([
        module('packages/p/src/a/1.ts', 'packages/p/src/b/1.ts'),
        module('packages/p/src/b/2.ts', 'packages/p/src/a/2.ts'),
      ]),
    ).toHaveLength(2);
    const three = [
      module('packages/p/src/a/1.ts', 'packages/p/src/b/1.ts'),
      module('packages/p/src/b/2.ts', 'packages/p/src/c/1.ts'),
      module('packages/p/src/c/2.ts', 'packages/p/src/a/2.ts'),
    ];
    expect(stageLoops(three)).toHaveLength(3);
    expect(stageLoops(three.slice(1))).toEqual([]);
  });

  it('does not mind files beside the stages, files of one stage, and tests', () => {
    const fine = [
      module('packages/p/src/index.ts', 'packages/p/src/a/1.ts'),
      module(
        'packages/p/src/a/1.ts',
        'packages/p/src/errors.ts',
        'packages/p/src/a/deep/2.ts',
        'packages/p/src/b/1.ts',
      ),
      module('packages/p/src/a/deep/2.ts', 'packages/p/src/a/3.ts'),
      module('packages/p/src/b/1.test.ts', 'packages/p/src/a/1.ts'),
    ];
    expect(stageLoops(fine)).toEqual([]);
  });
});
