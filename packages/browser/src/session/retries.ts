import type { Clock } from '../wall-clock.js';
import type { Network } from './network.js';
import { retryDelayMs } from './retry-delay.js';

/** Machines err about their network: even one that says it has none tries as often as this, in milliseconds. */
const OFFLINE_TRY_MS = 30_000;

/** What {@link Retries} needs. */
export interface RetriesOptions {
  readonly clock: Clock;
  readonly network: Network;
  /** 0 to 1, other each time. */
  readonly random: () => number;
  /** For how long to try, in milliseconds; time without a network is not counted. */
  readonly giveUpAfterMs: number;
}

/** How often to try again, how soon, and when to stop. */
export class Retries {
  readonly #options: RetriesOptions;
  #failures = 0;
  #sinceMs: number | undefined;
  #cancel = () => {};

  constructor(options: RetriesOptions) {
    this.#options = options;
  }

  /** Tries that failed since all was well. */
  get failures(): number {
    return this.#failures;
  }

  /** Milliseconds since the first try; 0 while all is well. */
  get troubleMs(): number {
    return this.#sinceMs === undefined ? 0 : this.#options.clock.nowMs() - this.#sinceMs;
  }

  /** True once it has been tried for long enough. */
  get isEnough(): boolean {
    return this.#sinceMs !== undefined && this.troubleMs >= this.#options.giveUpAfterMs;
  }

  /** A connection was lost; one that had hardly come to be was a try that failed. */
  lost(): void {
    if (this.#sinceMs !== undefined) this.failed();
  }

  /** A try failed. */
  failed(): void {
    this.#failures++;
  }

  /** A try begins. */
  began(): void {
    this.#sinceMs ??= this.#options.clock.nowMs();
  }

  /** All is well again. */
  forget(): void {
    this.#failures = 0;
    this.#sinceMs = undefined;
  }

  /** Resolves when it is time for the next try: after a while, with a network, and at once when a lost one returns. */
  wait(): Promise<void> {
    const { clock, network, random } = this.#options;
    const startMs = clock.nowMs();
    const delayMs = retryDelayMs(this.#failures, random());
    let countedMs = network.isOnline() ? delayMs : 0;
    return new Promise((resolve) => {
      const proceed = () => {
        this.cancel();
        const offlineMs = clock.nowMs() - startMs - countedMs;
        if (this.#sinceMs !== undefined && offlineMs > 0) this.#sinceMs += offlineMs;
        resolve();
      };
      let cancelTimer = clock.after(delayMs, () => {
        if (network.isOnline()) return proceed();
        countedMs = 0;
        cancelTimer = clock.after(OFFLINE_TRY_MS, proceed);
      });
      const stopListening = network.onReturn(proceed);
      this.#cancel = () => {
        cancelTimer();
        stopListening();
        this.#cancel = () => {};
      };
    });
  }

  /** Nobody waits any more: the promise of {@link wait} stays open. */
  cancel(): void {
    this.#cancel();
  }
}
