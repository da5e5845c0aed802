import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createVoice } from '@lipwire/emulator';
import { afterAll, describe, expect, it } from 'vitest';
import { commandEngine } from './command.mjs';
import { cueFolderEngine } from './cue-folder.mjs';
import { readEncodedModel } from './lipwire.mjs';
import { openEngines } from './open-engines.mjs';

const folder = mkdtempSync(join(tmpdir(), 'engines-'));
const SOUND = { id: 'hello', samples: Float32Array.of(0, 0.5, 0, -0.5), sampleRateHz: 16_000 };

afterAll(() => rmSync(folder, { recursive: true }));

describe('an engine that has spoken already', () => {
  it('says what its files say, and nothing of recordings it has no file of', async () => {
    writeFileSync(join(folder, 'hello.json'), '{"cues": [{"t": 10, "v": 21}], "durationMs": 100}');
    const engine = cueFolderEngine('theirs', folder);
    expect(await engine.run(SOUND)).toEqual({ cues: [{ t: 10, v: 21 }], durationMs: 100 });
    expect(await engine.run({ ...SOUND, id: 'other' })).toBeUndefined();
  });

  it('is refused where there are no cues', async () => {
    expect(() => cueFolderEngine('theirs', join(folder, 'nowhere'))).toThrow('There is no folder');
    writeFileSync(join(folder, 'empty.json'), '{"cues": [{"v": 21}]}');
    await expect(cueFolderEngine('theirs', folder).run({ ...SOUND, id: 'empty' })).rejects.toThrow('holds no cues');
  });
});

describe('an engine behind a command', () => {
  it('gets the recording as a file and prints its cues', async () => {
    const script = join(folder, 'engine.mjs');
    writeFileSync(
      script,
      `import { readFileSync } from 'node:fs';
       const bytes = readFileSync(process.argv[2]);
       console.log(JSON.stringify({ cues: [{ t: bytes.readUInt32LE(24) / 1000, v: 1 }, { t: bytes.readInt16LE(46), v: 2 }] }));`,
    );
    const engine = commandEngine('script', `"${process.execPath}" "${script}" {wav}`);
    // The rate of the file, and its second sample.
    expect(await engine.run(SOUND)).toEqual({
      cues: [
        { t: 16, v: 1 },
        { t: 16_384, v: 2 },
      ],
    });
    await engine.close();
  });

  it('says which command failed', async () => {
    const engine = commandEngine('broken', 'exit 3 # {wav}');
    await expect(engine.run(SOUND)).rejects.toThrow('failed (3) on hello');
    await engine.close();
    expect(() => commandEngine('deaf', 'true')).toThrow('{wav}');
  });
});

describe('openEngines', () => {
  it('opens what is asked for, in order', async () => {
    const { engines, left } = await openEngines({
      engines: ['ours'],
      cues: [`a=${folder}`],
      commands: ['b=cat {wav}'],
    });
    expect(engines.map(({ name }) => name)).toEqual(['ours', 'a', 'b']);
    expect(left).toEqual([]);
    await engines[2].close();
  });

  it('refuses what it does not know', async () => {
    await expect(openEngines({ engines: ['magic'] })).rejects.toThrow('There is no engine "magic"');
    await expect(openEngines({ engines: [], cues: ['nameless'] })).rejects.toThrow('has no name');
    await expect(openEngines({ engines: [] })).rejects.toThrow('no engine to score');
  });
});

describe('our engine', () => {
  const spoken = createVoice('kal').then((voice) => {
    const { pcm } = voice.speak('Bob may be able to mend the broken pipe.');
    return { id: 'bob', samples: Float32Array.from(pcm, (value) => value / 32_768), sampleRateHz: 24_000 };
  });

  it('is a live stream: cues come with the moment at which they came, within its look-ahead', async () => {
    const { engines } = await openEngines({ engines: ['ours'] });
    const sound = await spoken;
    const record = await engines[0].run(sound);
    expect(record.durationMs).toBe(sound.samples.length / 24);
    expect(record.cpuSeconds).toBeGreaterThan(0);
    expect(record.cues.length).toBeGreaterThan(10);
    for (const { t, at } of record.cues) expect(at - t).toBeLessThanOrEqual(80);
    expect(record.cues.some(({ t, at }) => at - t > 20)).toBe(true);
  });

  it('runs with other settings of the decoder', async () => {
    const { engines } = await openEngines({ engines: ['ours'], ours: { decoder: { change_cost: 1000 } } });
    // Changes are too dear for it: the mouth stays as it is until the sound is over.
    expect((await engines[0].run(await spoken)).cues.length).toBeLessThan(5);
  });

  it('reads another model', () => {
    const shipped = new URL('../../../packages/engine/src/weights/default.weights.ts', import.meta.url);
    expect(readEncodedModel(fileURLToPath(shipped))).toMatchObject({ name: 'default', weights: expect.any(String) });
    const other = join(folder, 'other.json');
    writeFileSync(other, '{"name": "other"}');
    expect(readEncodedModel(other)).toEqual({ name: 'other' });
    writeFileSync(join(folder, 'no.weights.ts'), 'nothing');
    expect(() => readEncodedModel(join(folder, 'no.weights.ts'))).toThrow('is no model');
  });
});
