import { once } from 'node:events';
import { connect as connectTcp, type Socket } from 'node:net';
import { createSpeaker } from '@lipwire/emulator';
import { afterAll, describe, expect, it } from 'vitest';
import { callAndTell, onStage, type Stage, tell, wholeCall } from '../support/fault-stage.js';
import { SHORT_TALK, talk } from '../support/reference-call.js';
import { expectNoWebSockets } from '../support/remains.js';
import type { TestClient } from '../support/test-client.js';

/** Keeps the voices loaded from one emulator to the next. */
const speaker = createSpeaker();
afterAll(() => speaker.close());

/** The connection under a WebSocket, past the library that would not send such things. */
function tcpOf({ socket }: TestClient): Socket {
  return (socket as unknown as { _socket: Socket })._socket;
}

/** A call in the middle of the answer to what was said. */
async function inMidSpeech({ call }: Stage): Promise<TestClient> {
  const client = call();
  await once(client.socket, 'open');
  talk(client, SHORT_TALK).catch(() => undefined);
  await client.received(3);
  return client;
}

/** How the gateway says that the last call but the neighbour's ended: side and code. */
async function endOf({ gateway }: Stage): Promise<string> {
  const ends = () =>
    [...gateway.log().matchAll(/"side":"(\w+)","code":(\d+)/g)].map(([, side, code]) => `${side} ${code}`);
  await expect.poll(() => ends().length, { timeout: 5_000, interval: 5 }).toBe(1);
  return ends()[0] ?? '';
}

/** A masked text frame, with a mask of zeros. */
function frame(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.of(0x81, 0x80 | 126, bytes.length >> 8, bytes.length & 0xff, 0, 0, 0, 0), bytes]);
}

describe('a client that sends in pieces is understood:', () => {
  it('messages in many frames', async () => {
    const seen = await onStage({}, async (stage) => {
      const client = stage.call();
      const { socket } = client;
      const send = socket.send.bind(socket);
      socket.send = ((text: string) => {
        for (const [i, letter] of [...text].entries()) send(letter, { fin: i === text.length - 1 });
      }) as typeof socket.send;
      await once(socket, 'open');
      await talk(client, SHORT_TALK);
      socket.close(1000);
      return await tell(client);
    });
    expect(seen).toEqual({ messages: await wholeCall(), closed: '1000', isFaithful: true });
  });

  it('bytes one by one', async () => {
    const seen = await onStage({}, async (stage) => {
      const client = stage.call();
      const { socket } = client;
      await once(socket, 'open');
      let sending = Promise.resolve();
      socket.send = ((text: string) => {
        sending = sending.then(async () => {
          for (const byte of frame(text)) {
            tcpOf(client).write(Buffer.of(byte));
            await new Promise(setImmediate);
          }
        });
      }) as typeof socket.send;
      await talk(client, SHORT_TALK);
      socket.close(1000);
      return await tell(client);
    });
    expect(seen).toEqual({ messages: await wholeCall(), closed: '1000', isFaithful: true });
  });
});

describe('in the middle of speech, a client', () => {
  it.each<[string, (client: TestClient) => unknown]>([
    ['hangs up without a word', ({ socket }) => socket.terminate()],
    [
      'hangs up in the middle of a frame',
      (client) => tcpOf(client).end(frame('{"realtimeInput":{}}').subarray(0, 12), () => tcpOf(client).destroy()),
    ],
    [
      'resets the connection in the middle of a frame',
      (client) =>
        tcpOf(client).write(frame('{"realtimeInput":{}}').subarray(0, 12), () => tcpOf(client).resetAndDestroy()),
    ],
  ])('%s: upstream is told at once', async (_what, leave) => {
    const end = await onStage({}, async (stage) => {
      leave(await inMidSpeech(stage));
      return await endOf(stage);
    });
    expect(end).toBe('client 1006');
  });

  it('vanishes, and reads nothing more: the heartbeat finds out', async () => {
    const end = await onStage({ parts: { sessionLimits: { heartbeatMs: 40 } } }, async (stage) => {
      const client = await inMidSpeech(stage);
      client.socket.pause();
      const outcome = await endOf(stage);
      client.socket.terminate();
      return outcome;
    });
    expect(end).toBe('client 1006');
  });

  it('sends a frame so slowly that it never ends: the heartbeat finds out', async () => {
    const seen = await onStage({ parts: { sessionLimits: { heartbeatMs: 40 } } }, async (stage) => {
      const client = await inMidSpeech(stage);
      // While a frame is on its way, no answer to a ping can be.
      client.socket.pong = () => undefined;
      const tcp = tcpOf(client);
      tcp.write(Buffer.of(0x82, 0xff, 0, 0, 0, 0, 0, 0x10, 0, 0, 0, 0, 0, 0));
      const drip = setInterval(() => tcp.write(Buffer.of(0)), 5);
      const outcome = await tell(client);
      clearInterval(drip);
      return { ...outcome, messages: outcome.messages.length };
    });
    expect(seen).toMatchObject({ closed: '1006', isFaithful: true });
  });

  it.each<[string, number[], string]>([
    ['an unmasked frame', [0x81, 0x01, 0x41], '1002'],
    ['an unknown opcode', [0x83, 0x80, 0, 0, 0, 0], '1002'],
    ['reserved bits', [0xf1, 0x80, 0, 0, 0, 0], '1002'],
    ['a frame of 2^62 bytes', [0x82, 0xff, 0x40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], '1009'],
    ['a frame of 17 MiB', [0x82, 0xff, 0, 0, 0, 0, 0x01, 0x10, 0, 0, 0, 0, 0, 0], '1009'],
    ['a ping that is too long', [0x89, 0xfe, 0x01, 0x00, 0, 0, 0, 0], '1002'],
    ['a continuation of nothing', [0x80, 0x81, 0, 0, 0, 0, 0x41], '1002'],
    ['half a close code', [0x88, 0x81, 0, 0, 0, 0, 0x03], '1002'],
    ['a close code that does not exist', [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xed], '1002'],
    ['an HTTP request', [...Buffer.from('GET / HTTP/1.1\r\n\r\n')], '1002'],
    ['a TLS handshake', [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03], '1002'],
  ])('sends %s: it is told so, and upstream that it is lost', async (_what, bytes, closed) => {
    const { seen, end } = await onStage({}, async (stage) => {
      const client = await inMidSpeech(stage);
      tcpOf(client).write(Buffer.from(bytes));
      return { seen: await tell(client), end: await endOf(stage) };
    });
    expect(seen).toMatchObject({ closed, isFaithful: true });
    expect(end).toBe('client 1006');
  });

  it('closes with a reason that is no UTF-8, which upstream gets put right', async () => {
    const end = await onStage({}, async (stage) => {
      const client = await inMidSpeech(stage);
      tcpOf(client).write(Buffer.of(0x88, 0x84, 0, 0, 0, 0, 0x0f, 0xa0, 0xff, 0xfe));
      return await endOf(stage);
    });
    expect(end).toBe('client 4000');
  });
});

describe('before there is a call, a client', () => {
  const HALF_A_HANDSHAKE =
    'GET /v1/conversation/gemini HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Vers';
  /** Connects, does something, and waits until the gateway has ended the connection. */
  async function answerTo(start: (tcp: Socket) => unknown): Promise<string> {
    return await onStage({ parts: { requestTimeoutMs: 100 } }, async ({ gateway }) => {
      const { hostname, port } = new URL(gateway.url);
      const tcp = connectTcp(Number(port), hostname);
      let answer = '';
      tcp.on('data', (bytes) => {
        answer += bytes;
      });
      tcp.on('error', () => undefined);
      const ended = once(tcp, 'close');
      await once(tcp, 'connect');
      start(tcp);
      await ended;
      return answer.split('\r\n')[0] ?? '';
    });
  }

  it.each<[string, (tcp: Socket) => unknown, string]>([
    ['never ends its handshake', (tcp) => tcp.write(HALF_A_HANDSHAKE), 'HTTP/1.1 408 Request Timeout'],
    [
      'sends its handshake so slowly that it never ends',
      (tcp) => {
        let at = 0;
        const drip = setInterval(() => tcp.write(HALF_A_HANDSHAKE[at++ % HALF_A_HANDSHAKE.length] ?? ''), 10);
        tcp.once('close', () => clearInterval(drip));
      },
      'HTTP/1.1 408 Request Timeout',
    ],
    ['connects and says nothing', () => undefined, 'HTTP/1.1 408 Request Timeout'],
    [
      'talks TLS to a port that does not',
      (tcp) => tcp.write(Buffer.of(0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03)),
      'HTTP/1.1 400 Bad Request',
    ],
    ['talks something else', (tcp) => tcp.write('\0\0\0 hello\r\n\r\n'), 'HTTP/1.1 400 Bad Request'],
    [
      'resets the connection in the middle of its handshake',
      (tcp) => tcp.write(HALF_A_HANDSHAKE, () => tcp.resetAndDestroy()),
      '',
    ],
  ])('%s', async (_what, start, answer) => {
    expect(await answerTo(start)).toBe(answer);
  });

  it('leaves while its call is being connected: the attempt is given up', async () => {
    const end = await onStage(
      {
        faults: [{ at: 'handshake', action: { type: 'half-open', durationMs: 20_000 } }],
        parts: { upstreamTimeoutMs: 60_000 },
      },
      async (stage) => {
        const { socket } = stage.call();
        await once(socket, 'open');
        socket.terminate();
        return await endOf(stage);
      },
    );
    expect(end).toBe('client 1006');
  });
});

it('a client that behaves sees the whole call', async () => {
  expect(await onStage({}, callAndTell)).toEqual({ messages: await wholeCall(), closed: '1000', isFaithful: true });
});

it('nothing refers to any of these calls any more', expectNoWebSockets);
