import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { type ClientOptions, WebSocket } from 'ws';

/** The path that the official JavaScript SDK asks for, with its two slashes. */
export const LIVE_PATH = '//ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent';

/** A client that remembers what it was told. */
export interface TestClient {
  readonly socket: WebSocket;
  readonly messages: { readonly data: Buffer; readonly isBinary: boolean }[];
  /** Waits until that many messages are there. */
  received(count: number): Promise<void>;
  readonly closed: Promise<{ code: number; reason: string }>;
}

/** Connects; what comes before the test looks is kept. */
export function connect(url: string, options: ClientOptions = {}): TestClient {
  // Like the gateway, it leaves it to the test to judge bytes.
  const socket = new WebSocket(url, { skipUTF8Validation: true, ...options });
  const messages: TestClient['messages'] = [];
  socket.on('error', () => {});
  socket.on('message', (data, isBinary) => messages.push({ data: data as Buffer, isBinary }));
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() })),
  );
  return {
    socket,
    messages,
    closed,
    async received(count) {
      while (messages.length < count) {
        if (socket.readyState === WebSocket.CLOSED) throw new Error(`closed after ${messages.length} messages`);
        await Promise.race([once(socket, 'message'), closed]);
      }
    },
  };
}

/** Connects to all, so that their requests arrive at one time: on TCP connections that are already there. */
export async function connectAtOnce(urls: readonly string[]): Promise<TestClient[]> {
  const sockets = await Promise.all(
    urls.map(async (url) => {
      const socket = connectTcp(Number(new URL(url).port), '127.0.0.1');
      await once(socket, 'connect');
      return socket;
    }),
  );
  return sockets.map((socket, i) => connect(urls[i] as string, { createConnection: () => socket }));
}
