import type { Clock } from '../wall-clock.js';
import { TokenPrefetcher } from './token-prefetcher.js';

/** Requests have no timeout of their own: one that hangs must not hold up the conversation for ever. */
const TIMEOUT_MS = 15_000;

/** Hands out the tokens of one conversation's connections, fetched ahead where that can be done. */
export class TokenSource<Token> {
  readonly #source: TokenPrefetcher<Token> | ((resumptionHandle: string | undefined) => Promise<Token>);
  /** Fetched for the next connection, with the handle that it was fetched for. */
  #prepared: { readonly handle: string; readonly token: Token } | undefined;
  readonly #clock: Clock;
  #unmount = () => {};

  /** @param source as in the options of `LiveSession`. */
  constructor(
    source: TokenPrefetcher<Token> | ((resumptionHandle: string | undefined) => Promise<Token>),
    clock: Clock,
  ) {
    this.#source = source;
    this.#clock = clock;
  }

  /** Begins to keep a token at hand, if the source is one that can. */
  mount(): void {
    if (this.#source instanceof TokenPrefetcher) this.#unmount = this.#source.mount();
  }

  /** Fetches nothing more ahead. */
  unmount(): void {
    this.#unmount();
    this.#prepared = undefined;
  }

  /** True if {@link prepare} did its work for this handle. */
  isReadyFor(handle: string): boolean {
    return this.#prepared?.handle === handle;
  }

  /** Gets a token for the next connection before it is needed. @throws what the app's own function threw. */
  async prepare(handle: string): Promise<void> {
    const token = await this.take(handle);
    this.#prepared = { handle, token };
  }

  /** The token for a connection. @throws what the app's own function threw, or an Error if it takes too long. */
  take(handle: string | undefined): Promise<Token> {
    return new Promise((resolve, reject) => {
      const late = new Error('The server of this page gave no token within fifteen seconds. Try again.');
      const cancel = this.#clock.after(TIMEOUT_MS, () => reject(late));
      this.#find(handle).then(resolve, reject).finally(cancel);
    });
  }

  async #find(handle: string | undefined): Promise<Token> {
    const prepared = this.#prepared;
    this.#prepared = undefined;
    if (!(this.#source instanceof TokenPrefetcher)) {
      // A token may have the handle in it: one for an older moment leads back there.
      return prepared && prepared.handle === handle ? prepared.token : this.#source(handle);
    }
    if (prepared) return prepared.token;
    const token = await this.#source.take();
    this.#source.prefetch();
    return token;
  }
}
