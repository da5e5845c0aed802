import { afterEach, expect, test } from 'vitest';
import { scaledClock } from '../src/clock.js';
import type { Fault } from '../src/faults/fault.js';
import { type Emulator, startEmulator } from '../src/server.js';
import { LiveClient, PLAIN_SETUP } from './support/live-client.js';
import { ManualClock } from './support/manual-clock.js';

let emulator: Emulator | undefined;
afterEach(() => emulator?.close());

async function start(...faults: Fault[]): Promise<Emulator> {
  emulator = await startEmulator({ voice: 'kal', clock: scaledClock(20), faults });
  return emulator;
}

const INTERNAL = { type: 'close', code: 1011, reason: 'Internal error occurred.' } as const;

test('closes in place of an answer to the setup', async () => {
  const { url } = await start({ at: 'setup', action: INTERNAL });
  const client = await LiveClient.connect(url);
  client.send(PLAIN_SETUP);
  expect(await client.closed).toEqual({ code: 1011, reason: 'Internal error occurred.' });
  expect(client.received).toEqual([]);
});

test('closes in the middle of a turn, in the session that it is meant for', async () => {
  const { url } = await start({ at: 'audio', nth: 3, session: 2, action: INTERNAL });
  const first = await LiveClient.open(url);
  first.type('Say: One two three four.');
  await first.untilTurnComplete();
  const second = await LiveClient.open(url);
  second.type('Say: One two three four.');
  expect((await second.closed).code).toBe(1011);
  expect(second.pieces()).toHaveLength(2);
});

test('cuts the connection without a word', async () => {
  const { url } = await start({ at: 'setup-complete', action: { type: 'drop' } });
  const client = await LiveClient.connect(url);
  client.send(PLAIN_SETUP);
  expect((await client.closed).code).toBe(1006);
});

test('sends frames that no service should send', async () => {
  const bytes = Uint8Array.of(0xff, 0x00, 0x7b);
  const { url } = await start(
    { at: 'setup-complete', action: { type: 'send', frame: '{"broken":' } },
    { at: 'setup-complete', action: { type: 'send', frame: bytes } },
  );
  const client = await LiveClient.open(url);
  await client.until((_received) => client.received.length === 3);
  expect(client.received.map(({ isBinary }) => isBinary)).toEqual([true, false, true]);
  expect(client.received[1]?.text).toBe('{"broken":');
});

test('stalls, and then sends all that waited', async () => {
  const clock = new ManualClock();
  emulator = await startEmulator({
    voice: 'kal',
    clock,
    faults: [{ at: 'audio', nth: 2, action: { type: 'stall', durationMs: 4000 } }],
  });
  const client = await LiveClient.open(emulator.url);
  client.type('Say: I stop in the middle, and then I go on.');
  await client.until(({ message }) => message?.serverContent?.modelTurn !== undefined);
  // By then a turn of three seconds has been sent, to its very end.
  clock.advance(3900);
  await client.caughtUp();
  expect(client.events().map(({ type }) => type)).toEqual(['ready', 'audio']);
  clock.advance(1000);
  await client.untilTurnComplete();
  expect(client.pcm()).toEqual(emulator.turns[0]?.pcm);
});

test.each(['interrupted', 'turn-complete'] as const)('audio of a dead turn comes late, behind %s', async (at) => {
  const { url } = await start({ at, action: { type: 'late-audio', pieces: 2 } });
  const client = await LiveClient.open(url);
  client.type('Tell me a story');
  const first = await client.until(({ message }) => message?.serverContent?.modelTurn !== undefined);
  client.send({ clientContent: { turns: [{ parts: [{ text: 'Say: Stop.' }] }], turnComplete: false } });
  await client.untilTurnComplete();
  await client.until(() => client.events().filter(({ type }) => type === 'audio').length >= 3);
  client.type('');
  await client.until(({ message }) => message?.serverContent?.generationComplete === true);
  const kinds = client
    .events(first)
    .map(({ type }) => type)
    .filter((kind, i, all) => kind !== all[i - 1]);
  expect(kinds.slice(0, 4)).toEqual(
    at === 'interrupted'
      ? ['audio', 'interrupted', 'audio', 'turn-complete']
      : ['audio', 'interrupted', 'turn-complete', 'audio'],
  );
  // The log holds what was sent in time; the late pieces go on where it ends.
  const log = emulator?.turns[0];
  expect(log?.interrupted).toBe(true);
  expect(client.pcm().slice(0, log?.pcm.length)).toEqual(log?.pcm);
});

test('a fault may be added while the emulator runs', async () => {
  const running = await start();
  const client = await LiveClient.open(running.url);
  running.faults.push({
    at: 'generation-complete',
    action: { ...INTERNAL, code: 1008, reason: 'The operation was aborted.' },
  });
  client.type('Say: Hi.');
  expect(await client.closed).toEqual({ code: 1008, reason: 'The operation was aborted.' });
});

test('closes while the user speaks, and behind a function call', async () => {
  const { url } = await start(
    { at: 'user-audio', nth: 5, session: 1, action: INTERNAL },
    { at: 'function-call', session: 2, action: { type: 'drop' } },
  );
  const speaking = await LiveClient.open(url);
  speaking.speak(new Int16Array(480 * 4));
  await speaking.caughtUp();
  speaking.speak(new Int16Array(480));
  expect((await speaking.closed).code).toBe(1011);

  const calling = await LiveClient.open(url, {
    setup: { model: 'models/m', tools: [{ functionDeclarations: [{ name: 'look' }] }] },
  });
  calling.type('call look');
  expect((await calling.closed).code).toBe(1006);
});
