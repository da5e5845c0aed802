import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runLipwire } from './run-lipwire.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lipwire-mascot-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('lipwire mascot', () => {
  it('lists the mascots with the files that they are', async () => {
    const { exitCode, output } = await runLipwire(['mascot']);
    expect(exitCode).toBe(0);
    const [, path = ''] = /^miso\t[\d.]+ kB\t(.+)$/m.exec(output) ?? [];
    expect(readFileSync(path).subarray(0, 4).toString('latin1')).toBe('RIVE');
  });

  it('copies one', async () => {
    const target = join(folder, 'mine.riv');
    const { exitCode, output } = await runLipwire(['mascot', 'miso', '--out', target]);
    expect(exitCode).toBe(0);
    expect(output).toBe(`${target}\n`);
    expect(readFileSync(target).subarray(0, 4).toString('latin1')).toBe('RIVE');
  });

  it('says in one sentence that it cannot write', async () => {
    const { exitCode, complaint } = await runLipwire(['mascot', 'miso', '--out', join(folder, 'no', 'x.riv')]);
    expect(complaint).toContain('its folder does not exist');
    expect(exitCode).toBe(1);
  });
});
