import { LocalCues } from '@lipwire/browser/local';
import { createVoice } from '@lipwire/emulator';
import { analyzeSpeech } from '@lipwire/engine';
import { expect, it } from 'vitest';
import { CueMaker } from './cue-maker';

it('gives the cues of the engine, and its time without the start', async () => {
  const { pcm } = (await createVoice('kal')).speak('Bob may move the map.');
  const samples = Float32Array.from(pcm, (sample) => sample / 32_768);
  let nowMs = 0;
  // Node has no workers of this kind: the engine runs right here, and the clock counts how often it is read.
  const maker = new CueMaker(
    async () => new LocalCues(),
    () => nowMs++,
  );
  for (let round = 0; round < 2; round++) {
    const { visemes, engineMs, place } = await maker.visemesOf({ samples, sampleRateHz: 24_000 });
    const expected = analyzeSpeech(samples, 24_000).cues.slice(1);
    expect(expected.length).toBeGreaterThan(5);
    expect(visemes.map(({ offset, visemeId }) => ({ t: Math.round(offset), v: visemeId }))).toEqual(expected);
    expect(engineMs).toBe(1);
    expect(place).toBe('page');
  }
});

it('asks for the engine again where it could not be loaded', async () => {
  let asked = 0;
  const maker = new CueMaker(async () => {
    if (asked++ === 0) throw new Error('offline');
    return new LocalCues();
  });
  const sound = { samples: new Float32Array(2400), sampleRateHz: 24_000 };
  await expect(maker.visemesOf(sound)).rejects.toThrow('offline');
  expect((await maker.visemesOf(sound)).visemes).toEqual([]);
});
