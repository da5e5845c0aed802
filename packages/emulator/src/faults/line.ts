import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { Clock } from '../clock.js';

/** Bytes on their way over a slow network; a sender that has more waits. */
const MAX_LATE_BYTES = 8 * 1024 * 1024;
/** How often a connection that drips lets something go, in milliseconds. */
const DRIP_EVERY_MS = 20;

/**
 * Time for last bytes to be read before the connection is reset, in real milliseconds. Together with them, libuv 1.46
 * takes a reset for an orderly end.
 */
const RESET_AFTER_MS = 20;

type Done = (error?: Error | null) => void;

/**
 * The connection under a WebSocket, where faults can take hold of bytes that belong to no message: pings, close frames,
 * the answer to the handshake. Without a fault it passes bytes as they come.
 */
export class Line extends Duplex {
  readonly #socket: Socket;
  readonly #clock: Clock;
  /** What leaves in one write, and how long until the next; by default everything, at once. */
  #portion = { bytes: Number.POSITIVE_INFINITY, everyMs: 0 };
  #delayMs = 0;
  /** On their way over a slow network. */
  readonly #late: { readonly bytes: Buffer; readonly dueMs: number }[] = [];
  #lateBytes = 0;
  #isCarryingLate = false;
  #onLateRoom: (() => void) | undefined;
  #onLateArrived: (() => void) | undefined;
  #isFrozen = false;
  #onThaw: (() => void)[] = [];
  readonly #timers = new Set<() => void>();

  /** @param socket of TCP or TLS, from now on this line's alone. */
  constructor(socket: Socket, clock: Clock) {
    super();
    this.#socket = socket;
    this.#clock = clock;
    socket.setTimeout(0);
    socket.setNoDelay();
    socket.on('data', (bytes: Buffer) => {
      if (!this.push(bytes)) socket.pause();
    });
    socket.on('end', () => this.push(null));
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.destroy());
  }

  /** From now on bytes leave in writes of no more than `bytes`. */
  split(bytes: number): void {
    this.#portion = { bytes, everyMs: 0 };
  }

  /** From now on no more than so many bytes leave in a second. */
  drip(bytesPerSecond: number): void {
    const everyMs = Math.max(DRIP_EVERY_MS, 1000 / bytesPerSecond);
    this.#portion = { bytes: Math.max(1, Math.floor((bytesPerSecond * everyMs) / 1000)), everyMs };
  }

  /** From now on everything leaves that much later. */
  delay(durationMs: number): void {
    this.#delayMs = durationMs;
  }

  /**
   * Reads and writes nothing more.
   *
   * @param durationMs after that long it goes on with what waited; without it, never.
   */
  freeze(durationMs?: number): void {
    this.#isFrozen = true;
    this.#socket.pause();
    if (durationMs === undefined) return;
    this.#later(durationMs, () => {
      this.#isFrozen = false;
      for (const goOn of this.#onThaw.splice(0)) goOn();
      this.#socket.resume();
    });
  }

  /** Sends some last bytes and resets the connection. */
  reset(bytes: Uint8Array): void {
    this.write(bytes, () => {
      const timer = setTimeout(() => {
        // A TLS socket has no such thing.
        if ('encrypted' in this.#socket) this.#socket.destroy();
        else this.#socket.resetAndDestroy();
      }, RESET_AFTER_MS);
      this.#timers.add(() => clearTimeout(timer));
    });
  }

  override _read(): void {
    if (!this.#isFrozen) this.#socket.resume();
  }

  override _write(bytes: Buffer, _encoding: string, done: Done): void {
    if (this.#delayMs === 0 && this.#late.length === 0) {
      this.#put(bytes, done);
      return;
    }
    this.#late.push({ bytes, dueMs: this.#clock.nowMs() + this.#delayMs });
    this.#lateBytes += bytes.length;
    this.#carryLate();
    if (this.#lateBytes < MAX_LATE_BYTES) done();
    else this.#onLateRoom = done;
  }

  // Header and body of a frame come together, and should leave together.
  override _writev(chunks: { chunk: Buffer; encoding: string }[], done: Done): void {
    this._write(Buffer.concat(chunks.map(({ chunk }) => chunk)), 'buffer', done);
  }

  override _final(done: Done): void {
    const end = () => {
      if (this.#isFrozen) this.#onThaw.push(end);
      else this.#socket.end(() => done());
    };
    if (this.#late.length === 0) end();
    else this.#onLateArrived = end;
  }

  override _destroy(error: Error | null, done: Done): void {
    for (const cancel of this.#timers) cancel();
    this.#socket.destroy();
    done(error);
  }

  #carryLate(): void {
    const first = this.#late[0];
    if (this.#isCarryingLate || !first) return;
    this.#isCarryingLate = true;
    this.#later(first.dueMs - this.#clock.nowMs(), () =>
      this.#put(first.bytes, (error) => {
        if (error) return void this.destroy(error);
        this.#isCarryingLate = false;
        this.#late.shift();
        this.#lateBytes -= first.bytes.length;
        this.#onLateRoom?.();
        this.#onLateRoom = undefined;
        if (this.#late.length === 0) this.#onLateArrived?.();
        this.#carryLate();
      }),
    );
  }

  /** Writes bytes as large portions as are allowed; they are on their way when `done` is called. */
  #put(bytes: Buffer, done: Done): void {
    if (this.#isFrozen) {
      this.#onThaw.push(() => this.#put(bytes, done));
      return;
    }
    const portion = this.#portion;
    if (portion.bytes === Number.POSITIVE_INFINITY) {
      // What was sent before a fault is on its way when it strikes, not waiting in here.
      if (this.#socket.write(bytes)) done();
      else this.#socket.once('drain', done);
      return;
    }
    this.#socket.write(bytes.subarray(0, portion.bytes), (error) => {
      if (error) return done(error);
      this.#later(portion.everyMs, () => {
        const rest = bytes.subarray(portion.bytes);
        if (rest.length > 0) this.#put(rest, done);
        else done();
      });
    });
  }

  #later(delayMs: number, run: () => void): void {
    // A turn of the event loop is enough for two writes to be two packets, and takes less than the shortest timer.
    if (delayMs <= 0) {
      setImmediate(() => {
        if (!this.destroyed) run();
      });
      return;
    }
    const cancel = this.#clock.after(delayMs, () => {
      this.#timers.delete(cancel);
      run();
    });
    this.#timers.add(cancel);
  }
}
