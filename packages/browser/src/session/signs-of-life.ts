import type { Clock } from '../wall-clock.js';
import type { Outlet } from './live-sdk.js';

/** A service that was asked something and says nothing at all for this long is not there any more. */
const ANSWER_MS = 20_000;
/** After the network was away a connection may still be good; if it is in use, that shows within this. */
const RETURN_MS = 2_000;
/** Nothing of what was said left the machine for this long, while more was said. */
const STUCK_MS = 8_000;

/**
 * Notices a connection that was lost without a word: no close comes where a cable is pulled, a phone changes its mast or
 * a router forgets, and a browser's socket has no timeout of its own.
 */
export class SignsOfLife {
  readonly #clock: Clock;
  readonly #onSilence: () => void;
  #cancelTimer: (() => void) | undefined;
  #waitingBytes = Number.POSITIVE_INFINITY;
  #movedAtMs = 0;

  /** @param onSilence called when the connection must be taken for lost. */
  constructor(clock: Clock, onSilence: () => void) {
    this.#clock = clock;
    this.#onSilence = onSilence;
  }

  /** A message came: the connection lives. */
  heard(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  /** Words were sent that will be answered. */
  asked(): void {
    // The first question counts: whoever asks again and again is not to wait longer for it.
    if (!this.#cancelTimer) this.#expect(ANSWER_MS);
  }

  /** The network was away. */
  networkReturned(): void {
    this.heard();
    this.#expect(RETURN_MS);
  }

  /** Something is to be sent; `send` puts it into the outlet, if that is known. */
  sending(outlet: Outlet | undefined, send: () => void): void {
    const nowMs = this.#clock.nowMs();
    const waitingBytes = outlet?.bufferedAmount ?? 0;
    if (waitingBytes === 0 || waitingBytes < this.#waitingBytes) this.#movedAtMs = nowMs;
    send();
    this.#waitingBytes = outlet?.bufferedAmount ?? 0;
    if (waitingBytes > 0 && nowMs - this.#movedAtMs >= STUCK_MS) this.#onSilence();
  }

  /** The connection is gone. */
  forget(): void {
    this.heard();
    this.#waitingBytes = Number.POSITIVE_INFINITY;
  }

  #expect(withinMs: number): void {
    this.#cancelTimer = this.#clock.after(withinMs, () => {
      this.#cancelTimer = undefined;
      this.#onSilence();
    });
  }
}
