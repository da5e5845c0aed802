import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runLipwire } from './run-lipwire.js';

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'lipwire-own-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('lipwire mascot new', () => {
  it('makes a folder with a mascot, says how to see it, and overwrites none', async () => {
    const folder = join(home, 'bob');
    const first = await runLipwire(['mascot', 'new', folder]);
    expect(first).toMatchObject({ exitCode: 0, output: expect.stringMatching(/lipwire mascot preview \S+bob\n/) });
    expect(readFileSync(join(folder, 'mascot.mjs'), 'utf8')).toContain('export default function draw()');
    const second = await runLipwire(['mascot', 'new', folder]);
    expect(second).toMatchObject({ exitCode: 1, complaint: expect.stringContaining('exists already') });
  });
});

describe.each(['preview', 'build'])('lipwire mascot %s', (command) => {
  it('says how to make a mascot where there is none', async () => {
    const folder = join(home, `empty-${command}`);
    mkdirSync(folder);
    const { exitCode, complaint } = await runLipwire(['mascot', command, folder]);
    expect(complaint).toContain('lipwire mascot new');
    expect(complaint).not.toContain('\n');
    expect(exitCode).toBe(1);
  });
});
