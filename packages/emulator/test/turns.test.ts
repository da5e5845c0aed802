import { readGeminiServerMessage } from '@lipwire/providers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scaledClock } from '../src/clock.js';
import { type Emulator, startEmulator } from '../src/server.js';
import type { ProfileName } from '../src/turn/piece-profile.js';
import { createVoice } from '../src/voices/voice.js';
import { LiveClient } from './support/live-client.js';
import { ManualClock } from './support/manual-clock.js';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ clock: scaledClock(10) });
});
afterAll(() => emulator.close());

const SETUP = { setup: { model: 'models/gemini-3.8-live', inputAudioTranscription: {}, outputAudioTranscription: {} } };

/** The kinds of events, repeats left out. */
const kinds = (client: LiveClient, from = 0) =>
  client
    .events(from)
    .map((event) => (event.type === 'transcript' ? `${event.speaker} words` : event.type))
    .filter((kind, i, all) => kind !== all[i - 1]);

test('a turn is sent four times as fast as it plays, and ends when it would have been heard', async () => {
  const clock = new ManualClock();
  const standing = await startEmulator({ voice: 'kal', clock });
  const client = await LiveClient.open(standing.url, SETUP);
  const lastKind = async () => {
    await client.caughtUp();
    return kinds(client).at(-1);
  };
  // One sentence: it is all made when its first piece is sent.
  const words = 'Pretty big puddle said the frog and sailed on happily';
  const durationMs = (await createVoice('kal')).speak(words).pcm.length / 24;
  client.type(`Say: ${words}`);
  await client.until(({ message }) => message?.serverContent?.modelTurn !== undefined);
  // The last piece, of 300 ms at most, is sent when the others have had a quarter of their length.
  clock.advance((durationMs - 300) / 4 - 1);
  expect(await lastKind()).toBe('audio');
  clock.advance(300 / 4 + 1);
  expect(await lastKind()).toBe('generation-complete');
  clock.advance(durationMs - clock.nowMs() - 1);
  expect(await lastKind()).toBe('generation-complete');
  clock.advance(2);
  expect(await lastKind()).toBe('turn-complete');
  expect(client.pcm()).toEqual(standing.turns.at(-1)?.pcm);
  expect(
    client.received.every(({ isBinary, text }) => isBinary && text.startsWith('{\n  "') && text.endsWith('\n}\n')),
  ).toBe(true);
  await standing.close();
});

test.each<[ProfileName, boolean]>([
  ['3.1', true],
  ['native-audio', false],
  ['2.5-half-cascade', false],
])('%s: words, pieces and the order of a turn', async (profile, together) => {
  const other = await startEmulator({ profile, voice: 'kal', clock: scaledClock(50) });
  const client = await LiveClient.open(other.url, SETUP);
  client.type('Say: Peter kept a copper teapot, on top of a table.');
  await client.untilTurnComplete();
  const words = client.events().flatMap((event) => (event.type === 'transcript' ? [event.text] : []));
  expect(words.join('')).toBe('Peter kept a copper teapot, on top of a table.');
  const combined = client.received.filter(({ message }) => readGeminiServerMessage(message).length > 1);
  expect(combined.length > 0).toBe(together);
  expect(kinds(client).slice(0, 3)).toEqual(['ready', 'model words', 'audio']);
  expect(kinds(client).slice(-2)).toEqual(['generation-complete', 'turn-complete']);
  const sizes = client.pieces().map(({ length }) => length);
  expect(sizes.every((bytes) => bytes % 2 === 0)).toBe(true);
  if (profile === '2.5-half-cascade') {
    expect(sizes.slice(0, -1)).toEqual([9600, ...Array.from({ length: sizes.length - 2 }, () => 11_520)]);
  } else {
    expect(new Set(sizes).size).toBeGreaterThan(5);
  }
  // Every frame stays well below the 1 MiB that some clients allow.
  expect(Math.max(...client.received.map(({ text }) => text.length))).toBeLessThan(100_000);
  await other.close();
});

test('the same seed and the same words give the same bytes', async () => {
  const record = async (seed: number) => {
    const other = await startEmulator({ seed, pace: Number.POSITIVE_INFINITY, voice: 'kal', clock: scaledClock(50) });
    const client = await LiveClient.open(other.url, SETUP);
    client.type('Say: The same again.');
    await client.untilTurnComplete();
    await other.close();
    return client.received.map(({ text }) => text);
  };
  const first = await record(7);
  expect(await record(7)).toEqual(first);
  expect(await record(8)).not.toEqual(first);
});

test('no transcript comes that nobody asked for', async () => {
  const client = await LiveClient.open(emulator.url);
  client.type('Say: Hello.');
  await client.untilTurnComplete();
  expect(kinds(client)).toEqual(['ready', 'audio', 'generation-complete', 'turn-complete']);
  await client.close();
});

test('the end of a turn says what it cost', async () => {
  const client = await LiveClient.open(emulator.url);
  client.type('Say: Hello.');
  const end = await client.untilTurnComplete();
  expect(client.received[end]?.message?.usageMetadata).toMatchObject({
    promptTokenCount: 3,
    responseTokenCount: Math.ceil((client.pcm().length / 24_000) * 25),
  });
  await client.close();
});

test('turns come to the log with the times of their phones', async () => {
  const client = await LiveClient.open(emulator.url, {
    setup: { model: 'models/m', generationConfig: voiceNamed('Kore') },
  });
  client.type('Say: Bobby. Has a map.');
  await client.untilTurnComplete();
  const { pcm, phones } = (await createVoice('slt')).speak('Bobby. Has a map.');
  expect(emulator.turns.at(-1)).toEqual({
    text: 'Bobby. Has a map.',
    sampleRateHz: 24_000,
    pcm,
    phones,
    interrupted: false,
  });
  await client.close();
});

test('the voice in the setup chooses the voice, unless the emulator was given one', async () => {
  const said = async (options: Parameters<typeof startEmulator>[0]) => {
    const other = await startEmulator({ ...options, clock: scaledClock(50) });
    const client = await LiveClient.open(other.url, {
      setup: { model: 'models/m', generationConfig: voiceNamed('Puck') },
    });
    client.type('Say: Hi.');
    await client.untilTurnComplete();
    await other.close();
    return client.pcm();
  };
  expect(await said({})).toEqual((await createVoice('awb')).speak('Hi.').pcm);
  expect(await said({ voice: 'kal' })).toEqual((await createVoice('kal')).speak('Hi.').pcm);
});

test('with a script of its own it says what it is told', async () => {
  const other = await startEmulator({ script: (input) => `I got ${input.type}.`, clock: scaledClock(50) });
  const client = await LiveClient.open(other.url);
  client.type('anything');
  await client.untilTurnComplete();
  expect(other.turns[0]?.text).toBe('I got typed.');
  await other.close();
});

test('history that comes first is not answered', async () => {
  const client = await LiveClient.open(emulator.url, {
    setup: { model: 'models/m', historyConfig: { initialHistoryInClientContent: true } },
  });
  const before = emulator.turns.length;
  client.send({ clientContent: { turns: [{ role: 'user', parts: [{ text: 'Say: history' }] }] } });
  client.send({ clientContent: { turns: [{ role: 'model', parts: [{ text: 'Yes' }] }], turnComplete: true } });
  client.type('Say: now');
  await client.untilTurnComplete();
  expect(emulator.turns.slice(before).map(({ text }) => text)).toEqual(['now']);
  await client.close();
});

function voiceNamed(voiceName: string) {
  return { speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName } } } };
}
