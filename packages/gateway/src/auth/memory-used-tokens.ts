import { MAX_USED_TOKEN_RECORDS, USED_TOKEN_RECORD_MS } from '../limits.js';
import type { Claim, UsedTokens } from './used-tokens.js';

/** The record of used tokens of a gateway that stands alone. */
export class MemoryUsedTokens implements UsedTokens {
  /** Time of expiry by token id. All records live equally long, so the oldest entry always expires first. */
  readonly #expiresAtMs = new Map<string, number>();
  readonly #nowMs: () => number;
  readonly #maxRecords: number;

  /**
   * @param nowMs time in milliseconds, from any start.
   * @param maxRecords records kept; when none is free, claims are `unavailable`: to forget one early would let its
   *   token in again.
   */
  constructor(nowMs: () => number = Date.now, maxRecords: number = MAX_USED_TOKEN_RECORDS) {
    this.#nowMs = nowMs;
    this.#maxRecords = maxRecords;
  }

  // Nothing is awaited between the question and the record, so no second claim can come between them.
  async claim(tokenId: string): Promise<Claim> {
    this.#forgetExpired();
    if (this.#expiresAtMs.has(tokenId)) return 'used';
    if (this.#expiresAtMs.size >= this.#maxRecords) return 'unavailable';
    this.#expiresAtMs.set(tokenId, this.#nowMs() + USED_TOKEN_RECORD_MS);
    return 'claimed';
  }

  #forgetExpired(): void {
    const nowMs = this.#nowMs();
    for (const [tokenId, expiresAtMs] of this.#expiresAtMs) {
      if (expiresAtMs > nowMs) return;
      this.#expiresAtMs.delete(tokenId);
    }
  }
}
