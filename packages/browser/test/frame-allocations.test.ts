// A frame in the middle of a call leaves no garbage: at 120 frames a second even one object each is collected sooner or
// later in the middle of a word.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import type { AllocationSite } from './frame-allocations.js';

/** A number on its way from one function to the next, where no compiler has joined the two: a box of its own. */
const BOXED_NUMBER_BYTES = 16;

it('makes no object in a frame while the mascot speaks and moves, with captions and a listener', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lipwire-frames-'));
  const program = join(folder, 'frame-allocations.mjs');
  try {
    await build({
      entryPoints: [fileURLToPath(new URL('./frame-allocations.ts', import.meta.url))],
      outfile: program,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'es2022',
      conditions: ['@lipwire/source'],
      logLevel: 'warning',
    });
    // A compiler leaves objects out or makes several at once, when it likes: without one, each is counted.
    const { stdout } = await promisify(execFile)(process.execPath, ['--no-opt', '--no-sparkplug', program]);
    const { frames, drawn, moves, speaking, sites } = JSON.parse(stdout) as {
      frames: number;
      drawn: number;
      moves: number[];
      speaking: boolean;
      sites: AllocationSite[];
    };
    expect([drawn, speaking]).toEqual([frames * 1.5, true]);
    // It was alive: it looked about, moved its head, and stressed what it said.
    expect(Math.min(...moves)).toBeGreaterThan(frames / 5);
    // The profiler looked at the frames: numbers were made.
    expect(sites.some(({ path }) => path.includes('blendCues'))).toBe(true);
    // Below a byte a frame: something that the engine makes once for a function that it sees often.
    expect(sites.filter(({ count, bytes }) => bytes > count * BOXED_NUMBER_BYTES + frames)).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
