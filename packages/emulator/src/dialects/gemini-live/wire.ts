import type { WebSocket } from 'ws';
import type { Clock } from '../../clock.js';
import type { FaultAction, FaultPoint } from '../../faults/fault.js';
import type { FaultScript } from '../../faults/fault-script.js';
import { closeFrame, HALF_A_FRAME, isOrderlyClose } from '../../faults/frames.js';
import { GARBAGE } from '../../faults/garbage.js';
import { spoilLine } from '../../faults/handshake-fault.js';
import type { Line } from '../../faults/line.js';
import { type Closing, fitReason } from './closing.js';
import { encodeServerMessage, type ServerMessage } from './server-message.js';

/** A client that reads nothing while this much waits for it is cut off. A turn of two minutes is 8 MB. */
const MAX_WAITING_BYTES = 32 * 1024 * 1024;

/** The way out of a session: messages become frames, and scripted faults strike. */
export class Wire {
  readonly #socket: WebSocket;
  readonly #line: Line;
  readonly #faults: FaultScript;
  readonly #clock: Clock;
  /** What waits for the end of a stall. */
  #stalled: (string | Uint8Array)[] | undefined;
  #cancelStall: (() => void) | undefined;
  #framesPerMessage = 1;
  /** A fault made an end of it in a way that the socket does not know of. */
  #isLost = false;

  /** @param line the connection under the socket. */
  constructor(socket: WebSocket, line: Line, faults: FaultScript, clock: Clock) {
    this.#socket = socket;
    this.#line = line;
    this.#faults = faults;
    this.#clock = clock;
  }

  /** False as soon as either side began to close. */
  get isOpen(): boolean {
    return !this.#isLost && this.#socket.readyState === this.#socket.OPEN;
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
    for (const action of this.#faults.visit(point)) {
      if (this.isOpen) this.#act(action, latePiece);
    }
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
        this.#closeAnyhow(action.code, action.reason);
        break;
      case 'drop':
        this.#lose();
        // What was sent before still goes out.
        this.#line.end(() => this.#line.destroy());
        break;
      case 'reset':
        this.#lose();
        this.#line.reset(HALF_A_FRAME);
        break;
      case 'garbage':
        this.#line.write(GARBAGE[action.kind]);
        break;
      case 'send':
        this.#sendFrame(action.frame);
        break;
      case 'fragment':
        this.#framesPerMessage = action.frames;
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
        break;
      default:
        if (spoilLine(action, this.#line)) this.#lose();
    }
  }

  /** The socket would not send a close frame that breaks the protocol, so it goes past it. */
  #closeAnyhow(code: number, reason: string | Uint8Array): void {
    if (typeof reason === 'string' && isOrderlyClose(code)) {
      this.close({ code, reason });
      return;
    }
    this.#line.write(closeFrame(code, typeof reason === 'string' ? Buffer.from(fitReason(reason)) : reason));
    this.#lose();
  }

  #lose(): void {
    this.dispose();
    this.#isLost = true;
  }

  #sendFrame(frame: string | Uint8Array): void {
    if (!this.isOpen) return;
    if (this.#stalled) this.#stalled.push(frame);
    else if (this.#socket.bufferedAmount > MAX_WAITING_BYTES) this.#socket.terminate();
    else this.#put(frame);
  }

  #put(frame: string | Uint8Array): void {
    const binary = typeof frame !== 'string';
    const bytes = typeof frame === 'string' ? Buffer.from(frame) : frame;
    const frames = this.#framesPerMessage;
    // Of a message that has fewer bytes than that, some frames are empty, which is allowed.
    for (let i = 0; i < frames; i++) {
      const [from, to] = [i, i + 1].map((n) => Math.floor((n * bytes.length) / frames));
      this.#socket.send(bytes.subarray(from, to), { binary, fin: i === frames - 1 });
    }
  }
}
