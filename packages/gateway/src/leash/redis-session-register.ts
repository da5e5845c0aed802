import { SESSION_LEASE_MS } from '../limits.js';
import type { RedisClient, RedisConnection } from '../redis/redis-connection.js';
import { type LiveSession, positionOf } from './live-session.js';
import type { SessionPage, SessionPageQuery, SessionRegister } from './session-register.js';

/** All calls, and those of one tenant: sorted sets of positions, each scored with the end of its lease. */
const LIVE_KEY = 'lipwire:live';
const tenantKey = (tenant: string): string => `lipwire:live:${tenant}`;
/** The entry of a call, as JSON. */
const sessionKey = (id: string): string => `lipwire:session:${id}`;
/** The set of ids that a gateway is asked to end. */
const endKey = (gateway: string): string => `lipwire:end:${gateway}`;

/** Calls that one script renews: a few milliseconds of Redis' only thread. */
const RENEWED_AT_ONCE = 200;

/**
 * Counts, and enters what there is room for, in one step. The clock is that of Redis: gateways may disagree about the
 * time, and none may take another's calls for dead.
 *
 * KEYS: all calls, calls of the tenant, then an entry for each call.
 * ARGV: lease in milliseconds, most calls of the tenant (-1: any number), then position and JSON of each call.
 */
const ENTER = `
local time = redis.call('TIME')
local nowMs = time[1] * 1000 + math.floor(time[2] / 1000)
local leaseMs = tonumber(ARGV[1])
local most = tonumber(ARGV[2])
for i = 1, 2 do redis.call('ZREMRANGEBYSCORE', KEYS[i], '-inf', nowMs) end
if most >= 0 and redis.call('ZCARD', KEYS[2]) >= most then return 0 end
for i = 3, #KEYS do
  local position = ARGV[2 * i - 3]
  for j = 1, 2 do redis.call('ZADD', KEYS[j], nowMs + leaseMs, position) end
  redis.call('SET', KEYS[i], ARGV[2 * i - 2], 'PX', leaseMs)
end
for i = 1, 2 do redis.call('PEXPIRE', KEYS[i], leaseMs) end
return 1
`;

/** The positions whose lease holds. */
const LIVE_POSITIONS = `
local time = redis.call('TIME')
return redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. (time[1] * 1000 + math.floor(time[2] / 1000)), '+inf')
`;

/** The register of gateways that share a Redis or Valkey. Everything in it expires. */
export class RedisSessionRegister implements SessionRegister {
  readonly #redis: RedisConnection;
  readonly #leaseMs: number;

  constructor(redis: RedisConnection, leaseMs: number = SESSION_LEASE_MS) {
    this.#redis = redis;
    this.#leaseMs = leaseMs;
  }

  async take(session: LiveSession, maxSessions = -1): Promise<boolean> {
    return (await this.#redis.ask((client) => this.#enter(client, session.tenant, [session], maxSessions))) === 1;
  }

  async renew(sessions: readonly LiveSession[]): Promise<void> {
    // All are sent before anything else can be: a call that ends meanwhile is taken off behind them, not entered anew.
    await this.#redis.ask((client) =>
      Promise.all(
        [...groupByTenant(sessions)].flatMap(([tenant, ofTenant]) =>
          chunks(ofTenant, RENEWED_AT_ONCE).map((chunk) => this.#enter(client, tenant, chunk, -1)),
        ),
      ),
    );
  }

  async release(session: LiveSession): Promise<void> {
    const position = positionOf(session);
    await this.#redis.ask((client) =>
      Promise.all([
        client.zRem(LIVE_KEY, position),
        client.zRem(tenantKey(session.tenant), position),
        client.del(sessionKey(session.id)),
        client.sRem(endKey(session.gateway), session.id),
      ]),
    );
  }

  async list({ tenant, after = '', limit }: SessionPageQuery): Promise<SessionPage> {
    const key = tenant === undefined ? LIVE_KEY : tenantKey(tenant);
    const all = await this.#redis.ask((client) => client.eval(LIVE_POSITIONS, { keys: [key] }));
    const positions = (all as string[]).sort();
    const rest = positions.filter((position) => position > after);
    const page = rest.slice(0, limit);
    return {
      sessions: await this.#read(page.map(idAt)),
      total: positions.length,
      next: rest.length > limit ? page.at(-1) : undefined,
    };
  }

  async find(id: string): Promise<LiveSession | undefined> {
    return (await this.#read([id]))[0];
  }

  async requestEnd({ id, gateway }: LiveSession): Promise<void> {
    const key = endKey(gateway);
    // A gateway that lives looks once a second. The request outlasts the lease: it is not lost before the call is.
    await this.#redis.ask((client) =>
      client
        .multi()
        .sAdd(key, id)
        .pExpire(key, 2 * this.#leaseMs)
        .exec(),
    );
  }

  endRequests(gateway: string): Promise<readonly string[]> {
    return this.#redis.ask((client) => client.sMembers(endKey(gateway)));
  }

  #enter(client: RedisClient, tenant: string, sessions: readonly LiveSession[], most: number): Promise<unknown> {
    return client.eval(ENTER, {
      keys: [LIVE_KEY, tenantKey(tenant), ...sessions.map(({ id }) => sessionKey(id))],
      arguments: [
        String(this.#leaseMs),
        String(most),
        ...sessions.flatMap((session) => [positionOf(session), JSON.stringify(session)]),
      ],
    });
  }

  /** The entries that are there; one whose call has just ended is not. */
  async #read(ids: readonly string[]): Promise<readonly LiveSession[]> {
    if (ids.length === 0) return [];
    const entries = await this.#redis.ask((client) => client.mGet(ids.map(sessionKey)));
    return entries.filter((entry) => entry !== null).map((entry) => JSON.parse(entry) as LiveSession);
  }
}

function groupByTenant(sessions: readonly LiveSession[]): Map<string, LiveSession[]> {
  const groups = new Map<string, LiveSession[]>();
  for (const session of sessions) {
    const group = groups.get(session.tenant);
    if (group === undefined) groups.set(session.tenant, [session]);
    else group.push(session);
  }
  return groups;
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}

function idAt(position: string): string {
  return position.slice(position.indexOf(':') + 1);
}
