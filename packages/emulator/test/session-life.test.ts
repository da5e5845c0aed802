import { expect, test } from 'vitest';
import { scaledClock } from '../src/clock.js';
import type { EmulatorOptions } from '../src/options.js';
import { startEmulator } from '../src/server.js';
import { LiveClient } from './support/live-client.js';

const RESUMABLE = { setup: { model: 'models/m', sessionResumption: {} } };
const resuming = (handle: string) => ({ setup: { model: 'models/m', sessionResumption: { handle } } });

const updates = (client: LiveClient) =>
  client.events().flatMap((event) => (event.type === 'resumption' ? [event] : []));

test('goAway comes in time; who stays is closed upon', async () => {
  const emulator = await startEmulator({ goAwayAfterMs: 2000, goAwayTimeLeftMs: 1000, clock: scaledClock(20) });
  const client = await LiveClient.open(emulator.url);
  const goAway = await client.until(({ message }) => message?.goAway !== undefined);
  expect(client.received[goAway]?.message).toEqual({ goAway: { timeLeft: '1s' } });
  const { code, reason } = await client.closed;
  expect(code).toBe(1008);
  // 123 bytes are all that a close frame holds.
  expect(reason).toBe(
    'Connection aborted because the client failed to close the connection after receiving a GoAway signal once the session durat',
  );
  await emulator.close();
});

test('handles: none while it speaks, a new one after each turn, and they lead back', async () => {
  const emulator = await startEmulator({ voice: 'kal', clock: scaledClock(30) });
  const first = await LiveClient.open(emulator.url, RESUMABLE);
  first.type('My name is Ana');
  await first.until(({ message }) => message?.sessionResumptionUpdate !== undefined, await first.untilTurnComplete());
  expect(updates(first).map(({ resumable }) => resumable)).toEqual([true, false, true]);
  const [early, , late] = updates(first).map(({ handle }) => handle) as [string, string, string];
  expect(early).not.toBe(late);

  // As long as the old connection is open there is no new one.
  const hasty = await LiveClient.connect(emulator.url);
  hasty.send(resuming(late));
  expect(await hasty.closed).toEqual({ code: 1011, reason: 'Internal error occurred.' });
  await first.close();

  const second = await LiveClient.open(emulator.url, resuming(late));
  second.type('What is my name?');
  await second.untilTurnComplete();
  expect(emulator.turns.at(-1)?.text).toBe('Your name is Ana.');
  await second.close();

  // An older handle leads back to what was known when it was given.
  const third = await LiveClient.open(emulator.url, resuming(early));
  third.type('What is my name?');
  await third.untilTurnComplete();
  expect(emulator.turns.at(-1)?.text).toBe('You have not told me your name yet.');

  const stranger = await LiveClient.connect(emulator.url);
  stranger.send(resuming('made-up'));
  expect(await stranger.closed).toEqual({ code: 1008, reason: 'BidiGenerateContent session not found' });
  await emulator.close();
});

test('nobody gets a handle who did not ask for one', async () => {
  const emulator = await startEmulator({ voice: 'kal', clock: scaledClock(50) });
  const client = await LiveClient.open(emulator.url);
  client.type('Say: Hi.');
  await client.untilTurnComplete();
  expect(updates(client)).toEqual([]);
  await emulator.close();
});

test('a token that is used up still resumes its session', async () => {
  const emulator = await startEmulator();
  const response = await fetch(`${emulator.url}/v1alpha/auth_tokens`, {
    method: 'POST',
    headers: { 'x-goog-api-key': 'any' },
    body: JSON.stringify({ bidiGenerateContentSetup: RESUMABLE.setup }),
  });
  const { name } = (await response.json()) as { name: string };
  const path = `/ws/google.ai.generativelanguage.v1alpha.GenerativeService.BidiGenerateContentConstrained?access_token=${name}`;
  const first = await LiveClient.open(emulator.url, RESUMABLE, { path });
  await first.until(({ message }) => message?.sessionResumptionUpdate !== undefined);
  await first.close();
  await LiveClient.open(emulator.url, resuming(updates(first)[0]?.handle ?? ''), { path });
  const again = await LiveClient.connect(emulator.url, { path });
  again.send(RESUMABLE);
  expect((await again.closed).reason).toBe('Token has been used too many times');
  await emulator.close();
});

test('closing the emulator tells its clients, frees the port, and can be done twice', async () => {
  const emulator = await startEmulator();
  const client = await LiveClient.open(emulator.url);
  client.type('Tell me a story');
  await Promise.all([emulator.close(), emulator.close()]);
  expect((await client.closed).code).toBe(1001);
  const again = await startEmulator({ port: Number(new URL(emulator.url).port) });
  expect(again.url).toBe(emulator.url);
  await expect(startEmulator({ port: Number(new URL(emulator.url).port) })).rejects.toMatchObject({
    code: 'EMULATOR_LISTEN_FAILED',
    message: expect.stringContaining('Choose another port'),
  });
  await again.close();
});

test('an emulator that listens on every address names one that can be called', async () => {
  const emulator = await startEmulator({ host: '0.0.0.0' });
  expect(emulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  await emulator.close();
});

test.each<[EmulatorOptions, RegExp]>([
  [{ pace: 0 }, /pace is 0/],
  [{ pace: Number.NaN }, /pace is NaN/],
  [{ port: 70_000 }, /port is 70000; it must be a whole number from 0 to 65535/],
  [{ port: '80' as unknown as number }, /port is 80/],
  [{ profile: '9' as '3.1' }, /profile is 9; it must be one of 3.1, native-audio, 2.5-half-cascade/],
  [{ voice: 'bob' as 'slt' }, /no voice "bob"; choose one of slt, rms, awb, kal/],
  [{ maxSessions: 0.5 }, /maxSessions/],
  [{ tls: { key: 'no key', cert: 'no certificate' } }, /tls must hold a private key and its certificate/],
  [
    { faults: [{ at: 'audio', action: { type: 'close', code: 70_000, reason: '' } }] },
    /faults\[0\]\.action\.code is 70000; it must be a whole number from 0 to 65535/,
  ],
])('the option %j is refused', async (options, message) => {
  await expect(startEmulator(options)).rejects.toMatchObject({
    code: 'EMULATOR_OPTION_INVALID',
    message: expect.stringMatching(message),
  });
});
