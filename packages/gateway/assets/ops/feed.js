/** What the gateway says, asked every two seconds with the admin key as a header: never in a URL. */

const POLL_MS = 2000;
const WINDOW_MS = 5 * 60_000;
const SESSIONS_SHOWN = 200;

/** The key was refused, or there is no such page here: asking again does not help. */
export class KeyRefused extends Error {}

/**
 * @typedef {object} Sample
 * @property {number} atMs
 * @property {number} interval_seconds
 * @property {number} sessions
 * @property {number} started
 * @property {number} turns
 * @property {Record<string, number>} closes
 * @property {Record<string, number>} refusals
 * @property {number | null} added_latency_p50_ms
 * @property {number | null} added_latency_p99_ms
 * @property {number | null} event_loop_delay_p99_ms
 * @property {number} cpu
 * @property {number} memory_bytes
 * @property {number} backlog_bytes
 *
 * @typedef {{ id: string, version: string, max_sessions: number, draining: boolean, samples: Sample[] }} GatewayState
 * @typedef {{ gateways: GatewayState[], sessions: any[], total: number }} State
 */

/** Asks as long as it is not stopped. */
export class Feed {
  #key;
  #callbacks;
  #stopped = false;
  /** @type {Map<string, GatewayState>} */
  #gateways = new Map();
  #timer = 0;

  /**
   * @param {string} key
   * @param {{ onState(state: State): void, onLost(problem: string): void, onRefused(problem: string): void }} callbacks
   */
  constructor(key, callbacks) {
    this.#key = key;
    this.#callbacks = callbacks;
    void this.#poll();
  }

  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** @param {string} id */
  async end(id) {
    await this.#ask('DELETE', `v1/sessions/${encodeURIComponent(id)}`);
    clearTimeout(this.#timer);
    void this.#poll();
  }

  async #poll() {
    try {
      // The whole window at first and after a gap, then only what is new.
      const count = this.#gateways.size === 0 ? 150 : 5;
      const [{ gateways }, { sessions, total }] = await Promise.all([
        this.#ask('GET', `v1/gateways?samples=${count}`),
        this.#ask('GET', `v1/sessions?limit=${SESSIONS_SHOWN}`),
      ]);
      if (this.#stopped) return;
      this.#merge(gateways);
      this.#callbacks.onState({ gateways: [...this.#gateways.values()], sessions, total });
    } catch (error) {
      if (this.#stopped) return;
      if (error instanceof KeyRefused) {
        this.#callbacks.onRefused(error.message);
        return;
      }
      this.#callbacks.onLost(error instanceof Error ? error.message : String(error));
      // What was missed meanwhile is asked for as a whole.
      this.#gateways.clear();
    }
    this.#timer = setTimeout(() => void this.#poll(), POLL_MS);
  }

  /** @param {any[]} latest */
  #merge(latest) {
    const now = new Map();
    for (const gateway of latest.sort((a, b) => (a.id < b.id ? -1 : 1))) {
      const known = this.#gateways.get(gateway.id)?.samples ?? [];
      const lastMs = known.at(-1)?.atMs ?? 0;
      const samples = gateway.samples.map((/** @type {any} */ sample) => ({ ...sample, atMs: Date.parse(sample.at) }));
      const all = [...known, ...samples.filter((/** @type {Sample} */ { atMs }) => atMs > lastMs)];
      const sinceMs = (all.at(-1)?.atMs ?? 0) - WINDOW_MS;
      now.set(gateway.id, { ...gateway, samples: all.filter(({ atMs }) => atMs >= sinceMs) });
    }
    this.#gateways = now;
  }

  /**
   * @param {string} method
   * @param {string} path
   */
  async #ask(method, path) {
    const response = await fetch(path, {
      method,
      headers: { authorization: `Bearer ${this.#key}` },
      cache: 'no-store',
      signal: AbortSignal.timeout(8000),
    }).catch(() => {
      throw new Error('The gateway does not answer.');
    });
    const answer = await response.json().catch(() => ({}));
    if (response.ok) return answer;
    const problem = answer.error ?? `The gateway answered ${response.status}.`;
    if (response.status === 401 || response.status === 429) throw new KeyRefused(problem);
    if (response.status === 404 && method === 'DELETE') return answer;
    throw new Error(problem);
  }
}
