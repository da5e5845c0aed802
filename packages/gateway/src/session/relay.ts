import { WebSocket } from 'ws';
import { BACKLOG_HIGH_BYTES, RUSH_BYTES, RUSH_MS, WAITING_MESSAGE_BYTES } from '../limits.js';
import { ReadingTurns } from './reading-turns.js';

/** One direction of a call. */
export interface RelayOptions {
  readonly source: WebSocket;
  /** May still be connecting: what comes before it is open waits for it. */
  readonly target: WebSocket;
  /** Sees each message before it goes on and may return other bytes in its place. Default: the same bytes. */
  readonly rewrite?: (message: Buffer) => Uint8Array;
  /** Told the size of each message that came from the source, in bytes. */
  readonly onMessage: (bytes: number) => void;
  /** Most bytes that may wait for the target, {@link WAITING_MESSAGE_BYTES} a message included. */
  readonly maxBacklogBytes: number;
  /** Called once, instead of letting more wait than that. */
  readonly onOverflow: () => void;
}

/** A message that waits for its target to open. */
interface Frame {
  readonly message: Uint8Array;
  readonly isBinary: boolean;
}

/** Messages up to this size are not watched on their way into an empty socket: the kernel takes them at once, or nearly. */
const UNWATCHED_BYTES = 64 * 1024;

/** All relays of a process share its event loop. */
const turns = new ReadingTurns();

/**
 * Carries messages from one socket to another: in order, each with its opcode.
 *
 * A source that is faster than its target is not read from until the target has caught up, so that what waits here
 * stays bounded. What one read of the source has brought is taken still, and a message may be large: the bound holds
 * for these, too. A source that rushes is read from in turns with others of its kind: between two of them everybody else
 * is served. Closing is not this class's business: messages for a target that has closed are dropped.
 */
export class Relay {
  /** What came from the source. */
  messages = 0;
  bytes = 0;
  /**
   * How many messages have left for the target, or as near as makes no difference: it rises while something waits only
   * when the target takes some of it.
   */
  progress = 0;

  readonly #options: RelayOptions;
  readonly #highBytes: number;
  readonly #unwatchedBytes: number;
  /** Until the target is open. */
  #held: Frame[] = [];
  #heldBytes = 0;
  /** Messages that were sent while others waited, and have not left. */
  #unsent = 0;
  #isOver = false;
  /** The source is not read from until the target has caught up. */
  #isHeldBack = false;
  /** The source is not read from until it is its turn. */
  #isWaitingForTurn = false;
  #rushBytes = 0;
  #rushSinceMs = Number.NEGATIVE_INFINITY;

  constructor(options: RelayOptions) {
    this.#options = options;
    this.#highBytes = Math.min(BACKLOG_HIGH_BYTES, options.maxBacklogBytes / 2);
    // Far less than lets the source pause: nobody would be told when it may go on.
    this.#unwatchedBytes = Math.min(UNWATCHED_BYTES, this.#highBytes / 8);
    options.source.on('message', this.#onMessage);
    if (options.target.readyState === WebSocket.CONNECTING) options.target.once('open', () => this.#sendHeld());
  }

  /** Bytes that wait for the target, with what each message costs beside its bytes. */
  get backlogBytes(): number {
    const { bufferedAmount } = this.#options.target;
    return this.#heldBytes + bufferedAmount + (this.#held.length + this.#unsent) * WAITING_MESSAGE_BYTES;
  }

  /** Whether the source is not read from because the target takes its messages too slowly. */
  get isHoldingBack(): boolean {
    return this.#isHeldBack && this.#options.source.isPaused;
  }

  // By the default binaryType, data is a Buffer.
  readonly #onMessage = (data: unknown, isBinary: boolean): void => {
    const { source, target, rewrite, onMessage, maxBacklogBytes } = this.#options;
    const message = data as Buffer;
    this.messages++;
    this.bytes += message.length;
    onMessage(message.length);
    this.#letOthersGoFirst(message.length);
    if (this.#isOver || target.readyState > WebSocket.OPEN) return;
    const passed = rewrite ? rewrite(message) : message;
    const backlogBytes = this.backlogBytes;
    if (backlogBytes + passed.length + WAITING_MESSAGE_BYTES > maxBacklogBytes) {
      this.#isOver = true;
      this.#options.onOverflow();
      return;
    }
    if (target.readyState === WebSocket.CONNECTING) this.#hold(passed, isBinary);
    else this.#send(passed, isBinary, backlogBytes);
    if (this.backlogBytes > this.#highBytes) {
      this.#isHeldBack = true;
      source.pause();
    }
  };

  /** One read of a socket takes all that the kernel has, megabytes, before the next socket is looked at. */
  #letOthersGoFirst(bytes: number): void {
    const nowMs = performance.now();
    if (nowMs - this.#rushSinceMs > RUSH_MS) {
      this.#rushSinceMs = nowMs;
      this.#rushBytes = 0;
    }
    this.#rushBytes += bytes + WAITING_MESSAGE_BYTES;
    if (this.#rushBytes < RUSH_BYTES || this.#isWaitingForTurn) return;
    this.#isWaitingForTurn = true;
    this.#options.source.pause();
    turns.wait(() => {
      this.#isWaitingForTurn = false;
      this.#rushBytes = 0;
      this.#readOn();
    });
  }

  #readOn(): void {
    const { source, target } = this.#options;
    // Nothing waits for a target that closes, and the source's answer to the close lies behind what it has sent.
    const hasCaughtUp = target.readyState > WebSocket.OPEN || this.backlogBytes <= this.#highBytes / 4;
    if (hasCaughtUp) this.#isHeldBack = false;
    if (source.isPaused && !this.#isHeldBack && !this.#isWaitingForTurn) source.resume();
  }

  /**
   * Callbacks come after all messages of one read. If what leaves at once were counted until then, a burst of small
   * messages would look like a backlog.
   */
  #send(message: Uint8Array, isBinary: boolean, backlogBytes: number): void {
    const { target } = this.#options;
    if (backlogBytes === 0 && message.length <= this.#unwatchedBytes) {
      target.send(message, { binary: isBinary, compress: false });
      this.progress++;
    } else {
      this.#unsent++;
      target.send(message, { binary: isBinary, compress: false }, this.#onSent);
    }
  }

  /** Called when the bytes have gone to the kernel, or with an error that the target also reports itself. */
  readonly #onSent = (): void => {
    this.#unsent--;
    this.progress++;
    this.#readOn();
  };

  #hold(message: Uint8Array, isBinary: boolean): void {
    this.#held.push({ message, isBinary });
    this.#heldBytes += message.length;
  }

  #sendHeld(): void {
    const held = this.#held;
    this.#held = [];
    this.#heldBytes = 0;
    for (const { message, isBinary } of held) this.#send(message, isBinary, this.backlogBytes);
    this.#readOn();
  }
}
