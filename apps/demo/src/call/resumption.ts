import type { LiveServerGoAway, LiveServerSessionResumptionUpdate } from '@google/genai';
import type { Clock } from '@lipwire/browser';

/** The move is made this long before the service hangs up, whoever speaks. */
const MARGIN_MS = 10_000;
/** Where the service does not say when it hangs up. */
const DEFAULT_TIME_LEFT_MS = 30_000;
/** How often to look for a pause to move in. */
const POLL_MS = 250;

/**
 * Decides when a conversation moves to a new connection.
 *
 * Services hang up after about ten minutes and say so a minute before. The move is made in the first pause of the
 * mascot's speech, so that nobody hears it.
 */
export class Resumption {
  /** True while the service is sending or playing a turn. */
  isSpeaking = false;
  readonly #clock: Clock;
  #handle = '';
  #cancel = () => {};
  #isScheduled = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The service named the place from which the conversation can go on; it does not while it is in the middle of one. */
  update({ newHandle, resumable }: LiveServerSessionResumptionUpdate): void {
    if (resumable && newHandle) this.#handle = newHandle;
  }

  /**
   * The service will hang up.
   *
   * @param move called once, with the handle. Not called without a handle: the call then ends with the service's reason.
   */
  schedule({ timeLeft }: LiveServerGoAway, move: (handle: string) => void): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    const seconds = Number(/^(\d+(?:\.\d+)?)s$/.exec(timeLeft ?? '')?.[1] ?? Number.NaN);
    const timeLeftMs = Number.isNaN(seconds) ? DEFAULT_TIME_LEFT_MS : seconds * 1000;
    const latestMs = this.#clock.nowMs() + Math.max(0, timeLeftMs - MARGIN_MS);
    const look = () => {
      if (this.#handle && (!this.isSpeaking || this.#clock.nowMs() >= latestMs)) {
        this.#isScheduled = false;
        move(this.#handle);
      } else {
        this.#cancel = this.#clock.after(POLL_MS, look);
      }
    };
    look();
  }

  /** The call ended. */
  cancel(): void {
    this.#cancel();
    this.#isScheduled = true;
  }
}
