import { SESSION_LEASE_MS } from '../limits.js';
import { type LiveSession, positionOf } from './live-session.js';
import type { SessionPage, SessionPageQuery, SessionRegister } from './session-register.js';

interface Entry {
  readonly session: LiveSession;
  readonly expiresAtMs: number;
}

/** The register of a gateway that stands alone. */
export class MemorySessionRegister implements SessionRegister {
  readonly #entries = new Map<string, Entry>();
  readonly #endRequests = new Set<string>();
  readonly #nowMs: () => number;

  /** @param nowMs time in milliseconds, from any start. */
  constructor(nowMs: () => number = Date.now) {
    this.#nowMs = nowMs;
  }

  // Nothing is awaited between the count and the entry, so no other call can come between them.
  async take(session: LiveSession, maxSessions = Number.POSITIVE_INFINITY): Promise<boolean> {
    if (this.#live(session.tenant).length >= maxSessions) return false;
    this.#enter(session);
    return true;
  }

  async renew(sessions: readonly LiveSession[]): Promise<void> {
    for (const session of sessions) this.#enter(session);
  }

  async release({ id }: LiveSession): Promise<void> {
    this.#entries.delete(id);
    this.#endRequests.delete(id);
  }

  async list({ tenant, after = '', limit }: SessionPageQuery): Promise<SessionPage> {
    const all = this.#live(tenant).sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1));
    const rest = all.filter((session) => positionOf(session) > after);
    const sessions = rest.slice(0, limit);
    const last = sessions.at(-1);
    return { sessions, total: all.length, next: last && rest.length > limit ? positionOf(last) : undefined };
  }

  async find(id: string): Promise<LiveSession | undefined> {
    return this.#live().find((session) => session.id === id);
  }

  async requestEnd({ id }: LiveSession): Promise<void> {
    this.#endRequests.add(id);
  }

  async endRequests(gateway: string): Promise<readonly string[]> {
    return this.#live()
      .filter((session) => session.gateway === gateway && this.#endRequests.has(session.id))
      .map(({ id }) => id);
  }

  #enter(session: LiveSession): void {
    this.#entries.set(session.id, { session, expiresAtMs: this.#nowMs() + SESSION_LEASE_MS });
  }

  #live(tenant?: string): LiveSession[] {
    const nowMs = this.#nowMs();
    for (const [id, { expiresAtMs }] of this.#entries) {
      if (expiresAtMs > nowMs) continue;
      this.#entries.delete(id);
      this.#endRequests.delete(id);
    }
    const live = [...this.#entries.values()].map(({ session }) => session);
    return tenant === undefined ? live : live.filter((session) => session.tenant === tenant);
  }
}
