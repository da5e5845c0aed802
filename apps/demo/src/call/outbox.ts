import type { LiveConnection } from './live-connection';

/** Five seconds of 32 ms pieces of speech: longer than a change of connection takes. */
const MAX_WAITING = 160;

/** Something to say on a connection. */
export type Sending = (connection: LiveConnection) => void;

/**
 * Passes on what the user says, and keeps it while the connection changes, so that nobody has to say it twice.
 *
 * Before the first connection nothing is kept: what is said while a call rings is not for the mascot.
 */
export class Outbox {
  #connection: LiveConnection | undefined;
  #waiting: Sending[] | undefined;

  /** A connection is there: what waits goes first. */
  open(connection: LiveConnection): void {
    this.#connection = connection;
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const sending of waiting) sending(connection);
  }

  /** The connection is about to change. */
  hold(): void {
    this.#connection = undefined;
    this.#waiting ??= [];
  }

  /** Sends it, or keeps it; of what is kept for too long the oldest is dropped. */
  send(sending: Sending): void {
    if (this.#connection) {
      sending(this.#connection);
    } else if (this.#waiting) {
      this.#waiting.push(sending);
      if (this.#waiting.length > MAX_WAITING) this.#waiting.shift();
    }
  }
}
