import { StateStore } from '../state-store.js';
import { type Clock, systemClock } from '../wall-clock.js';

/** A minute less than the ten in which a session can be started with a token. */
const REFRESH_MS = 9 * 60_000;

/** Options of {@link TokenPrefetcher}. */
export interface TokenPrefetcherOptions<Token> {
  /** Makes a new single-use token, usually a request to the app's own server. */
  readonly fetchToken: () => Promise<Token>;
  /** Age in milliseconds at which an unused token is replaced. Default: 9 minutes. */
  readonly refreshMs?: number;
  /** Default: the machine's. */
  readonly clock?: Clock;
}

/** How the prefetcher stands. */
export type TokenPrefetcherState =
  | { readonly status: 'empty' }
  | { readonly status: 'fetching' }
  | { readonly status: 'ready' }
  /** The latest fetch failed; the next {@link TokenPrefetcher.take} tries again. */
  | { readonly status: 'failed'; readonly error: unknown };

/**
 * Keeps one unused token at hand, so that a call starts without waiting for a server.
 *
 * Tokens work once, so a token that was taken is not held any more, and no two callers get the same one. There is
 * never more than one fetch at a time, however often it is mounted: React's strict mode costs no second token.
 */
export class TokenPrefetcher<Token> {
  readonly #fetchToken: () => Promise<Token>;
  readonly #refreshMs: number;
  readonly #clock: Clock;
  readonly #store = new StateStore<TokenPrefetcherState>({ status: 'empty' });
  #held: { readonly token: Token; readonly fetchedAtMs: number } | undefined;
  #pending: Promise<void> | undefined;
  #mounts = 0;
  #cancelRefresh = () => {};

  /** @throws RangeError if `refreshMs` is not a positive number. */
  constructor({ fetchToken, refreshMs = REFRESH_MS, clock = systemClock }: TokenPrefetcherOptions<Token>) {
    if (!(refreshMs > 0)) throw new RangeError(`refreshMs must be a positive number, not ${refreshMs}.`);
    this.#fetchToken = fetchToken;
    this.#refreshMs = refreshMs;
    this.#clock = clock;
  }

  /** Watches the state; returns the function that stops it. */
  readonly subscribe = this.#store.subscribe;

  /** How it stands; the same object until it changes. */
  readonly getState = this.#store.get;

  /** Starts to keep a token at hand, and a fresh one from then on; returns the function that stops it. */
  readonly mount = (): (() => void) => {
    let mounted = true;
    this.#mounts++;
    this.prefetch();
    return () => {
      if (!mounted) return;
      mounted = false;
      this.#mounts--;
      // A fetch under way is left alone: its token is there for the next mount.
      if (this.#mounts === 0) this.#cancelRefresh();
    };
  };

  /**
   * Hands out the token at hand, or a new one.
   *
   * @throws what `fetchToken` threw.
   */
  async take(): Promise<Token> {
    // Of several callers that wait for one fetch, the first takes its token and the others come round again.
    for (;;) {
      const held = this.#fresh();
      if (held) {
        this.#forget();
        return held.token;
      }
      await this.#fetch();
    }
  }

  /** Throws the token at hand away, as after a session that closed or failed; fetches another while mounted. */
  drop(): void {
    this.#forget();
    this.prefetch();
  }

  /** Fetches another while mounted, if none is at hand: for a call that will need one more. */
  prefetch(): void {
    if (this.#mounts === 0) return;
    if (this.#fresh()) this.#scheduleRefresh();
    // Reported by the state.
    else this.#fetch().catch(() => {});
  }

  #forget(): void {
    this.#held = undefined;
    this.#cancelRefresh();
    if (!this.#pending) this.#store.set({ status: 'empty' });
  }

  /** The token at hand, if it is young enough; a computer that slept may have missed its refresh. */
  #fresh(): { readonly token: Token; readonly fetchedAtMs: number } | undefined {
    return this.#held && this.#ageMs(this.#held) < this.#refreshMs ? this.#held : undefined;
  }

  #ageMs(held: { readonly fetchedAtMs: number }): number {
    return Math.max(0, this.#clock.nowMs() - held.fetchedAtMs);
  }

  #fetch(): Promise<void> {
    this.#pending ??= this.#fetchOnce().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  async #fetchOnce(): Promise<void> {
    this.#held = undefined;
    this.#store.set({ status: 'fetching' });
    try {
      const token = await this.#fetchToken();
      this.#held = { token, fetchedAtMs: this.#clock.nowMs() };
      this.#store.set({ status: 'ready' });
      this.#scheduleRefresh();
    } catch (error) {
      this.#store.set({ status: 'failed', error });
      throw error;
    }
  }

  #scheduleRefresh(): void {
    this.#cancelRefresh();
    if (this.#mounts === 0 || !this.#held) return;
    this.#cancelRefresh = this.#clock.after(Math.max(0, this.#refreshMs - this.#ageMs(this.#held)), () => this.drop());
  }
}
