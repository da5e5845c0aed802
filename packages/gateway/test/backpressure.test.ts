import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { digestOfKey } from '../src/auth/key-digest.js';
import { audioMessage, pretty, silence } from './support/gemini-messages.js';
import { type ScriptedUpstream, startScriptedUpstream, type UpstreamCall } from './support/scripted-upstream.js';
import { SOON } from './support/soon.js';
import { connect, LIVE_PATH, type TestClient } from './support/test-client.js';
import { startTestGateway, type TestGateway, type TestGatewayOptions } from './support/test-gateway.js';

const KIB = 1024;
const MIB = 1024 * KIB;
/** More than the kernel takes for one connection over loopback. */
const KERNEL_BYTES = 12 * MIB;

/** The heartbeat leaves a busy machine the time to fill the kernel's memory: until then, who reads nothing looks dead. */
const STALLED_SOON = { heartbeatMs: 200, maxStallMs: 400 };

let upstream: ScriptedUpstream;
let gateway: TestGateway;

afterEach(async () => {
  await gateway.close();
  await upstream.close();
});

async function start(sessionLimits: NonNullable<TestGatewayOptions['parts']>['sessionLimits'] = {}): Promise<void> {
  upstream = await startScriptedUpstream();
  gateway = await startTestGateway({ geminiUrl: upstream.url, parts: { sessionLimits } });
}

/** A call on which a message has come through, so that both connections stand. */
async function talk(index = 0): Promise<{ client: TestClient; server: UpstreamCall }> {
  const client = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${await gateway.token()}`);
  const server = await upstream.call(index);
  server.socket.send('hello');
  await client.received(1);
  client.messages.length = 0;
  return { client, server };
}

/** Sends without end, as fast as the other end takes it; `sent` counts what has left. */
function flood(socket: WebSocket, message: Uint8Array) {
  let isOn = true;
  const stop = (): void => {
    isOn = false;
  };
  const state = { sent: 0, stop };
  const feed = (): void =>
    socket.send(message, (error) => {
      if (error) return;
      state.sent++;
      if (isOn) feed();
    });
  feed();
  return state;
}

/** Waits until a number stands still. */
async function settled(value: () => number): Promise<number> {
  let before = -1;
  let timesUnchanged = 0;
  const look = (): number => {
    timesUnchanged = value() === before ? timesUnchanged + 1 : 0;
    before = value();
    return timesUnchanged;
  };
  await expect.poll(look, { interval: 20, timeout: 10_000 }).toBeGreaterThanOrEqual(5);
  return value();
}

const backlogBytes = () => gateway.metric('lipwire_backlog_bytes');

describe('what waits for a side that does not read', () => {
  it.each(['client', 'upstream'] as const)('stays small, and costs no other call its pace: %s', async (slow) => {
    await start();
    const { client, server } = await talk();
    const { client: other, server: otherServer } = await talk(1);
    const [reader, writer] = slow === 'client' ? [client.socket, server.socket] : [server.socket, client.socket];
    reader.pause();
    // Speech at hundreds of times its pace.
    const speech = pretty(audioMessage([silence(100)]));
    const { sent, stop } = await whenSettled(flood(writer, speech));
    expect(sent * speech.length).toBeLessThan(2 * KERNEL_BYTES);
    expect(await backlogBytes()).toBeGreaterThan(512 * KIB);
    expect(await backlogBytes()).toBeLessThan(1.5 * MIB);
    expect(await gateway.metric('lipwire_sessions_paused')).toBe(1);

    for (let i = 0; i < 50; i++) otherServer.socket.send(speech);
    await other.received(50);
    stop();
    reader.resume();
    await expect.poll(backlogBytes, SOON).toBe(0);
  });

  it('passes the bound with a message that is too large for it, and ends the call', async () => {
    await start({ maxBacklogBytes: 4 * MIB });
    const { client, server } = await talk();
    client.socket.pause();
    server.socket.send(Buffer.alloc(5 * MIB));
    expect(await server.closed).toMatchObject({ code: 1001 });
    expect(await backlogBytes()).toBeLessThanOrEqual(4 * MIB);
    client.socket.resume();
    expect(await client.closed).toEqual({ code: 4005, reason: expect.stringMatching(/^This client takes too slowly/) });
    expect(await gateway.metric('lipwire_closes_total{side="gateway",code="4005"}')).toBe(1);
  });

  it('may be less for a tenant than for the gateway', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lipwire-'));
    const file = join(folder, 'gateway.json');
    const limits = { maxBacklogBytes: 100_000 };
    writeFileSync(
      file,
      JSON.stringify({ tenants: [{ name: 'small', apiKeys: [digestOfKey('a-key-of-small')], limits }] }),
    );
    upstream = await startScriptedUpstream();
    gateway = await startTestGateway({ geminiUrl: upstream.url, env: { LIPWIRE_CONFIG: file } });
    rmSync(folder, { recursive: true });
    const { client, server } = await talk();
    server.socket.send(Buffer.alloc(200_000));
    await client.received(1);

    const direct = `${gateway.wsUrl}/v1/conversation/gemini?key=k&mascot_key=a-key-of-small`;
    const small = connect(direct);
    (await upstream.call(1)).socket.send(Buffer.alloc(200_000));
    expect(await small.closed).toMatchObject({ code: 4005 });
  });

  it('that is not taken for too long ends the call', async () => {
    await start(STALLED_SOON);
    const { client, server } = await talk();
    client.socket.pause();
    flood(server.socket, Buffer.alloc(256 * KIB));
    expect(await server.closed).toMatchObject({ code: 1001 });
    client.socket.resume();
    expect(await client.closed).toMatchObject({ code: 4005 });
  });

  it('for upstream ends the call, too', async () => {
    await start(STALLED_SOON);
    const { client, server } = await talk();
    server.socket.pause();
    flood(client.socket, Buffer.alloc(256 * KIB));
    const reason = expect.stringMatching(/^The voice service takes too slowly/);
    expect(await client.closed).toEqual({ code: 4005, reason });
    server.socket.resume();
    expect(await server.closed).toMatchObject({ code: 1001 });
  });
});

describe('what comes before upstream answers', () => {
  /** Takes connections, and says nothing. */
  async function startMuteUpstream() {
    const sockets: Socket[] = [];
    const server = createServer((socket) => void sockets.push(socket.on('error', () => undefined)));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const close = () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    };
    return { url: `http://127.0.0.1:${port}`, close };
  }

  it.each([
    { maxBacklogBytes: 18 * MIB, size: 64 * KIB, ends: false },
    { maxBacklogBytes: 2 * MIB, size: 4 * MIB, ends: true },
  ])('is held within the bound: $size bytes at a time', async ({ maxBacklogBytes, size, ends }) => {
    const mute = await startMuteUpstream();
    upstream = await startScriptedUpstream();
    gateway = await startTestGateway({ geminiUrl: mute.url, parts: { sessionLimits: { maxBacklogBytes } } });
    const client = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${await gateway.token()}`);
    await once(client.socket, 'open');
    const { sent, stop } = await whenSettled(flood(client.socket, Buffer.alloc(size)));
    if (ends) expect(await client.closed).toMatchObject({ code: 4005 });
    else expect(sent * size).toBeLessThan(KERNEL_BYTES);
    expect(await backlogBytes()).toBeLessThan(1.5 * MIB);
    stop();
    client.socket.terminate();
    mute.close();
  });
});

it('lets a message be as large as configured, and no larger, on both sides', async () => {
  await start({ maxMessageBytes: 100_000 });
  const { client, server } = await talk();
  const exact = Buffer.alloc(100_000, 0x20);
  server.socket.send(exact);
  client.socket.send(exact);
  await client.received(1);
  await expect.poll(() => server.messages.length, SOON).toBe(1);
  server.socket.send(Buffer.alloc(100_001));
  // What the gateway tells upstream is upstream's; the client learns that the service was lost.
  expect(await server.closed).toMatchObject({ code: 1009 });

  const { client: second } = await talk(1);
  second.socket.send(Buffer.alloc(100_001));
  expect(await second.closed).toMatchObject({ code: 1009 });
});

async function whenSettled<T extends { sent: number }>(state: T): Promise<T> {
  await settled(() => state.sent);
  return state;
}
