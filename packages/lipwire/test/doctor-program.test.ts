import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readRiv, writeRiv } from '@lipwire/rig/builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RIGS } from './rigs/rigs.js';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));

// Files are examined in a thread of the program that npm links, so this wants a build; npm test makes one first.
describe.skipIf(!existsSync(join(PACKAGE, 'dist', 'doctor', 'examine.worker.js')))('the doctor as a program', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lipwire-doctor-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function doctor(bytes: Uint8Array, ...flags: string[]) {
    const path = join(folder, 'file.riv');
    writeFileSync(path, bytes);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(PACKAGE, 'bin', 'lipwire.js'), 'mascot', 'doctor', path, ...flags],
      { encoding: 'utf8' },
    );
    return { status, stdout, stderr };
  }

  it('prints its report and nothing else, and writes the page', () => {
    const page = join(folder, 'report.html');
    const { status, stdout, stderr } = doctor(RIGS.visemeEnum(), '--html', page);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^file .*\n[\s\S]*viseme-enum[\s\S]*mouthVisemeCode = PP/);
    expect(readFileSync(page, 'utf8').match(/<li/g)).toHaveLength(22);
    expect(status).toBe(0);
  });

  it('ends with code 1 when the mouth cannot be driven', () => {
    const { status, stdout } = doctor(RIGS.mouthless());
    expect(stdout).toContain('Nothing in it is known to move a mouth. It has mood');
    expect(status).toBe(1);
  });

  it('survives a file that crashes the runtime of Rive', () => {
    // An animated property without a single key frame.
    const objects = readRiv(RIGS.visemeEnum()).filter(({ type }) => type !== 'KeyFrameDouble');
    const { status, stdout, stderr } = doctor(writeRiv(objects));
    expect(stderr).toMatch(/^lipwire: Rive cannot play ".*file\.riv": .+\.\n$/);
    expect(stdout).toBe('');
    expect(status).toBe(1);
  });
});
