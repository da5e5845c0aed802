import { createHash } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { FrameReader, OPCODE, type WireFrame } from './wire-frame.js';

/** A message as it was put together from its frames. */
export interface RawMessage {
  readonly isBinary: boolean;
  readonly data: Buffer;
}

/** One end of a WebSocket that is nothing but a TCP connection: it writes what it is told and notes what comes. */
export class RawPeer {
  readonly socket: Socket;
  /** Credential in the request, for upstream to know its caller. */
  readonly credential: string;
  readonly messages: RawMessage[] = [];
  readonly pongs: Buffer[] = [];
  /** Payload of the close frame. */
  close: Buffer | undefined;
  /** What is wrong with the frames that came: there must be nothing. */
  readonly complaints: string[] = [];
  readonly #reader = new FrameReader();
  readonly #news = new EventEmitter();
  readonly #masksItsFrames: boolean;
  #parts: WireFrame[] = [];

  /** @param heSendsMasked true if the other end is a client. */
  constructor(socket: Socket, heSendsMasked: boolean, credential: string, head: Buffer) {
    this.socket = socket;
    this.credential = credential;
    this.#masksItsFrames = heSendsMasked;
    this.#news.setMaxListeners(0);
    socket.setNoDelay(true);
    socket.on('error', () => {});
    socket.on('data', (bytes: Buffer) => this.#read(bytes));
    socket.on('close', () => this.#news.emit('news'));
    if (head.length > 0) this.#read(head);
  }

  /** Waits until it is so. @throws if the connection ends first. */
  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      if (this.socket.destroyed) throw new Error(`closed after ${this.messages.length} messages`);
      await once(this.#news, 'news');
    }
  }

  /** Writes bytes as TCP segments that end where `cuts` say, with a turn of the event loop in between. */
  async write(bytes: Buffer, cuts: readonly number[]): Promise<void> {
    let at = 0;
    for (const cut of [...cuts, bytes.length]) {
      if (cut <= at || cut > bytes.length) continue;
      this.socket.write(bytes.subarray(at, cut));
      at = cut;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #read(bytes: Buffer): void {
    for (const frame of this.#reader.push(bytes)) this.#take(frame);
    this.#news.emit('news');
  }

  #take(frame: WireFrame): void {
    if ((frame.mask !== undefined) !== this.#masksItsFrames) this.complaints.push('mask');
    if (frame.opcode === OPCODE.pong) this.pongs.push(frame.payload);
    else if (frame.opcode === OPCODE.close) this.close = frame.payload;
    else if (frame.opcode !== OPCODE.ping) this.#takePart(frame);
  }

  #takePart(frame: WireFrame): void {
    if ((this.#parts.length === 0) !== (frame.opcode !== OPCODE.continuation)) this.complaints.push('continuation');
    if (this.close !== undefined) this.complaints.push('message behind the close frame');
    this.#parts.push(frame);
    if (!frame.fin) return;
    this.messages.push({
      isBinary: this.#parts[0]?.opcode === OPCODE.binary,
      data: Buffer.concat(this.#parts.map(({ payload }) => payload)),
    });
    this.#parts = [];
  }
}

/** Calls as a client. @throws if the answer is not 101. */
export async function connectRaw(url: string, headers: readonly string[] = []): Promise<RawPeer> {
  const { hostname, port, pathname, search } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(
    [
      `GET ${pathname}${search} HTTP/1.1`,
      `Host: ${hostname}:${port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
      ...headers,
      '\r\n',
    ].join('\r\n'),
  );
  const { head, rest } = await readHead(socket);
  if (!head.startsWith('HTTP/1.1 101 ')) throw new Error(`The gateway answered ${head.split('\r\n')[0]}`);
  return new RawPeer(socket, false, '', rest);
}

/** A voice service that is nothing but TCP connections. */
export interface RawUpstream {
  readonly url: string;
  /** Waits for the call with that credential. */
  callWith(credential: string): Promise<RawPeer>;
  close(): Promise<void>;
}

/** @param answer says what a caller gets in place of a 101, by its credential; `undefined` for the 101. */
export async function startRawUpstream(
  answer: (credential: string) => Buffer | undefined = () => undefined,
): Promise<RawUpstream> {
  const waiting = new Map<string, RawPeer>();
  const sockets = new Set<Socket>();
  const news = new EventEmitter().setMaxListeners(0);
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    // A caller who leaves in the middle of his request is no call.
    accept(socket).catch(() => socket.destroy());
  });
  async function accept(socket: Socket): Promise<void> {
    const { head, rest } = await readHead(socket);
    const key = /^sec-websocket-key: (.*)$/im.exec(head)?.[1]?.trim();
    const credential = decodeURIComponent(/[?&](?:key|access_token)=([^& ]*)/.exec(head)?.[1] ?? '');
    const other = answer(credential);
    if (other !== undefined) {
      socket.end(other);
      return;
    }
    const proof = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${proof}\r\n\r\n`,
    );
    waiting.set(credential, new RawPeer(socket, true, credential, rest));
    news.emit('call');
  }
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async callWith(credential) {
      for (;;) {
        const peer = waiting.get(credential);
        waiting.delete(credential);
        if (peer !== undefined) return peer;
        await once(news, 'call');
      }
    },
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** The head of an HTTP message, and what came behind it. */
async function readHead(socket: Socket): Promise<{ head: string; rest: Buffer }> {
  let bytes = Buffer.alloc(0);
  for (;;) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    bytes = Buffer.concat([bytes, chunk]);
    const end = bytes.indexOf('\r\n\r\n');
    if (end < 0) continue;
    socket.pause();
    // Whoever listens next resumes it, and gets what came meanwhile.
    setImmediate(() => socket.resume());
    return { head: bytes.subarray(0, end).toString('latin1'), rest: bytes.subarray(end + 4) };
  }
}
