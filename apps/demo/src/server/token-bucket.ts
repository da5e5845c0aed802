/** Lets a few things happen at once, and then one every now and then. */
export class TokenBucket {
  readonly #capacity: number;
  readonly #refillMs: number;
  #tokens: number;
  #filledAtMs = 0;

  /** @param capacity how many at once. @param refillMs how long until there is room for one more. */
  constructor({ capacity, refillMs }: { readonly capacity: number; readonly refillMs: number }) {
    this.#capacity = capacity;
    this.#refillMs = refillMs;
    this.#tokens = capacity;
  }

  /** Takes one. @returns milliseconds until there is one to take; 0 if it was taken. */
  take(nowMs: number): number {
    // A machine's clock may be put back.
    const passedMs = Math.max(0, nowMs - this.#filledAtMs);
    this.#tokens = Math.min(this.#capacity, this.#tokens + passedMs / this.#refillMs);
    this.#filledAtMs = nowMs;
    if (this.#tokens < 1) return Math.ceil((1 - this.#tokens) * this.#refillMs);
    this.#tokens -= 1;
    return 0;
  }
}
