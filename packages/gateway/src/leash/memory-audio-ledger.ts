import type { AudioLedger } from './audio-ledger.js';

/** The ledger of a gateway that stands alone. It starts anew with the gateway. */
export class MemoryAudioLedger implements AudioLedger {
  readonly #totalMs = new Map<string, number>();
  #day = '';

  async add(tenant: string, day: string, audioMs: number, knownMs: number): Promise<number> {
    // What is added to a day that is over is asked for by nobody.
    if (day > this.#day) {
      this.#totalMs.clear();
      this.#day = day;
    }
    if (day < this.#day) return knownMs + audioMs;
    const totalMs = Math.max(this.#totalMs.get(tenant) ?? 0, knownMs) + audioMs;
    this.#totalMs.set(tenant, totalMs);
    return totalMs;
  }
}
