/** How much speech each tenant has had on each day, over all calls and gateways. Rejects if it cannot be asked. */
export interface AudioLedger {
  /**
   * Adds speech to a day.
   *
   * @param day in UTC, as `2026-08-01`.
   * @param audioMs whole milliseconds; 0 only asks.
   * @param knownMs what the day is known to have had already, in whole milliseconds: a ledger that has forgotten it goes
   *   on from there.
   * @returns what the day has now, in milliseconds.
   */
  add(tenant: string, day: string, audioMs: number, knownMs: number): Promise<number>;
}
