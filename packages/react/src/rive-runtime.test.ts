import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { Alignment, Fit, RiveFile, useRive } from './rive-runtime.js';

describe('the Rive runtime', () => {
  it('has its names wherever it is imported', () => {
    expect([Fit.Contain, Alignment.BottomCenter]).toEqual(['contain', 'bottomCenter']);
    expect([typeof RiveFile, typeof useRive]).toEqual(['function', 'function']);
  });

  // When this fails, `import { Fit } from '@rive-app/react-canvas'` works in Node, and rive-runtime.ts may go.
  it('is still CommonJS that hides its names from Node', () => {
    const script = "import('@rive-app/react-canvas').then((rive) => console.log('Fit' in rive))";
    const answer = execFileSync(process.execPath, ['--eval', script], { cwd: import.meta.dirname, encoding: 'utf8' });
    expect(answer.trim()).toBe('false');
  });
});
