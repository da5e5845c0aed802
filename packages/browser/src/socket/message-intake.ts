import type { CueSource, CueSourceSession } from '../cue-source.js';
import type { BrowserError } from '../errors.js';
import type { GatewaySockets, SocketOwner } from './gateway-sockets.js';
import { MessageReader, type MessageSource } from './message-reader.js';
import { sessionSocket } from './session-socket.js';
import { tapSocket } from './socket-tap.js';

/** Options of {@link MessageIntake}. */
export interface MessageIntakeOptions {
  /** A function, so that the page's sockets are not looked at before they are needed. */
  readonly sockets: () => GatewaySockets;
  readonly gatewayUrl: string | undefined;
  /** Where cues come from if not with the messages. */
  readonly local: CueSource | undefined;
  /** A function, as the answer may change. */
  readonly defaultSampleRateHz: () => number;
  /** Takes each message once, in order, with its cues. */
  readonly take: (message: unknown) => void;
  /** A message could not be read. */
  readonly onError: (error: BrowserError) => void;
  /** A socket that was attached is closed. */
  readonly onClosed: () => void;
}

/**
 * Where a client's messages come from: from the app by hand, from a socket that it shows, or from the sockets of the page.
 * All of them are read in order, and get their cues on the way if no gateway has added them.
 */
export class MessageIntake implements SocketOwner {
  readonly gatewayUrl: string | undefined;
  readonly direct: boolean;
  readonly #options: MessageIntakeOptions;
  readonly #reader: MessageReader;
  #cues: CueSourceSession | undefined;
  #active = true;
  #joined = 0;

  constructor(options: MessageIntakeOptions) {
    this.#options = options;
    this.gatewayUrl = options.gatewayUrl;
    this.direct = options.local !== undefined;
    this.#reader = new MessageReader((message) => {
      this.open();
      if (this.#cues) this.#cues.take(message);
      else options.take(message);
    }, options.onError);
  }

  /** A call is being made or goes on: sockets of the page count. */
  get active(): boolean {
    return this.#active;
  }

  /** Sockets of the page are listened to. */
  get intercepting(): boolean {
    return this.#active && this.#joined > 0;
  }

  /** Takes the next message in any form. */
  read(message: MessageSource): void {
    this.#reader.read(message);
  }

  onSocketMessage(data: MessageSource): void {
    this.read(data);
  }

  /** Takes the messages of a session. @returns stops it. @throws BrowserError `BROWSER_SESSION_UNKNOWN`. */
  attach(session: object): () => void {
    const socket = sessionSocket(session);
    const { sockets, onClosed } = this.#options;
    // A socket that is watched already gives its messages by that way.
    const release = sockets().claim(this, socket);
    const onMessage = (data: MessageSource) => {
      if (!release) this.read(data);
    };
    const untap = tapSocket(socket, { onMessage, onClose: onClosed });
    return () => {
      untap();
      release?.();
    };
  }

  /** Takes the messages of the sockets that the page opens. @returns stops it; to be called once. */
  intercept(): () => void {
    const leave = this.#options.sockets().join(this);
    this.#joined++;
    return () => {
      leave();
      this.#joined--;
    };
  }

  /** Begins or ends to take sockets of the page. What waits is dropped at the end. @returns whether that is a change. */
  activate(active: boolean): boolean {
    if (active === this.#active) return false;
    this.#active = active;
    this.#options.sockets().update(this);
    if (!active) {
      this.#reader.clear();
      this.#cues?.clear();
    }
    return true;
  }

  /** Opens what makes cues in the page, if something does. */
  open(): void {
    const { local, take, defaultSampleRateHz } = this.#options;
    this.#cues ??= local?.open({ deliver: take, defaultSampleRateHz });
  }

  /** Lets go at once of what waits for its cues. */
  release(): void {
    this.#cues?.release();
  }

  /** Drops what waits, and what makes cues. Safe to call twice. */
  close(): void {
    this.#reader.clear();
    this.#cues?.close();
    this.#cues = undefined;
  }
}
