import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { scaledClock } from '../src/clock.js';
import type { Fault } from '../src/faults/fault.js';
import { GARBAGE, GARBAGE_KINDS } from '../src/faults/garbage.js';
import { type Emulator, startEmulator } from '../src/server.js';
import { LiveClient, PLAIN_SETUP } from './support/live-client.js';
import { ManualClock } from './support/manual-clock.js';
import { rawCall } from './support/raw-call.js';

let emulator: Emulator | undefined;
afterEach(() => emulator?.close());

async function start(faults: Fault[], clock = scaledClock(100)): Promise<string> {
  emulator = await startEmulator({ voice: 'kal', clock, faults });
  return emulator.url;
}

const READY = Buffer.from('{\n  "setupComplete": {}\n}\n');
const SETUP = JSON.stringify(PLAIN_SETUP);
const endOfHeaders = (bytes: Buffer) => bytes.includes('\r\n\r\n');

describe('at the handshake', () => {
  test('an answer of HTTP', async () => {
    const call = rawCall(await start([{ at: 'handshake', action: { type: 'http', status: 429, body: 'slow down' } }]));
    expect(await call.ended).toBe('end');
    expect(call.bytes().toString()).toBe(
      'HTTP/1.1 429 Too Many Requests\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: 9\r\n\r\nslow down',
    );
  });

  test('no answer, ever, and closing the emulator still ends it', async () => {
    const call = rawCall(await start([{ at: 'handshake', action: { type: 'half-open' } }]));
    // A second session is answered, so the first one was not.
    await LiveClient.connect(await start([])).then((client) => client.close());
    expect(call.bytes()).toHaveLength(0);
    call.socket.destroy();
  });

  test('an end, a reset in the middle of the answer, and garbage', async () => {
    const url = await start([
      { at: 'handshake', session: 1, action: { type: 'drop' } },
      { at: 'handshake', session: 2, action: { type: 'reset' } },
      { at: 'handshake', session: 3, action: { type: 'garbage', kind: 'opcode' } },
    ]);
    expect(await rawCall(url).ended).toBe('end');
    const reset = rawCall(url);
    expect(await reset.ended).toBe('ECONNRESET');
    expect(reset.bytes().toString()).toBe('HTTP/1.1 101 Switching Protocols\r\nUpgrade: webs');
    const garbage = rawCall(url);
    await garbage.until(endOfHeaders);
    expect(garbage.bytes().subarray(0, 2)).toEqual(Buffer.from(GARBAGE.opcode));
    garbage.socket.destroy();
  });

  test('an answer that comes late', async () => {
    const clock = new ManualClock();
    const call = rawCall(await start([{ at: 'handshake', action: { type: 'delay', durationMs: 3000 } }], clock));
    // Its faults were visited once a client of the same emulator that knocked later has its answer, three seconds on.
    await expect.poll(() => clock.waiting).toBeGreaterThan(0);
    clock.advance(2999);
    expect(call.bytes()).toHaveLength(0);
    clock.advance(1);
    await call.until(endOfHeaders);
    call.socket.destroy();
  });
});

describe('in a conversation', () => {
  test('the machine vanishes: no answer to a ping, no end, and no more messages', async () => {
    const url = await start([{ at: 'setup-complete', session: 1, action: { type: 'half-open' } }]);
    const client = await LiveClient.open(url);
    let pongs = 0;
    client.socket.on('pong', () => pongs++);
    client.socket.ping();
    client.type('Say: Hello.');
    const other = await LiveClient.open(url);
    other.type('Say: Hello.');
    await other.untilTurnComplete();
    expect([pongs, client.received.length, client.socket.readyState]).toEqual([0, 1, WebSocket.OPEN]);
    await other.close();
    await emulator?.close();
    expect((await client.closed).code).toBe(1006);
  });

  test('the machine vanishes, and comes back with all that waited', async () => {
    const clock = new ManualClock();
    const url = await start([{ at: 'setup-complete', action: { type: 'half-open', durationMs: 5000 } }], clock);
    const client = await LiveClient.open(url);
    client.type('Say: Hello.');
    clock.advance(4999);
    await (await LiveClient.connect(url)).close();
    expect(client.received).toHaveLength(1);
    clock.advance(1);
    await client.until(({ message }) => message?.serverContent?.modelTurn !== undefined);
    await client.close();
  });

  test('a reset in the middle of a frame', async () => {
    const call = rawCall(await start([{ at: 'setup-complete', action: { type: 'reset' } }]));
    await call.until(endOfHeaders);
    call.say(SETUP);
    expect(await call.ended).toBe('ECONNRESET');
    const bytes = call.bytes();
    const half = bytes.subarray(bytes.indexOf(READY) + READY.length);
    expect(half.subarray(0, 4)).toEqual(Buffer.from([0x82, 0x7e, 0x03, 0xe8]));
    expect(half.length).toBeLessThan(1000);
  });

  test.each(GARBAGE_KINDS.filter((kind) => kind !== 'bad-utf8'))(
    'garbage that breaks the protocol: %s',
    async (kind) => {
      const client = await LiveClient.connect(
        await start([{ at: 'setup-complete', action: { type: 'garbage', kind } }]),
      );
      const error = new Promise<NodeJS.ErrnoException>((resolve) => client.socket.once('error', resolve));
      client.send(PLAIN_SETUP);
      expect((await error).code).toMatch(/^WS_ERR_/);
      expect((await client.closed).code).toBe(1006);
      expect(client.received).toHaveLength(1);
    },
  );

  test('garbage that is a whole frame: text that is none', async () => {
    const url = await start([{ at: 'setup-complete', action: { type: 'garbage', kind: 'bad-utf8' } }]);
    const client = await LiveClient.connect(url, { skipUTF8Validation: true });
    client.send(PLAIN_SETUP);
    await client.until(() => client.received.length === 2);
    expect(client.received[1]).toMatchObject({ isBinary: false, text: '{\ufffd}' });
    await client.close();
  });

  test.each([
    [1005, ''],
    [1006, 'x'],
    [1015, ''],
    [999, ''],
    [2999, ''],
    [65_535, ''],
    [1011, Uint8Array.of(0xff, 0xfe)],
  ])('a close frame that says %i %j', async (code, reason) => {
    const call = rawCall(await start([{ at: 'setup', action: { type: 'close', code, reason } }]));
    await call.until(endOfHeaders);
    call.say(SETUP);
    const said = Buffer.from([0x88, 2 + reason.length, code >> 8, code & 0xff, ...Buffer.from(reason)]);
    await call.until((bytes) => bytes.subarray(-said.length).equals(said));
    call.socket.destroy();
  });

  test('messages in many frames', async () => {
    const url = await start([{ at: 'setup', action: { type: 'fragment', frames: 30 } }]);
    const call = rawCall(url);
    await call.until(endOfHeaders);
    call.say(SETUP);
    await call.until((bytes) => bytes.subarray(-3).equals(Buffer.from([0x80, 1, 0x0a])));
    const frames = call.bytes().subarray(call.bytes().indexOf('\r\n\r\n') + 4);
    const headers: string[] = [];
    let text = '';
    for (let at = 0; at < frames.length; at += 2 + (frames[at + 1] ?? 0)) {
      headers.push((frames[at] ?? 0).toString(16));
      text += frames.subarray(at + 2, at + 2 + (frames[at + 1] ?? 0)).toString();
    }
    expect(text).toBe(READY.toString());
    // One binary frame, 28 that go on with it, and one that ends it.
    expect(headers).toEqual(['2', ...Array(28).fill('0'), '80']);
    call.socket.destroy();
  });

  test('bytes in many writes, and slow ones, add up to the same', async () => {
    const plain = await startEmulator({ voice: 'kal', clock: scaledClock(100) });
    const url = await start([
      { at: 'handshake', session: 1, action: { type: 'split', bytes: 3 } },
      { at: 'setup-complete', session: 2, action: { type: 'drip', bytesPerSecond: 20_000 } },
      { at: 'setup-complete', session: 3, action: { type: 'delay', durationMs: 1000 } },
    ]);
    for (const session of [1, 2, 3]) {
      const texts = [];
      for (const base of [plain.url, url]) {
        const client = await LiveClient.open(base);
        client.type('Say: Hello there.');
        await client.untilTurnComplete();
        texts.push(client.received.map(({ text }) => text));
        await client.close();
      }
      expect(texts[1], `session ${session}`).toEqual(texts[0]);
    }
    await plain.close();
  });

  test('a connection that drips keeps to its rate', async () => {
    const clock = new ManualClock();
    const url = await start([{ at: 'handshake', action: { type: 'drip', bytesPerSecond: 100 } }], clock);
    const call = rawCall(url);
    // Two bytes each 20 ms, of an answer of 129.
    for (let bytes = 2; bytes < 129; bytes += 2) {
      await call.until((come) => come.length >= bytes);
      clock.advance(19);
      expect(call.bytes()).toHaveLength(bytes);
      clock.advance(1);
    }
    call.socket.destroy();
  });
});
