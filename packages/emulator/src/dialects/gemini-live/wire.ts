import type { WebSocket } from 'ws';
import type { Clock } from '../../clock.js';
import type { FaultAction, FaultPoint, FaultScript } from '../../faults.js';
import { type Closing, fitReason } from './closing.js';
import { encodeServerMessage, type ServerMessage } from './server-message.js';

/** A client that reads nothing while this much waits for it is cut off. A turn of two minutes is 8 MB. */
const MAX_WAITING_BYTES = 32 * 1024 * 1024;

/** The way out of a session: messages become frames, and scripted faults strike. */
export class Wire {
  readonly #socket: WebSocket;
  readonly #faults: FaultScript;
  readonly #clock: Clock;
  /** What waits for the end of a stall. */
  #stalled: (string | Uint8Array)[] | undefined;
  #cancelStall: (() => void) | undefined;

  constructor(socket: WebSocket, faults: FaultScript, clock: Clock) {
    this.#socket = socket;
    this.#faults = faults;
    this.#clock = clock;
  }

  /** False as soon as either side began to close. */
  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  /** Sends one message in one binary frame; without effect on a socket that is closing. */
  send(message: ServerMessage): void {
    this.#sendFrame(encodeServerMessage(message));
  }

  /**
   * The session comes to a point: what is scripted for it happens.
   *
   * @param latePiece makes the next message of a dead turn, if there is one.
   * @returns true if it closed the socket.
   */
  strike(point: FaultPoint, latePiece: () => ServerMessage | undefined): boolean {
    for (const action of this.#faults.visit(point)) this.#act(action, latePiece);
    return !this.isOpen;
  }

  /** Closes the socket; what waits for the end of a stall is lost. */
  close({ code, reason }: Closing): void {
    this.dispose();
    if (this.isOpen) this.#socket.close(code, fitReason(reason));
  }

  /** Forgets what waits. */
  dispose(): void {
    this.#cancelStall?.();
    this.#stalled = undefined;
  }

  #act(action: FaultAction, latePiece: () => ServerMessage | undefined): void {
    switch (action.type) {
      case 'close':
        this.close(action);
        break;
      case 'drop':
        this.dispose();
        this.#socket.terminate();
        break;
      case 'send':
        this.#sendFrame(action.frame);
        break;
      case 'stall':
        this.#stalled ??= [];
        this.#cancelStall?.();
        this.#cancelStall = this.#clock.after(action.durationMs, () => {
          const frames = this.#stalled ?? [];
          this.#stalled = undefined;
          for (const frame of frames) this.#sendFrame(frame);
        });
        break;
      case 'late-audio':
        for (let i = 0; i < action.pieces; i++) {
          const message = latePiece();
          if (message) this.send(message);
        }
    }
  }

  #sendFrame(frame: string | Uint8Array): void {
    if (!this.isOpen) return;
    if (this.#stalled) this.#stalled.push(frame);
    else if (this.#socket.bufferedAmount > MAX_WAITING_BYTES) this.#socket.terminate();
    else this.#socket.send(frame, { binary: typeof frame !== 'string' });
  }
}
