/** What the calls of one tenant amount to, since the gateway started. */
export interface TenantCounts {
  sessionsOpen: number;
  sessions: number;
  turns: number;
  interruptions: number;
  /** Speech that passed to clients, in milliseconds of media time. */
  audioMs: number;
}

/**
 * Counts by tenant. Plain numbers, because some of them change with every message; Prometheus reads them when it
 * scrapes. There are as many tenants as the configuration names, and those it once named.
 */
export class TenantCounters {
  readonly #counts = new Map<string, TenantCounts>();

  /** The counts of a tenant, to count on. */
  of(tenant: string): TenantCounts {
    let counts = this.#counts.get(tenant);
    if (counts === undefined) {
      counts = noCounts();
      this.#counts.set(tenant, counts);
    }
    return counts;
  }

  /** All tenants so far, with their counts. */
  entries(): Iterable<[tenant: string, counts: Readonly<TenantCounts>]> {
    return this.#counts;
  }

  /** The counts of all tenants together. */
  total(): TenantCounts {
    const total = noCounts();
    for (const counts of this.#counts.values()) {
      for (const key of Object.keys(total) as (keyof TenantCounts)[]) total[key] += counts[key];
    }
    return total;
  }

  /** A watcher of one call of a tenant, which counts what is said. */
  watchCall(tenant: string) {
    const counts = this.of(tenant);
    return {
      onTurnStart: () => {
        counts.turns++;
      },
      onSpeech: (audioMs: number) => {
        counts.audioMs += audioMs;
      },
      onInterrupted: () => {
        counts.interruptions++;
      },
    };
  }
}

function noCounts(): TenantCounts {
  return { sessionsOpen: 0, sessions: 0, turns: 0, interruptions: 0, audioMs: 0 };
}
