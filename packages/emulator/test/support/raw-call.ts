import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const METHOD_PATH = '/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent?key=test';

/** A connection below any WebSocket library: what came, piece by piece, and how it ended. */
export interface RawCall {
  readonly socket: Socket;
  /** What came in each read. */
  readonly reads: Buffer[];
  readonly bytes: () => Buffer;
  /** `end`, or the code of the error that ended it. */
  readonly ended: Promise<string>;
  /** Waits until the bytes fit. */
  until(fits: (bytes: Buffer) => boolean): Promise<void>;
  /** Sends a text frame. */
  say(text: string): void;
}

/** Knocks at an emulator as a WebSocket client does. */
export function rawCall(url: string): RawCall {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  const reads: Buffer[] = [];
  socket.on('data', (bytes) => reads.push(bytes));
  const ended = new Promise<string>((resolve) => {
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    socket.once('end', () => resolve('end'));
  });
  socket.write(
    `GET ${METHOD_PATH} HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\n\r\n`,
  );
  const bytes = () => Buffer.concat(reads);
  return {
    socket,
    reads,
    bytes,
    ended,
    async until(fits) {
      while (!fits(bytes())) await once(socket, 'data');
    },
    // A mask of zeros is a mask.
    say: (text) =>
      socket.write(Buffer.concat([Uint8Array.of(0x81, 0x80 | text.length, 0, 0, 0, 0), Buffer.from(text)])),
  };
}
