import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { GoogleGenAI } from '@google/genai/web';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { interceptWebSockets, type WebSocketScope } from './intercept.js';
import { tapSocket } from './socket-tap.js';

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

/** A server that says these messages to whoever connects, and closes. */
async function server(messages: (string | Buffer)[]): Promise<string> {
  const wss = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(wss, 'listening');
  wss.on('connection', (socket) => {
    for (const message of messages) socket.send(message);
    socket.close(1011, 'done');
  });
  cleanups.push(() => wss.close());
  return `ws://127.0.0.1:${(wss.address() as AddressInfo).port}/path`;
}

const scopeOf = (): WebSocketScope & { WebSocket: typeof WebSocket } => ({ WebSocket });

describe('interceptWebSockets', () => {
  it('tells about each socket, and puts the original back', async () => {
    const scope = scopeOf();
    const url = await server([]);
    const seen: unknown[] = [];
    const restore = interceptWebSockets((socket, to) => seen.push(socket, to), scope);
    expect(scope.WebSocket).not.toBe(WebSocket);
    const socket = new scope.WebSocket(url);
    expect(seen).toEqual([socket, url]);
    restore();
    restore();
    expect(scope.WebSocket).toBe(WebSocket);
    await once(socket, 'close');
  });

  it('is the original to all who look: instanceof, constants, prototype, subclasses', async () => {
    const scope = scopeOf();
    const url = await server([]);
    const before = new WebSocket(url);
    cleanups.push(interceptWebSockets(() => {}, scope));
    const socket = new scope.WebSocket(url);
    expect(socket).toBeInstanceOf(WebSocket);
    expect(socket).toBeInstanceOf(scope.WebSocket);
    expect(before).toBeInstanceOf(scope.WebSocket);
    expect(socket.constructor).toBe(WebSocket);
    expect(scope.WebSocket.OPEN).toBe(1);
    expect(scope.WebSocket.prototype).toBe(WebSocket.prototype);
    expect(scope.WebSocket.name).toBe('WebSocket');
    class Custom extends scope.WebSocket {
      custom = true;
    }
    const custom = new Custom(url);
    expect(custom).toBeInstanceOf(Custom);
    expect(custom).toBeInstanceOf(WebSocket);
    expect(custom.custom).toBe(true);
    await Promise.all([socket, before, custom].map((each) => once(each, 'close')));
  });

  it('leaves the messages, their order and the close to the app, and hears them first', async () => {
    const scope = scopeOf();
    const url = await server(['one', Buffer.from('two'), 'three']);
    const log: string[] = [];
    const restore = interceptWebSockets((socket) => {
      tapSocket(socket, {
        onMessage: (data) => log.push(`tap ${data instanceof ArrayBuffer ? Buffer.from(data).toString() : data}`),
        onClose: () => log.push('tap closed'),
      });
    }, scope);
    const socket = new scope.WebSocket(url);
    socket.binaryType = 'arraybuffer';
    socket.onmessage = ({ data }) =>
      log.push(`on ${typeof data === 'string' ? data : (data as object).constructor.name}`);
    socket.addEventListener('message', () => log.push('listener'));
    const [closed] = await Promise.all([once(socket, 'close')]);
    expect(closed).toEqual([1011, Buffer.from('done')]);
    expect(log).toEqual([
      ...['tap one', 'on one', 'listener'],
      ...['tap two', 'on ArrayBuffer', 'listener'],
      ...['tap three', 'on three', 'listener'],
      'tap closed',
    ]);
    expect(socket.binaryType).toBe('arraybuffer');
    restore();
  });

  it('tells two watchers, and restores after the last has gone', async () => {
    const scope = scopeOf();
    const url = await server([]);
    const seen: string[] = [];
    const first = interceptWebSockets(() => seen.push('first'), scope);
    const second = interceptWebSockets(() => seen.push('second'), scope);
    first();
    const socket = new scope.WebSocket(url);
    expect(seen).toEqual(['second']);
    second();
    expect(scope.WebSocket).toBe(WebSocket);
    await once(socket, 'close');
  });

  it('stays harmless below somebody who replaced the class after us', async () => {
    const scope = scopeOf();
    const url = await server([]);
    const seen: string[] = [];
    const restore = interceptWebSockets(() => seen.push('ours'), scope);
    const ours = scope.WebSocket;
    const theirs = new Proxy(ours, {});
    scope.WebSocket = theirs;
    restore();
    expect(scope.WebSocket).toBe(theirs);
    const socket = new scope.WebSocket(url);
    expect(seen).toEqual([]);
    // They undo theirs: what is left of ours tells nothing, and a new start is above it.
    scope.WebSocket = ours;
    cleanups.push(interceptWebSockets(() => seen.push('again'), scope));
    const other = new scope.WebSocket(url);
    expect(seen).toEqual(['again']);
    await Promise.all([once(socket, 'close'), once(other, 'close')]);
  });

  it('does nothing where there is no WebSocket', () => {
    const scope: WebSocketScope = {};
    interceptWebSockets(() => {}, scope)();
    expect('WebSocket' in scope).toBe(false);
  });

  // When this fails the SDK hands its socket out, and the interception may go.
  it('the official SDK shows its socket to nobody: it takes the global class and no other', async () => {
    const url = await server([]);
    const seen: string[] = [];
    const scope = globalThis as WebSocketScope;
    const before = scope.WebSocket;
    scope.WebSocket = WebSocket;
    cleanups.push(() => {
      scope.WebSocket = before;
    });
    const restore = interceptWebSockets((_socket, to) => seen.push(String(to)), scope);
    const baseUrl = new URL('/', url.replace('ws:', 'http:')).href;
    const ai = new GoogleGenAI({ apiKey: 'wrapped', httpOptions: { baseUrl } });
    await new Promise<void>((resolve) => {
      void ai.live.connect({ model: 'any', callbacks: { onmessage: () => {}, onclose: () => resolve() } });
    });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toContain('GenerativeService.BidiGenerateContent?key=wrapped');
    restore();
  });
});
