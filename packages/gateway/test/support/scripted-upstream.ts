import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/** One call that reached the voice service. */
export interface UpstreamCall {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  /** What came so far. */
  readonly messages: { readonly data: Buffer; readonly isBinary: boolean }[];
  /** How the call ended, as the service saw it. */
  readonly closed: Promise<{ code: number; reason: string }>;
}

/** A voice service that does what a test tells it. */
export interface ScriptedUpstream {
  readonly url: string;
  readonly calls: readonly UpstreamCall[];
  /** Waits for the call with that index, from 0. */
  call(index?: number): Promise<UpstreamCall>;
  /** Waits for the call that came with that credential. */
  callWith(credential: string): Promise<UpstreamCall>;
  close(): Promise<void>;
}

/** @param script runs for every call, at its start. */
export async function startScriptedUpstream(
  script: (call: UpstreamCall) => void = () => {},
): Promise<ScriptedUpstream> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: true, skipUTF8Validation: true });
  const calls: UpstreamCall[] = [];
  server.on('connection', (socket, request) => {
    const messages: UpstreamCall['messages'] = [];
    socket.on('error', () => {});
    socket.on('message', (data, isBinary) => messages.push({ data: data as Buffer, isBinary }));
    const closed = new Promise<{ code: number; reason: string }>((resolve) =>
      socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() })),
    );
    const call = { socket, request, messages, closed };
    calls.push(call);
    script(call);
    server.emit('call');
  });
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    async call(index = 0) {
      while (calls[index] === undefined) await once(server, 'call');
      return calls[index];
    },
    async callWith(credential) {
      for (;;) {
        const call = calls.find(({ request }) => request.url?.endsWith(`=${credential}`));
        if (call !== undefined) return call;
        await once(server, 'call');
      }
    },
    close() {
      for (const client of server.clients) client.terminate();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
