import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { BACKLOG_HIGH_BYTES, WAITING_MESSAGE_BYTES } from '../limits.js';
import { Relay, type RelayOptions } from './relay.js';

let server: WebSocketServer;

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
});
afterEach(() => {
  for (const client of server.clients) client.terminate();
  server.close();
});

async function pair(): Promise<{ near: WebSocket; far: WebSocket }> {
  const far = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const [[near]] = (await Promise.all([once(server, 'connection'), once(far, 'open')])) as [[WebSocket], unknown];
  return { near, far };
}

/** A relay whose reader has stopped reading, so that all further messages wait. */
async function blockedRelay(options: Partial<RelayOptions> = {}) {
  const [from, to] = [await pair(), await pair()];
  to.far.pause();
  const onOverflow = vi.fn();
  const relay = new Relay({
    source: from.near,
    target: to.near,
    onMessage: () => undefined,
    maxBacklogBytes: 18 * 1024 * 1024,
    onOverflow,
    ...options,
  });
  while (to.near.bufferedAmount === 0) to.near.send(Buffer.alloc(64 * 1024));
  return { relay, writer: from.far, source: from.near, reader: to.far, target: to.near, onOverflow };
}

it('counts what a message costs beside its bytes: many small ones stop the source, too', async () => {
  const { relay, writer, source, reader, onOverflow } = await blockedRelay();
  const most = BACKLOG_HIGH_BYTES / WAITING_MESSAGE_BYTES;
  for (let i = 0; i < 2 * most; i++) writer.send('x');
  await vi.waitFor(() => expect(source.isPaused).toBe(true));
  expect(relay.messages).toBeGreaterThan(most / 2);
  expect(relay.bytes).toBeLessThan(4 * most);
  reader.resume();
  await vi.waitFor(() => expect(relay.messages).toBe(2 * most));
  await vi.waitFor(() => expect(relay.backlogBytes).toBe(0));
  await vi.waitFor(() => expect(source.isPaused).toBe(false));
  expect(onOverflow).not.toHaveBeenCalled();
});

it('tells once that the bound is passed, and lets nothing more wait', async () => {
  const { relay, writer, onOverflow } = await blockedRelay({ maxBacklogBytes: 1024 * 1024 });
  for (let i = 0; i < 20_000; i++) writer.send('x');
  await vi.waitFor(() => expect(onOverflow).toHaveBeenCalledOnce());
  for (let i = 0; i < 100; i++) writer.send('y');
  await vi.waitFor(() => expect(relay.backlogBytes).toBeLessThanOrEqual(1024 * 1024));
  expect(onOverflow).toHaveBeenCalledOnce();
});

it('makes progress only when the target takes something', async () => {
  const { relay, writer, reader } = await blockedRelay();
  const before = relay.progress;
  writer.send(Buffer.alloc(100_000));
  await vi.waitFor(() => expect(relay.messages).toBe(1));
  expect(relay.progress).toBe(before);
  reader.resume();
  await vi.waitFor(() => expect(relay.progress).toBe(before + 1));
});

it('lets the source go on behind a message that the target takes late, however small the bound is', async () => {
  const maxBacklogBytes = 64 * 1024;
  const [from, to] = [await pair(), await pair()];
  const { near: source, far: writer } = from;
  const { near: target, far: reader } = to;
  const relay = new Relay({ source, target, onMessage: () => undefined, maxBacklogBytes, onOverflow: vi.fn() });
  const received: number[] = [];
  reader.on('message', (data: Buffer) => received.push(data.length));
  // Nothing waits when the message is sent, and the target takes it later.
  const { _socket: socket } = target as unknown as { _socket: Duplex };
  socket.cork();
  writer.send(Buffer.alloc(40 * 1024));
  await vi.waitFor(() => expect(source.isPaused).toBe(true));
  expect(relay.backlogBytes).toBeLessThanOrEqual(maxBacklogBytes);
  socket.uncork();
  await vi.waitFor(() => expect(source.isPaused).toBe(false));
  writer.send(Buffer.alloc(7));
  await vi.waitFor(() => expect(received).toEqual([40 * 1024, 7]));
});

it('reads from a source that rushes in turns, and leaves one alone that does not', async () => {
  const [from, to] = [await pair(), await pair()];
  const { near: source } = from;
  new Relay({
    source,
    target: to.near,
    onMessage: () => undefined,
    maxBacklogBytes: 18 * 1024 * 1024,
    onOverflow: vi.fn(),
  });
  const bring = (bytes: number) => source.emit('message', Buffer.alloc(bytes), true);
  bring(20 * 1024);
  expect(source.isPaused).toBe(false);
  bring(20 * 1024);
  expect(source.isPaused).toBe(true);
  await nextTurn();
  expect(source.isPaused).toBe(false);
});

it('does not read on in its turn while the target must catch up', async () => {
  const { relay, source, reader } = await blockedRelay();
  source.emit('message', Buffer.alloc(BACKLOG_HIGH_BYTES), true);
  expect(relay.isHoldingBack).toBe(true);
  await nextTurn();
  await nextTurn();
  expect(source.isPaused).toBe(true);
  reader.resume();
  await vi.waitFor(() => expect(source.isPaused).toBe(false));
  expect(relay.isHoldingBack).toBe(false);
});
