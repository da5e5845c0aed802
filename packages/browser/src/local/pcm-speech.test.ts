import { expect, it } from 'vitest';
import { babble } from '../../test/babble.js';
import { ManualFrames } from '../../test/manual-frames.js';
import { LipwireClient } from '../client.js';
import { LocalCues } from './local-cues.js';
import { PcmSpeech } from './pcm-speech.js';

it('gives speech of any origin a voice, a mouth, an end, and silence when it is interrupted', () => {
  const frames = new ManualFrames();
  // Node has no workers of this kind: the engine runs right here.
  const local = new LocalCues();
  const client = new LipwireClient({ playAudio: false, local }, { frames, nowMs: () => frames.now });
  const speech = new PcmSpeech(client);
  const turns: number[] = [];
  client.listen(({ type }) => {
    if (type === 'turn-end') turns.push(client.state.lastResponse?.totalDurationMs ?? 0);
  });
  speech.push(babble(1, 16_000), 16_000);
  speech.push(new Uint8Array(22_050), 22_050);
  speech.end();
  expect(local.place).toBe('page');
  expect(client.queuedMs).toBe(1500);
  expect(client.cues.length).toBeGreaterThan(3);
  expect(client.cues.visemeId(client.cues.length - 1)).toBe(0);
  speech.push(babble(1, 16_000), 16_000);
  speech.interrupt();
  expect([client.queuedMs, client.cues.length]).toEqual([0, 0]);
  speech.push(babble(1, 16_000), 16_000);
  expect(client.queuedMs).toBe(1000);
  expect(turns[0]).toBe(1000);
  client.dispose();
});
