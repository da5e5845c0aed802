import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { watchVitalSigns } from './vital-signs.js';

const INTERVAL_MS = 20;
const servers: WebSocketServer[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    for (const client of server.clients) client.terminate();
    server.close();
  }
});

/** A side whose other end a test holds, and which the watch looks at; what waits for it is for the test to say. */
async function watchedSide(options: { autoPong: boolean }) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  servers.push(server);
  await once(server, 'listening');
  const far = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, options);
  const [[near]] = (await Promise.all([once(server, 'connection'), once(far, 'open')])) as [[WebSocket], unknown];
  const side = { socket: near, from: { messages: 0 }, to: { backlogBytes: 0, progress: 0 }, onStall: vi.fn() };
  near.on('message', () => side.from.messages++);
  watchVitalSigns({ sides: [side], intervalMs: INTERVAL_MS, maxStallMs: 4 * INTERVAL_MS });
  return { far, side };
}

async function beats(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
}

it('drops a peer that answers no ping', async () => {
  const { side } = await watchedSide({ autoPong: false });
  const [code] = await once(side.socket, 'close');
  expect(code).toBe(1006);
});

it('keeps a peer that answers', async () => {
  const { far, side } = await watchedSide({ autoPong: true });
  for (let pings = 0; pings < 8; pings++) await once(far, 'ping');
  expect(side.socket.readyState).toBe(WebSocket.OPEN);
});

it('takes messages for a sign of life, and pings now and then for the proxies on the way', async () => {
  const { far, side } = await watchedSide({ autoPong: false });
  let pings = 0;
  far.on('ping', () => pings++);
  const talk = setInterval(() => far.send('still here'), 2);
  await expect.poll(() => pings).toBeGreaterThanOrEqual(4);
  clearInterval(talk);
  expect(side.socket.readyState).toBe(WebSocket.OPEN);
});

it('does not blame a peer that it does not read from', async () => {
  const { far, side } = await watchedSide({ autoPong: true });
  side.socket.pause();
  for (let pings = 0; pings < 8; pings++) await once(far, 'ping');
  expect(side.socket.readyState).toBe(WebSocket.OPEN);
});

it('tells once that a peer takes nothing of what waits for it', async () => {
  const { side } = await watchedSide({ autoPong: true });
  side.to.backlogBytes = 1;
  await vi.waitFor(() => expect(side.onStall).toHaveBeenCalled());
  await beats(8);
  expect(side.onStall).toHaveBeenCalledTimes(1);
});

it('gives a peer its time that takes little by little, and neither pings nor drops it', async () => {
  const { far, side } = await watchedSide({ autoPong: false });
  side.to.backlogBytes = 1;
  let pings = 0;
  far.on('ping', () => pings++);
  const take = setInterval(() => side.to.progress++, 2);
  await beats(12);
  clearInterval(take);
  expect(side.onStall).not.toHaveBeenCalled();
  expect(side.socket.readyState).toBe(WebSocket.OPEN);
  expect(pings).toBeLessThanOrEqual(1);
});
