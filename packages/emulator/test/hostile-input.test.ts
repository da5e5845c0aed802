import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scaledClock } from '../src/clock.js';
import { type Emulator, startEmulator } from '../src/server.js';
import { LiveClient } from './support/live-client.js';

/** One emulator takes it all, and must be well in the end. */
const errors: unknown[] = [];
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({
    voice: 'kal',
    clock: scaledClock(50),
    maxMessageBytes: 64 * 1024,
    onError: (error) => errors.push(error),
  });
});
afterAll(async () => {
  const client = await LiveClient.open(emulator.url);
  client.type('Say: I am well.');
  await client.untilTurnComplete();
  expect(emulator.turns.at(-1)?.text).toBe('I am well.');
  expect(errors).toEqual([]);
  await emulator.close();
});

test.each([
  ['garbage', 'not json at all'],
  ['half a message', '{"setup":{"model":"models/m"'],
  ['a list', '[{"setup":{}}]'],
  ['bytes', Buffer.from([0, 255, 254, 128, 7])],
  ['nothing', ''],
  ['deep nesting', `${'['.repeat(30_000)}${']'.repeat(30_000)}`],
])('%s in place of the setup closes with 1007', async (_what, frame) => {
  const client = await LiveClient.connect(emulator.url);
  client.socket.send(frame);
  expect((await client.closed).code).toBe(1007);
});

test.each([
  ['garbage', '{"clientContent":'],
  ['two things at once', '{"clientContent":{},"realtimeInput":{}}'],
  ['something unknown', '{"shutdown":{}}'],
  ['audio that is none', '{"realtimeInput":{"audio":{"mimeType":"audio/pcm;rate=16000","data":"!!!"}}}'],
])('%s in the middle of a turn closes with 1007', async (_what, frame) => {
  const client = await LiveClient.open(emulator.url);
  client.type('Count to ten');
  client.socket.send(frame);
  expect((await client.closed).code).toBe(1007);
});

test('a binary frame is read like a text frame', async () => {
  const client = await LiveClient.connect(emulator.url);
  client.socket.send(Buffer.from('{"setup":{"model":"models/m"}}'));
  await client.until(({ message }) => message?.setupComplete !== undefined);
  await client.close();
});

test('a message that is too large ends its connection with 1009', async () => {
  const client = await LiveClient.open(emulator.url);
  client.type('x'.repeat(64 * 1024));
  expect((await client.closed).code).toBe(1009);
});

test('odd pieces of audio, in every rate, are heard', async () => {
  const client = await LiveClient.open(emulator.url);
  for (const rate of [8000, 16_000, 44_100, 192_000]) {
    for (const bytes of [0, 1, 3, 999]) {
      const data = Buffer.alloc(bytes, 0x55).toString('base64');
      client.send({ realtimeInput: { audio: { mimeType: `audio/pcm;rate=${rate}`, data } } });
    }
  }
  client.type('Say: Still here.');
  await client.untilTurnComplete();
  await client.close();
});

test('text of any kind is spoken or excused', async () => {
  const client = await LiveClient.open(emulator.url);
  let from = 0;
  for (const text of [
    '--help',
    'Say: -o /etc/passwd',
    'Say: \u{1f600}',
    'Say: \0\u001b[2J',
    'Say: $(reboot) %n%s',
    '',
    'Say: <speak>',
  ]) {
    client.type(text);
    from = (await client.untilTurnComplete(from)) + 1;
  }
  expect(client.events().filter(({ type }) => type === 'generation-complete')).toHaveLength(7);
  await client.close();
});

test('a client that interrupts without end costs no more than its last request', async () => {
  const client = await LiveClient.open(emulator.url);
  const turns = emulator.turns.length;
  for (let i = 0; i < 500; i++) client.type('Tell me a story');
  client.type('Say: The last one.');
  await client.until(({ message }) => message?.serverContent?.generationComplete === true);
  expect(emulator.turns.at(-1)?.text).toBe('The last one.');
  // Hardly any of the others came as far as its first sound.
  expect(emulator.turns.length - turns).toBeLessThan(20);
  await client.close();
});

test('connections that are cut at any moment leave nothing behind', async () => {
  const clients = await Promise.all(Array.from({ length: 20 }, () => LiveClient.open(emulator.url)));
  clients.forEach((client, i) => {
    client.type('Count to ten');
    setTimeout(() => client.socket.terminate(), i * 5);
  });
  await Promise.all(clients.map(({ closed }) => closed));
});

test('a client that keeps its half of a refused connection open holds nothing up', async () => {
  const other = await startEmulator();
  const { hostname, port } = new URL(other.url);
  const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
  socket.write('GET /nothing-here HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n');
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toMatch(/^HTTP\/1\.1 404 /);
  await other.close();
  socket.destroy();
});

test.each([
  ['no HTTP', 'hello\r\n\r\n'],
  ['a path that is none', 'GET \\\\%00 HTTP/1.1\r\nhost: x\r\n\r\n'],
  ['a bad upgrade', 'GET //ws/x HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n'],
  [
    'an upgrade without a key',
    'GET /ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent?key=%E0%A4%A HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n',
  ],
  [
    'a body that breaks off',
    'POST /v1alpha/auth_tokens?key=a HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{"uses":',
  ],
])('%s on the port does no harm', async (_what, bytes) => {
  const { hostname, port } = new URL(emulator.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  socket.on('data', () => {});
  await new Promise((resolve) => socket.write(bytes, resolve));
  setTimeout(() => socket.destroy(), 50);
  await new Promise((resolve) => socket.once('close', resolve));
});
