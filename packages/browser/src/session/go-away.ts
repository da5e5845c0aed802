import type { Clock } from '../wall-clock.js';

/** The move is made this long before the service hangs up, whoever speaks. */
const MARGIN_MS = 10_000;
/** Where the service does not say when it hangs up. */
const DEFAULT_TIME_LEFT_MS = 30_000;

/** What the service said about the end of a connection: about a minute before it hangs up, after ten. */
export class GoAway {
  readonly #clock: Clock;
  readonly #onPressing: () => void;
  #pressingAtMs: number | undefined;
  #cancel = () => {};

  /** @param onPressing called when there is no more time to wait for a pause. */
  constructor(clock: Clock, onPressing: () => void) {
    this.#clock = clock;
    this.#onPressing = onPressing;
  }

  /** True once the service said so. */
  get isAnnounced(): boolean {
    return this.#pressingAtMs !== undefined;
  }

  /** True if there is no more time to wait for a pause. */
  get isPressing(): boolean {
    return this.#pressingAtMs !== undefined && this.#clock.nowMs() >= this.#pressingAtMs;
  }

  /** The service will hang up in `timeLeftMs`. */
  announced(timeLeftMs = DEFAULT_TIME_LEFT_MS): void {
    this.#cancel();
    const delayMs = Math.max(0, timeLeftMs - MARGIN_MS);
    this.#pressingAtMs = this.#clock.nowMs() + delayMs;
    this.#cancel = this.#clock.after(delayMs, this.#onPressing);
  }

  /** The connection is gone, and the announcement with it. */
  forget(): void {
    this.#cancel();
    this.#pressingAtMs = undefined;
  }
}
