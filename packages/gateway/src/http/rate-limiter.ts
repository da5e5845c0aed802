import type { IncomingMessage } from 'node:http';
import { countedAs, type TrustedProxies } from '../auth/client-address.js';
import type { Tenant } from '../auth/tenant.js';
import { MAX_RATE_LIMITED_CALLERS } from '../limits.js';
import { HttpError } from './http-error.js';

interface Bucket {
  tokens: number;
  filledAtMs: number;
}

/**
 * A request rate for each caller: a bucket that holds a minute's requests and fills up steadily. Each gateway counts by
 * itself: several let through as many times as much.
 *
 * The least recently seen caller is forgotten when there are too many; it starts with a full bucket when it comes back.
 */
export class RateLimiter {
  readonly #buckets = new Map<string, Bucket>();
  readonly #nowMs: () => number;
  readonly #maxCallers: number;

  /**
   * @param nowMs time in milliseconds, from any start.
   */
  constructor(nowMs: () => number = Date.now, maxCallers: number = MAX_RATE_LIMITED_CALLERS) {
    this.#nowMs = nowMs;
    this.#maxCallers = maxCallers;
  }

  /**
   * Counts one request.
   *
   * @param perMinute requests a minute for this caller, 1 or more; it may change from one request to the next;
   *   `undefined`: as many as it likes.
   * @returns 0 if it may go ahead, otherwise how many whole seconds to wait for the next.
   */
  take(caller: string, perMinute: number | undefined): number {
    if (perMinute === undefined) return 0;
    const nowMs = this.#nowMs();
    const bucket = this.#buckets.get(caller) ?? { tokens: perMinute, filledAtMs: nowMs };
    const perMs = perMinute / 60_000;
    bucket.tokens = Math.min(perMinute, bucket.tokens + (nowMs - bucket.filledAtMs) * perMs);
    bucket.filledAtMs = nowMs;
    this.#remember(caller, bucket);
    if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / perMs / 1000));
    bucket.tokens -= 1;
    return 0;
  }

  /**
   * Counts one HTTP request.
   *
   * @throws HttpError 429 `RATE_LIMITED` that says how long to wait.
   */
  demand(caller: string, perMinute: number | undefined): void {
    const waitSeconds = this.take(caller, perMinute);
    if (waitSeconds === 0) return;
    throw new HttpError(429, 'RATE_LIMITED', `Too many requests. Try again in ${waitSeconds} s.`, {
      'retry-after': String(waitSeconds),
    });
  }

  /** True if a caller may not ask now. Counts nothing. */
  isSpent(caller: string, perMinute: number): boolean {
    const bucket = this.#buckets.get(caller);
    return bucket !== undefined && bucket.tokens + ((this.#nowMs() - bucket.filledAtMs) * perMinute) / 60_000 < 1;
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
 * Whom a request is counted for: its tenant, or its address if it has no valid key. A tenant is counted by itself alone:
 * behind a load balancer all callers share an address, and a stranger there must not use up what others may ask for.
 */
export function callerOf(request: IncomingMessage, tenant: Tenant | undefined, trustedProxies: TrustedProxies): string {
  return tenant === undefined ? countedAs(trustedProxies.addressOf(request)) : `tenant ${tenant.name}`;
}
