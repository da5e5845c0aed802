import type { LiveSession } from './live-session.js';

/** Which part of the register to read. */
export interface SessionPageQuery {
  /** Calls of this tenant only; `undefined`: of all. */
  readonly tenant?: string | undefined;
  /** Starts behind the call at this position (`next` of the page before). */
  readonly after?: string | undefined;
  /** Most calls to give, 1 or more. */
  readonly limit: number;
}

/** A part of the register. */
export interface SessionPage {
  /** From the oldest call to the youngest. */
  readonly sessions: readonly LiveSession[];
  /** Calls that the query matches, on all pages. */
  readonly total: number;
  /** Where the next page starts; `undefined` on the last. */
  readonly next: string | undefined;
}

/**
 * The calls that run now, at all gateways.
 *
 * An entry is a lease: it vanishes when its gateway has not renewed it for {@link SESSION_LEASE_MS}, so that the lines
 * of a gateway that was killed come free. Every method rejects if the register cannot be asked.
 */
export interface SessionRegister {
  /**
   * Enters a call, unless its tenant has as many already. However many are taken at one time, at however many gateways,
   * never more than `maxSessions` of one tenant are in.
   *
   * @param maxSessions `undefined`: no bound.
   * @returns whether it was entered.
   */
  take(session: LiveSession, maxSessions: number | undefined): Promise<boolean>;
  /** Renews the leases of calls and brings their entries up to date; enters those that the register has lost. */
  renew(sessions: readonly LiveSession[]): Promise<void>;
  /** Takes a call off. One that is not in is no error. */
  release(session: LiveSession): Promise<void>;
  list(query: SessionPageQuery): Promise<SessionPage>;
  find(id: string): Promise<LiveSession | undefined>;
  /** Asks the gateway of a call to end it. The request stays until the call is off, or its gateway is gone. */
  requestEnd(session: LiveSession): Promise<void>;
  /** Ids of the calls which that gateway is asked to end. */
  endRequests(gateway: string): Promise<readonly string[]>;
}
