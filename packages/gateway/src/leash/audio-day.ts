import type { AudioLedger } from './audio-ledger.js';

interface Count {
  readonly tenant: string;
  readonly day: string;
  /** What the ledger said last, of all gateways. */
  bookedMs: number;
  /** What was heard here since and is not booked yet. */
  pendingMs: number;
}

/**
 * The speech of today (UTC) by tenant, as one gateway sees it: what the ledger of all gateways said last, and what was
 * heard here since. Booking in steps keeps the ledger out of the path of a message.
 */
export class AudioDay {
  readonly #ledger: AudioLedger;
  readonly #nowMs: () => number;
  /** Two days at most, for as long as what was heard before midnight is not booked. */
  readonly #counts = new Map<string, Count>();

  /** @param nowMs wall time in milliseconds since 1970. */
  constructor(ledger: AudioLedger, nowMs: () => number) {
    this.#ledger = ledger;
    this.#nowMs = nowMs;
  }

  /** Counts speech of a tenant. */
  hear(tenant: string, audioMs: number): void {
    this.#count(tenant).pendingMs += audioMs;
  }

  /** Speech of a tenant today in milliseconds, as far as it is known here. */
  usedMs(tenant: string): number {
    const { bookedMs, pendingMs } = this.#count(tenant);
    return bookedMs + pendingMs;
  }

  /** Speech of a tenant today in milliseconds, as the ledger knows it now. Rejects if the ledger cannot be asked. */
  async ask(tenant: string): Promise<number> {
    const count = this.#count(tenant);
    count.bookedMs = await this.#ledger.add(tenant, count.day, 0, count.bookedMs);
    return this.usedMs(tenant);
  }

  /**
   * Books what was heard, and learns what was heard elsewhere. What cannot be booked stays pending. A step whose answer
   * is lost may be booked twice: the ledger errs by one step, to the tenant's disadvantage. One call at a time.
   *
   * @param tenants those with calls; tenants with something to book are among them or not.
   */
  async bookAll(tenants: Iterable<string>): Promise<void> {
    for (const tenant of tenants) this.#count(tenant);
    const today = dayAt(this.#nowMs());
    for (const [key, count] of this.#counts) {
      await this.#book(count);
      if (count.day !== today) this.#counts.delete(key);
    }
  }

  async #book(count: Count): Promise<void> {
    const stepMs = Math.floor(count.pendingMs);
    count.bookedMs = await this.#ledger.add(count.tenant, count.day, stepMs, count.bookedMs);
    count.pendingMs -= stepMs;
  }

  #count(tenant: string): Count {
    const day = dayAt(this.#nowMs());
    const key = `${day} ${tenant}`;
    let count = this.#counts.get(key);
    if (count === undefined) {
      count = { tenant, day, bookedMs: 0, pendingMs: 0 };
      this.#counts.set(key, count);
    }
    return count;
  }
}

function dayAt(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}
