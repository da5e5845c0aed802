import type { Clock } from '../wall-clock.js';
import type { LiveCloseEvent, LiveSdkCallbacks, LiveSdkSession } from './live-sdk.js';

/** A setup that takes longer will not come any more: the SDK itself waits for ever. */
const CONNECT_TIMEOUT_MS = 15_000;
/** A close that is not answered within this is taken as done: the network may be gone. */
const CLOSE_TIMEOUT_MS = 2_000;

/** The connection closed before a session was set up on it. */
export class ConnectionClosed extends Error {
  constructor(readonly close: LiveCloseEvent) {
    super(close.reason || `The connection was closed (${close.code}).`);
  }
}

/** What a connection tells; nothing after it was closed by {@link SdkConnection.close}. */
export interface SdkConnectionListener {
  readonly onOpen: () => void;
  readonly onMessage: (message: object) => void;
  readonly onError: (event: object) => void;
  /** The other side closed, after the session was handed out. */
  readonly onClose: (event: LiveCloseEvent) => void;
}

/**
 * One connection of the official SDK, with an end that can be relied on: the SDK's own promise stays open for ever when
 * the socket closes before the session is set up.
 */
export class SdkConnection<Session extends LiveSdkSession> {
  readonly #listener: SdkConnectionListener;
  readonly #clock: Clock;
  #session: Session | undefined;
  /** False once either side closed: an old socket's late messages are nobody's any more. */
  #isOpen = true;
  #refuse: ((error: unknown) => void) | undefined;
  #onceClosed: (() => void) | undefined;

  constructor(listener: SdkConnectionListener, clock: Clock) {
    this.#listener = listener;
    this.#clock = clock;
  }

  /**
   * Opens the session.
   *
   * @throws ConnectionClosed, or what `connect` threw.
   */
  open(connect: (callbacks: LiveSdkCallbacks) => Promise<Session>): Promise<Session> {
    const { onOpen, onMessage, onError } = this.#listener;
    // What `connect` throws at once is refused like what it throws later.
    const opening = (async (callbacks: LiveSdkCallbacks) => connect(callbacks))({
      onopen: () => this.#isOpen && onOpen(),
      onmessage: (message) => this.#isOpen && onMessage(message),
      onerror: (event) => this.#isOpen && onError(event),
      onclose: ({ code, reason }) => this.#closed({ code, reason }),
    });
    return new Promise((resolve, reject) => {
      const cancelTimeout = this.#clock.after(CONNECT_TIMEOUT_MS, () =>
        this.#closed({ code: 1006, reason: 'The service did not answer in time.' }),
      );
      this.#refuse = (error) => {
        cancelTimeout();
        this.#refuse = undefined;
        this.#isOpen = false;
        reject(error);
      };
      opening.then(
        (session) => {
          this.#session = session;
          cancelTimeout();
          this.#refuse = undefined;
          // It was given up meanwhile: nobody listens.
          if (this.#isOpen) resolve(session);
          else session.close();
        },
        (error) => this.#refuse?.(error),
      );
    });
  }

  /** Closes the connection; resolves when the other side has done so too, for it may refuse another until then. */
  close(): Promise<void> {
    if (!this.#isOpen) return Promise.resolve();
    this.#isOpen = false;
    const closed = new Promise<void>((resolve) => {
      const cancel = this.#clock.after(CLOSE_TIMEOUT_MS, resolve);
      this.#onceClosed = () => {
        cancel();
        resolve();
      };
    });
    if (!this.#session) this.#onceClosed?.();
    this.#refuse?.(new ConnectionClosed({ code: 1000, reason: '' }));
    this.#session?.close();
    return closed;
  }

  #closed(event: LiveCloseEvent): void {
    this.#onceClosed?.();
    if (!this.#isOpen) return;
    this.#isOpen = false;
    if (this.#refuse) this.#refuse(new ConnectionClosed(event));
    else this.#listener.onClose(event);
  }
}
