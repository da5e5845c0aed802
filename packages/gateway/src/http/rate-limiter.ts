import type { IncomingMessage } from 'node:http';
import { MAX_RATE_LIMITED_CALLERS } from '../limits.js';

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

/**
 * A request rate for each caller: a bucket that holds a minute's requests and fills up steadily.
 *
 * The least recently seen caller is forgotten when there are too many; it starts with a full bucket when it comes back.
 */
export class RateLimiter {
  readonly #buckets = new Map<string, Bucket>();
  readonly #perMinute: number;
  readonly #nowMs: () => number;
  readonly #maxCallers: number;

  /**
   * @param perMinute requests a minute for one caller, 1 or more.
   * @param nowMs time in milliseconds, from any start.
   */
  constructor(perMinute: number, nowMs: () => number = Date.now, maxCallers: number = MAX_RATE_LIMITED_CALLERS) {
    this.#perMinute = perMinute;
    this.#nowMs = nowMs;
    this.#maxCallers = maxCallers;
  }

  /**
   * Counts one request.
   *
   * @returns 0 if it may go ahead, otherwise how many whole seconds to wait for the next.
   */
  take(caller: string): number {
    const nowMs = this.#nowMs();
    const bucket = this.#buckets.get(caller) ?? { tokens: this.#perMinute, filledAtMs: nowMs };
    const perMs = this.#perMinute / 60_000;
    bucket.tokens = Math.min(this.#perMinute, bucket.tokens + (nowMs - bucket.filledAtMs) * perMs);
    bucket.filledAtMs = nowMs;
    this.#remember(caller, bucket);
    if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / perMs / 1000));
    bucket.tokens -= 1;
    return 0;
  }

  /** How many callers are remembered. */
  get size(): number {
    return this.#buckets.size;
  }

  #remember(caller: string, bucket: Bucket): void {
    this.#buckets.delete(caller);
    this.#buckets.set(caller, bucket);
    if (this.#buckets.size <= this.#maxCallers) return;
    for (const oldest of this.#buckets.keys()) {
      this.#buckets.delete(oldest);
      return;
    }
  }
}

/**
 * Whom a request is counted for: its API key, or its address if it has no valid one. A valid key is counted by itself
 * alone: behind a load balancer all callers share an address, and a stranger there must not use up what others may ask
 * for.
 *
 * @param keyName of a valid key, see `ApiKeys`.
 */
export function callerOf(request: IncomingMessage, keyName: string | undefined): string {
  return keyName ?? `address ${request.socket.remoteAddress}`;
}
