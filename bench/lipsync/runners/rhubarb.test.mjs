import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { childSeconds, readRhubarb, rhubarbEngine } from './rhubarb.mjs';

describe('what Rhubarb prints', () => {
  it('comes when the recording is over', () => {
    // The form of Rhubarb 1.14's JSON exporter.
    const printed = `{
  "metadata": { "soundFile": "/a.wav", "duration": 1.00 },
  "mouthCues": [
    { "start": 0.00, "end": 0.25, "value": "X" },
    { "start": 0.25, "end": 1.00, "value": "B" }
  ]
}`;
    expect(readRhubarb(printed, 1000)).toEqual({
      set: 'rhubarb9',
      durationMs: 1000,
      cues: [
        { t: 0, n: 'X', at: 1000 },
        { t: 250, n: 'B', at: 1000 },
      ],
    });
  });

  it('costs what its process took', () => {
    expect(childSeconds('a warning\n0m0.00s 0m0.01s\n1m2.50s 0m0.25s\n')).toBe(62.75);
  });
});

describe.skipIf(process.platform === 'win32')('the program', () => {
  const path = process.env.PATH;
  let folder;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rhubarb-'));
  });

  afterEach(() => {
    process.env.PATH = path;
    rmSync(folder, { recursive: true });
  });

  /** A program by that name that notes how it was called. */
  function install(lines) {
    writeFileSync(join(folder, 'rhubarb'), `#!/bin/sh\n${lines}\n`);
    chmodSync(join(folder, 'rhubarb'), 0o755);
    process.env.PATH = `${folder}${delimiter}${path}`;
  }

  const SOUND = { id: 'a', samples: new Float32Array(1600), sampleRateHz: 16_000 };

  it('is asked for JSON with all its shapes, and timed', async () => {
    install(`[ "$1" = --version ] && echo "Rhubarb Lip Sync version 1.14.0" && exit
echo "$@" > "${folder}/asked"; echo '{"mouthCues": [{"start": 0.05, "value": "A"}]}'`);
    const engine = await rhubarbEngine();
    expect(engine.title).toBe('Rhubarb 1.14.0');
    const record = await engine.run(SOUND);
    expect(record).toMatchObject({ set: 'rhubarb9', durationMs: 100, cues: [{ t: 50, n: 'A', at: 100 }] });
    expect(record.cpuSeconds).toBeGreaterThanOrEqual(0);
    const asked = readFileSync(join(folder, 'asked'), 'utf8');
    expect(asked).toMatch(/^--exportFormat json --extendedShapes GHX --quiet .*sound\.wav\n$/);
    await engine.close();
  });

  it('says so when it fails', async () => {
    install('[ "$1" = --version ] && exit; echo "no speech model" >&2; exit 2');
    const engine = await rhubarbEngine();
    await expect(engine.run(SOUND)).rejects.toThrow(/failed \(2\) on a\.\n.*no speech model/s);
    await engine.close();
  });

  it('is left out with a sentence where it is not installed', async () => {
    process.env.PATH = folder;
    expect(await rhubarbEngine()).toContain('not on the PATH');
  });
});
