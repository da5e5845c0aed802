import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

/** One frame as it was on the wire. */
export interface Frame {
  readonly data: Buffer;
  readonly isBinary: boolean;
}

/** A pair of sockets that only passes on, and keeps what the server sent: the witness of transparency tests. */
export interface RecordingProxy {
  readonly url: string;
  /** Server frames of each connection, in the order in which the connections were made. */
  readonly connections: readonly { readonly fromServer: Frame[]; readonly fromClient: Frame[] }[];
  close(): Promise<void>;
}

/** Stands before `targetUrl` (http) on a free port. */
export async function startRecordingProxy(targetUrl: string): Promise<RecordingProxy> {
  const connections: { fromServer: Frame[]; fromClient: Frame[] }[] = [];
  const http = createServer((_, response) => response.writeHead(404).end());
  const server = new WebSocketServer({ server: http, perMessageDeflate: false, maxPayload: 1 << 26 });
  server.on('connection', (client, request) => {
    const record: { fromServer: Frame[]; fromClient: Frame[] } = { fromServer: [], fromClient: [] };
    connections.push(record);
    const upstream = new WebSocket(new URL(request.url ?? '/', targetUrl.replace(/^http/, 'ws')), {
      perMessageDeflate: false,
    });
    const waiting: Frame[] = [];
    client.on('message', (data: Buffer, isBinary) => {
      record.fromClient.push({ data, isBinary });
      if (upstream.readyState === WebSocket.OPEN) upstream.send(data, { binary: isBinary });
      else waiting.push({ data, isBinary });
    });
    upstream.on('open', () => {
      for (const { data, isBinary } of waiting) upstream.send(data, { binary: isBinary });
    });
    upstream.on('message', (data: Buffer, isBinary) => {
      record.fromServer.push({ data, isBinary });
      client.send(data, { binary: isBinary });
    });
    upstream.on('close', (code, reason) => closeWith(client, code, reason));
    client.on('close', (code, reason) => closeWith(upstream, code, reason));
    upstream.on('error', () => client.terminate());
    client.on('error', () => upstream.terminate());
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    connections,
    close: async () => {
      for (const client of server.clients) client.terminate();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** Codes 1005 and 1006 mean "no code came" and can't be sent. */
function closeWith(socket: WebSocket, code: number, reason: Buffer): void {
  if (code === 1006) socket.terminate();
  else if (code === 1005) socket.close();
  else socket.close(code, reason);
}
