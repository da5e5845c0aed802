import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../src/server.js';
import { resample } from '../src/voices/thread/resample.mjs';
import { createVoice } from '../src/voices/voice.js';
import { LiveClient } from './support/live-client.js';
import { ManualClock } from './support/manual-clock.js';

/** It stands still, so that the model is still speaking whenever the user's words arrive. */
const clock = new ManualClock();
let emulator: Emulator;
let userSpeech: Int16Array;
beforeAll(async () => {
  emulator = await startEmulator({ voice: 'kal', clock });
  userSpeech = (await createVoice('rms')).speak('Wait a moment, I have a question.').pcm;
});
afterAll(() => emulator.close());

const isAudio = ({ message }: { message: { serverContent?: { modelTurn?: unknown } } | undefined }) =>
  message?.serverContent?.modelTurn !== undefined;

/** Lets the turn that begins behind the nth message be spoken and heard to its end. */
async function hearOut(client: LiveClient, from = 0): Promise<number> {
  await client.until(isAudio, from);
  clock.advance(60_000);
  await client.until(({ message }) => message?.serverContent?.generationComplete === true, from);
  clock.advance(60_000);
  return client.untilTurnComplete(from);
}

const kinds = (client: LiveClient, from = 0) =>
  client
    .events(from)
    .map(({ type }) => type)
    .filter((kind, i, all) => kind !== all[i - 1]);

test('speech at 16 kHz cuts the model short; the audio that came is what the log holds', async () => {
  const client = await LiveClient.open(emulator.url);
  client.type('Tell me a story');
  await client.until(isAudio);
  client.speak(resample(userSpeech, 24_000, 16_000), 16_000);
  const interrupted = await client.until(({ message }) => message?.serverContent?.interrupted === true);
  await client.untilTurnComplete(interrupted);
  expect(kinds(client)).toEqual(['ready', 'audio', 'interrupted', 'turn-complete']);
  expect(emulator.turns.at(-1)?.interrupted).toBe(true);
  expect(client.pcm()).toEqual(emulator.turns.at(-1)?.pcm);
  client.speak(new Int16Array(16_000), 16_000);
  await hearOut(client, await client.untilTurnComplete(interrupted));
  expect(kinds(client).slice(2)).toEqual([
    'interrupted',
    'turn-complete',
    'audio',
    'generation-complete',
    'turn-complete',
  ]);
  expect(emulator.turns.at(-1)?.text).toMatch(/^You spoke for [12](\.\d)? seconds?\./);
  await client.close();
});

test('silence and steady noise do not', async () => {
  const client = await LiveClient.open(emulator.url);
  client.type('Say: Nothing will stop me now.');
  await client.until(isAudio);
  let state = 1;
  const noise = Int16Array.from({ length: 72_000 }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (state >> 16) % 300;
  });
  client.speak(new Int16Array(48_000));
  client.speak(noise);
  await client.caughtUp();
  await hearOut(client);
  expect(kinds(client)).toEqual(['ready', 'audio', 'generation-complete', 'turn-complete']);
  await client.close();
});

test('after the last audio was sent, speech still interrupts what is being heard', async () => {
  const client = await LiveClient.open(emulator.url);
  client.type('Say: I have a lot to say but it is all on its way.');
  await client.until(isAudio);
  clock.advance(1000);
  await client.until(({ message }) => message?.serverContent?.generationComplete === true);
  client.speak(userSpeech);
  await client.untilTurnComplete();
  expect(kinds(client)).toEqual(['ready', 'audio', 'generation-complete', 'interrupted', 'turn-complete']);
  await client.close();
});

test('typing interrupts, with or without the end of the turn', async () => {
  const client = await LiveClient.open(emulator.url);
  client.type('Tell me a story');
  await client.until(isAudio);
  client.send({ clientContent: { turns: [{ parts: [{ text: 'Say: Well,' }] }], turnComplete: false } });
  const end = await client.untilTurnComplete();
  client.send({ clientContent: { turns: [{ parts: [{ text: 'no.' }] }], turnComplete: true } });
  await client.until(isAudio, end);
  client.send({ realtimeInput: { text: 'Say: Enough.' } });
  await hearOut(client, await client.untilTurnComplete(end + 1));
  expect(kinds(client).slice(1)).toEqual([
    'audio',
    'interrupted',
    'turn-complete',
    'audio',
    'interrupted',
    'turn-complete',
    'audio',
    'generation-complete',
    'turn-complete',
  ]);
  expect(emulator.turns.slice(-2).map(({ text }) => text)).toEqual(['Well, no.', 'Enough.']);
  await client.close();
});

test('activityStart interrupts, where the client detects activity itself', async () => {
  const client = await LiveClient.open(emulator.url, {
    setup: { model: 'models/m', realtimeInputConfig: { automaticActivityDetection: { disabled: true } } },
  });
  client.type('Tell me a story');
  await client.until(isAudio);
  // Speech alone means nothing here.
  client.speak(userSpeech);
  client.send({ realtimeInput: { activityStart: {} } });
  client.speak(new Int16Array(36_000));
  client.send({ realtimeInput: { activityEnd: {} } });
  await hearOut(client, await client.untilTurnComplete());
  expect(kinds(client).slice(1, 4)).toEqual(['audio', 'interrupted', 'turn-complete']);
  expect(emulator.turns.at(-1)?.text).toMatch(/^You spoke for 1.5 seconds\./);
  await client.close();
});

test('activityStart is refused, where the service detects activity', async () => {
  const client = await LiveClient.open(emulator.url);
  client.send({ realtimeInput: { activityStart: {} } });
  expect(await client.closed).toEqual({
    code: 1007,
    reason: 'Explicit activity control is not supported when automatic activity detection is enabled.',
  });
});

test('NO_INTERRUPTION: the model finishes first', async () => {
  const client = await LiveClient.open(emulator.url, {
    setup: { model: 'models/m', realtimeInputConfig: { activityHandling: 'NO_INTERRUPTION' } },
  });
  client.type('Say: Let me finish.');
  await client.until(isAudio);
  client.speak(userSpeech);
  client.speak(new Int16Array(24_000));
  await client.caughtUp();
  await hearOut(client, await hearOut(client));
  expect(kinds(client)).not.toContain('interrupted');
  expect(emulator.turns.at(-1)?.text).toMatch(/^You spoke for/);
  await client.close();
});
