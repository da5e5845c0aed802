import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startScriptedUpstream } from './support/scripted-upstream.js';
import { SOON } from './support/soon.js';
import { connect, LIVE_PATH } from './support/test-client.js';
import { startTestGateway, type TestGateway } from './support/test-gateway.js';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanups.splice(0).reverse()) await cleanUp();
});

/** A TCP server that does to a connection what the test says. */
async function startTcp(onConnection: (socket: Socket) => void): Promise<{ url: string; sockets: Socket[] }> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    onConnection(socket);
  });
  return { url: await listen(server), sockets };
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function gatewayTo(geminiUrl: string, upstreamTimeoutMs?: number): Promise<TestGateway> {
  const gateway = await startTestGateway({
    geminiUrl,
    parts: upstreamTimeoutMs === undefined ? {} : { upstreamTimeoutMs },
  });
  cleanups.push(gateway.close);
  return gateway;
}

async function outcomeOf(gateway: TestGateway): Promise<{ code: number; reason: string }> {
  const client = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${await gateway.token()}`);
  client.socket.once('open', () => client.socket.send('{"setup":{}}'));
  const outcome = await client.closed;
  expect(client.messages).toEqual([]);
  // The process lives on, and the line is free again.
  expect((await gateway.wrap()).status).toBe(200);
  await expect.poll(() => gateway.metric('lipwire_sessions_open'), SOON).toBe(0);
  return outcome;
}

const UNREACHABLE = {
  code: 1011,
  reason: expect.stringMatching(/^The voice service cannot be reached: try again later/),
};
const REFUSED = { code: 1011, reason: expect.stringMatching(/^The voice service refused.*check the Gemini key/) };

describe('an upstream that', () => {
  it('is down', async () => {
    const gateway = await gatewayTo('http://127.0.0.1:9');
    expect(await outcomeOf(gateway)).toEqual(UNREACHABLE);
    expect(gateway.log()).toContain('"failure":"ECONNREFUSED"');
  });

  it('has no address', async () => {
    const gateway = await gatewayTo('https://no-such-host.invalid');
    expect(await outcomeOf(gateway)).toEqual(UNREACHABLE);
    expect(gateway.log()).toMatch(/"failure":"(ENOTFOUND|EAI_AGAIN)"/);
  });

  it('speaks no TLS where it should', async () => {
    const { url } = await startTcp((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(await outcomeOf(await gatewayTo(url.replace('http', 'https')))).toEqual(UNREACHABLE);
  });

  it('never answers', async () => {
    const { url, sockets } = await startTcp((socket) => socket.resume());
    const gateway = await gatewayTo(url, 50);
    expect(await outcomeOf(gateway)).toEqual(UNREACHABLE);
    expect(gateway.log()).toContain('"failure":"no answer in time"');
    await expect.poll(() => sockets.every(({ destroyed }) => destroyed), SOON).toBe(true);
  });

  it('never answers a client who then leaves is hung up on at once', async () => {
    const { url, sockets } = await startTcp((socket) => socket.resume());
    const gateway = await gatewayTo(url, 60_000);
    const client = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${await gateway.token()}`);
    await once(client.socket, 'open');
    await expect.poll(() => sockets.length, SOON).toBe(1);
    client.socket.close(1000);
    await expect.poll(() => sockets[0]?.destroyed, SOON).toBe(true);
  });

  it('hangs up in the handshake', async () => {
    const { url } = await startTcp((socket) => socket.once('data', () => socket.destroy()));
    expect(await outcomeOf(await gatewayTo(url))).toEqual(UNREACHABLE);
  });

  it('answers the handshake with garbage', async () => {
    const { url } = await startTcp((socket) => socket.once('data', () => socket.end('\0\xff garbage\r\n\r\n')));
    expect(await outcomeOf(await gatewayTo(url))).toEqual(UNREACHABLE);
  });

  it('accepts with a wrong key', async () => {
    const { url } = await startTcp((socket) =>
      socket.once('data', () =>
        socket.write(
          'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n',
        ),
      ),
    );
    expect(await outcomeOf(await gatewayTo(url))).toEqual(UNREACHABLE);
  });

  it.each([
    [401, REFUSED],
    [403, REFUSED],
    [400, REFUSED],
    [404, UNREACHABLE],
    [429, UNREACHABLE],
    [302, UNREACHABLE],
    [200, UNREACHABLE],
    [500, UNREACHABLE],
    [503, UNREACHABLE],
  ])('answers HTTP %i', async (status, expected) => {
    const server = createHttpServer((_request, response) => {
      response.writeHead(status, { location: 'http://127.0.0.1:9/' }).end('x'.repeat(10_000));
    });
    server.on('upgrade', (request, socket) => {
      socket.end(`HTTP/1.1 ${status} X\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 3\r\n\r\nno!`);
      request.resume();
    });
    const gateway = await gatewayTo(await listen(server));
    expect(await outcomeOf(gateway)).toEqual(expected);
    expect(gateway.log()).toContain(`"failure":"HTTP ${status}"`);
  });
});

describe('an upstream that breaks the WebSocket protocol', () => {
  const GARBAGE: [what: string, bytes: number[]][] = [
    ['an unknown opcode', [0x83, 0x00]],
    ['reserved bits', [0xf1, 0x00]],
    ['a masked frame', [0x81, 0x81, 1, 2, 3, 4, 5]],
    ['a close code that does not exist', [0x88, 0x02, 0x00, 0x00]],
    ['a frame of 2^62 bytes', [0x82, 0x7f, 0x40, 0, 0, 0, 0, 0, 0, 0]],
    ['a ping that is too long', [0x89, 0x7e, 0x01, 0x00]],
  ];

  it.each(GARBAGE)('%s', async (_what, bytes) => {
    const upstream = await startScriptedUpstream(({ socket }) => {
      // Straight to the TCP connection, past the library that would not send such a thing.
      const { _socket: tcp } = socket as unknown as { _socket: Socket };
      tcp.write(Buffer.from(bytes));
    });
    cleanups.push(upstream.close);
    const gateway = await gatewayTo(upstream.url);
    expect(await outcomeOf(gateway)).toMatchObject({ code: 1011 });
  });
});

describe('a client that breaks the WebSocket protocol', () => {
  it.each([
    ['an unmasked frame', [0x81, 0x01, 0x41]],
    ['an unknown opcode', [0x83, 0x80, 0, 0, 0, 0]],
    ['a frame of 2^62 bytes', [0x82, 0xff, 0x40, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
  ])('%s', async (_what, bytes) => {
    const upstream = await startScriptedUpstream(({ socket }) => socket.send('hello'));
    cleanups.push(upstream.close);
    const gateway = await gatewayTo(upstream.url);
    const client = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${await gateway.token()}`);
    await client.received(1);
    const { _socket: tcp } = client.socket as unknown as { _socket: Socket };
    tcp.write(Buffer.from(bytes));
    const { closed } = await upstream.call();
    expect(await closed).toMatchObject({ code: 1001 });
    expect((await gateway.wrap()).status).toBe(200);
  });
});

it('an upstream that sends what is no JSON is passed on untouched', async () => {
  const garbage = ['', '{', '{"serverContent":', '[]', 'null', '\u0000', '{}{}', ' \n'];
  const upstream = await startScriptedUpstream(({ socket }) => {
    for (const text of garbage) socket.send(Buffer.from(text), { binary: true });
    socket.send(Buffer.from([0xff, 0xfe, 0x7b, 0x7d]), { binary: false });
  });
  cleanups.push(upstream.close);
  const gateway = await gatewayTo(upstream.url);
  const client = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${await gateway.token()}`);
  await client.received(garbage.length + 1);
  expect(client.messages.slice(0, -1)).toEqual(garbage.map((text) => ({ data: Buffer.from(text), isBinary: true })));
  expect(client.messages.at(-1)).toEqual({ data: Buffer.from([0xff, 0xfe, 0x7b, 0x7d]), isBinary: false });
  expect(client.socket.readyState).toBe(WebSocket.OPEN);
  client.socket.terminate();
});
