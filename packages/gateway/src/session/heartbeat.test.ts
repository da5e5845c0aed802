import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { keepHeartbeat } from './heartbeat.js';

const INTERVAL_MS = 20;
const servers: WebSocketServer[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    for (const client of server.clients) client.terminate();
    server.close();
  }
});

/** Two ends of a real connection; the heartbeat is kept by `near`. */
async function connectedPair(options: { autoPong: boolean }): Promise<{ near: WebSocket; far: WebSocket }> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  servers.push(server);
  await once(server, 'listening');
  const far = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, options);
  const [[near]] = await Promise.all([once(server, 'connection'), once(far, 'open')]);
  return { near, far };
}

it('drops a peer that answers no ping', async () => {
  const { near } = await connectedPair({ autoPong: false });
  keepHeartbeat(near, INTERVAL_MS);
  const [code] = await once(near, 'close');
  expect(code).toBe(1006);
});

it('keeps a peer that answers', async () => {
  const { near, far } = await connectedPair({ autoPong: true });
  keepHeartbeat(near, INTERVAL_MS);
  for (let pings = 0; pings < 8; pings++) await once(far, 'ping');
  expect(near.readyState).toBe(WebSocket.OPEN);
});

it('takes messages for a sign of life', async () => {
  const { near, far } = await connectedPair({ autoPong: false });
  keepHeartbeat(near, INTERVAL_MS);
  for (let pings = 0; pings < 8; pings++) {
    await once(far, 'ping');
    far.send('still here');
  }
  expect(near.readyState).toBe(WebSocket.OPEN);
});

it('does not blame a peer that it does not read from', async () => {
  const { near, far } = await connectedPair({ autoPong: true });
  near.pause();
  keepHeartbeat(near, INTERVAL_MS);
  for (let pings = 0; pings < 8; pings++) await once(far, 'ping');
  expect(near.readyState).toBe(WebSocket.OPEN);
});
