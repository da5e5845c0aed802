import { clientFrame, OPCODE, serverFrame } from '../load/frames.mjs';
import { openClient } from '../load/open-client.mjs';
import { closeReader } from './close-reader.mjs';

const NOTHING = new Uint8Array(0);
const PONG = { client: clientFrame(NOTHING, OPCODE.pong), service: serverFrame(NOTHING, OPCODE.pong) };

/** A trickle: so much at a time, so often. 41 kB a second; speech in real time is 66. */
const TRICKLE_BYTES = 4096;
const TRICKLE_EVERY_MS = 100;

/**
 * How a call is slow.
 *
 * - `deaf`: the client reads nothing while the service sends. Every second one reads again when its call is over.
 * - `trickle`: the client reads in small pieces, slower than speech plays, while the service sends.
 * - `stuck`: the service reads nothing while the client sends.
 *
 * @typedef {'deaf' | 'trickle' | 'stuck'} SlowKind
 */

/** A call with one end that sends as fast as its socket takes, and one that does not keep up. */
export class SlowCall {
  /** What the sending end has handed to the kernel or still holds, in bytes. */
  sentBytes = 0;
  /** When the call ended, in milliseconds from the start, as its sending end saw it. */
  endedAfterMs;
  /** What the client was told. */
  clientStatus;
  #kind;
  #chunk;
  #wakes;
  #client;
  #service;
  #startedAtMs = Number.NaN;
  #isOver = false;

  /**
   * @param {SlowKind} kind
   * @param {{ fromClient: Buffer, fromService: Buffer }} chunks whole frames, which are sent again and again.
   * @param {boolean} wakes reads again when its call is over.
   */
  constructor(kind, { fromClient, fromService }, wakes) {
    this.#kind = kind;
    this.#chunk = kind === 'stuck' ? fromClient : fromService;
    this.#wakes = wakes;
  }

  async open(port, path) {
    const read = closeReader({
      isMasked: false,
      onPing: () => this.#client.write(PONG.client),
      onClose: (status) => {
        this.clientStatus = status;
        if (this.#kind === 'stuck') this.#end();
        this.#client.destroy();
      },
    });
    const isTrickle = this.#kind === 'trickle';
    this.#client = await openClient({
      port,
      path,
      buffer: Buffer.allocUnsafe(isTrickle ? TRICKLE_BYTES : 65_536),
      onBytes: (bytes, length) => {
        read(bytes, length);
        if (isTrickle) this.#client?.pause();
      },
      onEnd: () => {
        if (this.#kind === 'stuck') this.#end();
      },
    });
    if (this.#kind !== 'stuck') this.#client.pause();
  }

  /** The gateway's connection to the service. */
  answer(socket) {
    this.#service = socket;
    socket.on('error', () => {});
    if (this.#kind === 'stuck') return;
    const read = closeReader({
      isMasked: true,
      onPing: () => socket.write(PONG.service),
      onClose: () => this.#end(),
    });
    socket.on('data', (bytes) => read(bytes, bytes.length));
    socket.on('close', () => this.#end());
  }

  get isConnected() {
    return this.#client !== undefined && this.#service !== undefined;
  }

  /** Begins to send, and to be slow. */
  start() {
    this.#startedAtMs = performance.now();
    this.#flood(this.#kind === 'stuck' ? this.#client : this.#service);
    if (this.#kind === 'trickle') this.#trickle();
  }

  close() {
    this.#isOver = true;
    this.#client?.destroy();
    this.#service?.destroy();
  }

  #flood(socket) {
    const more = () => {
      do this.sentBytes += this.#chunk.length;
      while (!this.#isOver && socket.write(this.#chunk));
      if (!this.#isOver) socket.once('drain', more);
    };
    more();
  }

  #trickle() {
    const timer = setInterval(() => {
      if (this.#client.destroyed) clearInterval(timer);
      else this.#client.resume();
    }, TRICKLE_EVERY_MS);
  }

  #end() {
    if (this.#isOver) return;
    this.#isOver = true;
    this.endedAfterMs = performance.now() - this.#startedAtMs;
    this.#service?.destroy();
    if (this.#kind === 'deaf' && this.#wakes) this.#client.resume();
  }
}
