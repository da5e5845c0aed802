import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AudioLedger } from '../src/leash/audio-ledger.js';
import { type LiveSession, positionOf } from '../src/leash/live-session.js';
import { MemoryAudioLedger } from '../src/leash/memory-audio-ledger.js';
import { MemorySessionRegister } from '../src/leash/memory-session-register.js';
import { RedisAudioLedger } from '../src/leash/redis-audio-ledger.js';
import { RedisSessionRegister } from '../src/leash/redis-session-register.js';
import type { SessionRegister } from '../src/leash/session-register.js';
import { AUDIO_LEDGER_RECORD_MS, SESSION_LEASE_MS } from '../src/limits.js';
import { createLog } from '../src/observe/log.js';
import { RedisConnection } from '../src/redis/redis-connection.js';
import { type RedisServer, startRedisServer } from './support/redis-server.js';
import { SOON } from './support/soon.js';

const REDIS_LEASE_MS = 400;

/** The stores as two gateways see them. */
interface Stores {
  readonly registers: readonly [SessionRegister, SessionRegister];
  readonly ledgers: readonly [AudioLedger, AudioLedger];
  /** Lets every lease end that `renew` does not renew. */
  expire(renew: () => Promise<void>): Promise<void>;
}

let redis: RedisServer;
let connections: RedisConnection[];
beforeAll(async () => {
  redis = await startRedisServer();
});
afterAll(() => redis.close());
beforeEach(async () => {
  connections = [];
  for (const _gateway of ['a', 'b']) connections.push(await RedisConnection.connect(redis.url, createLog('silent')));
  await ask((client) => client.flushAll());
});
afterEach(() => {
  for (const connection of connections) connection.close();
});

const ask: RedisConnection['ask'] = (question) => (connections[0] as RedisConnection).ask(question);

function inMemory(): Stores {
  let nowMs = 0;
  const register = new MemorySessionRegister(() => nowMs);
  const ledger = new MemoryAudioLedger();
  return {
    registers: [register, register],
    ledgers: [ledger, ledger],
    async expire(renew) {
      nowMs += SESSION_LEASE_MS / 2;
      await renew();
      nowMs += SESSION_LEASE_MS / 2;
    },
  };
}

function inRedis(): Stores {
  const [a, b] = connections as [RedisConnection, RedisConnection];
  return {
    registers: [new RedisSessionRegister(a, REDIS_LEASE_MS), new RedisSessionRegister(b, REDIS_LEASE_MS)],
    ledgers: [new RedisAudioLedger(a), new RedisAudioLedger(b)],
    async expire(renew) {
      // The clock of Redis cannot be set.
      const endMs = performance.now() + REDIS_LEASE_MS + 50;
      await expect.poll(() => renew().then(() => performance.now()), SOON).toBeGreaterThan(endMs);
    },
  };
}

function session(changes: Partial<LiveSession> = {}): LiveSession {
  return {
    id: '0a1b2c3d',
    gateway: 'g1',
    tenant: 'acme',
    startedAtMs: Date.UTC(2026, 7, 1),
    visemeModel: 'default',
    apiVersion: 'v1beta',
    state: 'open',
    audioMs: 0,
    turns: 0,
    lastSpokenAtMs: Date.UTC(2026, 7, 1),
    ...changes,
  };
}

const manySessions = (count: number, changes: Partial<LiveSession> = {}) =>
  Array.from({ length: count }, (_, i) => session({ id: `id${i}`, startedAtMs: 1_000 + i, ...changes }));

describe.each([
  ['in memory', inMemory],
  ['in Redis', inRedis],
])('the stores of the leash, %s', (_name, open) => {
  it('admit exactly ten of fifty that come at once at two gateways', async () => {
    const { registers } = open();
    const taken = await Promise.all(manySessions(50).map((one, i) => registers[i % 2 ? 1 : 0].take(one, 10)));
    expect(taken.filter(Boolean)).toHaveLength(10);
    expect((await registers[0].list({ limit: 100 })).total).toBe(10);
  });

  it('count each tenant by itself, and one without a cap not at all', async () => {
    const { registers } = open();
    const [register] = registers;
    expect(await register.take(session({ id: 'a' }), 1)).toBe(true);
    expect(await register.take(session({ id: 'b' }), 1)).toBe(false);
    expect(await register.take(session({ id: 'c', tenant: 'other' }), 1)).toBe(true);
    expect(await register.take(session({ id: 'd' }), undefined)).toBe(true);
  });

  it('give a line back', async () => {
    const { registers } = open();
    const [first, second] = registers;
    await first.take(session({ id: 'a' }), 1);
    await first.release(session({ id: 'a' }));
    await first.release(session({ id: 'a' }));
    expect(await second.list({ limit: 10 })).toEqual({ sessions: [], total: 0, next: undefined });
    expect(await second.take(session({ id: 'b' }), 1)).toBe(true);
  });

  it('free the lines of a gateway that renews no more, and keep those of one that does', async () => {
    const { registers, expire } = open();
    const [killed, living] = registers;
    await killed.take(session({ id: 'gone' }), 2);
    await living.take(session({ id: 'kept', gateway: 'g2' }), 2);
    expect(await living.take(session({ id: 'third' }), 2)).toBe(false);
    await expire(() => living.renew([session({ id: 'kept', gateway: 'g2' })]));
    expect((await living.list({ limit: 10 })).sessions.map(({ id }) => id)).toEqual(['kept']);
    expect(await living.find('gone')).toBeUndefined();
    expect(await living.take(session({ id: 'third' }), 2)).toBe(true);
    expect(await living.take(session({ id: 'fourth' }), 2)).toBe(false);
  });

  it('bring entries up to date, and enter those that were lost', async () => {
    const { registers } = open();
    const [register, neighbour] = registers;
    await register.take(session({ id: 'a', state: 'connecting' }), undefined);
    const later = session({ id: 'a', audioMs: 12_500, turns: 3 });
    const lost = session({ id: 'b', tenant: 'other' });
    await register.renew([later, lost]);
    expect(await neighbour.find('a')).toEqual(later);
    expect(await neighbour.find('b')).toEqual(lost);
    expect(await neighbour.take(session({ id: 'c' }), 1)).toBe(false);
    await register.renew([]);
  });

  it('list in order of the start, page by page, of one tenant or of all', async () => {
    const { registers } = open();
    const [register] = registers;
    // More than are renewed by one script.
    const many = manySessions(450);
    await register.renew([...many].reverse());
    await register.renew([session({ id: 'x', tenant: 'other', startedAtMs: 1_000 })]);
    const ids: string[] = [];
    let after: string | undefined;
    for (let pages = 1; ; pages++) {
      const page = await register.list({ tenant: 'acme', after, limit: 200 });
      expect(page.total).toBe(450);
      ids.push(...page.sessions.map(({ id }) => id));
      after = page.next;
      if (after === undefined) {
        expect(pages).toBe(3);
        break;
      }
    }
    expect(ids).toEqual(many.map(({ id }) => id));
    expect((await register.list({ limit: 1 })).total).toBe(451);
    expect((await register.list({ tenant: 'nobody', limit: 5 })).total).toBe(0);
    // A call that ends between two pages is no gap: the next page starts behind its place.
    const first = await register.list({ tenant: 'acme', limit: 2 });
    await register.release(many[1] as LiveSession);
    const second = await register.list({ tenant: 'acme', after: first.next, limit: 2 });
    expect(second.sessions.map(({ id }) => id)).toEqual(['id2', 'id3']);
    expect(first.next).toBe(positionOf(many[1] as LiveSession));
  });

  it('keep the request to end a call until it is off', async () => {
    const { registers } = open();
    const [register, neighbour] = registers;
    await register.take(session({ id: 'a', gateway: 'g1' }), undefined);
    await neighbour.requestEnd(session({ id: 'a', gateway: 'g1' }));
    expect(await register.endRequests('g1')).toEqual(['a']);
    expect(await register.endRequests('g1')).toEqual(['a']);
    expect(await register.endRequests('g2')).toEqual([]);
    await register.release(session({ id: 'a', gateway: 'g1' }));
    expect(await register.endRequests('g1')).toEqual([]);
  });

  it('add up speech by tenant and day', async () => {
    const { ledgers } = open();
    const [ledger, neighbour] = ledgers;
    await Promise.all(Array.from({ length: 20 }, (_, i) => ledgers[i % 2 ? 1 : 0].add('acme', '2026-08-01', 100, 0)));
    expect(await ledger.add('acme', '2026-08-01', 0, 0)).toBe(2_000);
    expect(await neighbour.add('other', '2026-08-01', 7, 0)).toBe(7);
    expect(await ledger.add('acme', '2026-08-02', 5, 0)).toBe(5);
    expect(await neighbour.add('acme', '2026-08-02', 0, 0)).toBe(5);
  });

  it('go on from what is known where the ledger has forgotten', async () => {
    const { ledgers } = open();
    const [ledger, neighbour] = ledgers;
    expect(await ledger.add('acme', '2026-08-01', 1_000, 60_000)).toBe(61_000);
    // The neighbour knew less, and what it adds comes on top.
    expect(await neighbour.add('acme', '2026-08-01', 500, 59_000)).toBe(61_500);
  });
});

describe('what the leash leaves in Redis', () => {
  it('all expires, starts with lipwire: and holds no secret', async () => {
    const { registers, ledgers } = inRedis();
    await registers[0].take(session(), 1);
    await registers[0].requestEnd(session());
    await ledgers[0].add('acme', '2026-08-01', 1, 0);
    const keys = (await ask((client) => client.keys('*'))).sort();
    expect(keys).toEqual([
      'lipwire:audio:acme:2026-08-01',
      'lipwire:end:g1',
      'lipwire:live',
      'lipwire:live:acme',
      'lipwire:session:0a1b2c3d',
    ]);
    for (const key of keys) {
      const leftMs = await ask((client) => client.pTTL(key));
      expect(leftMs).toBeGreaterThan(0);
      expect(leftMs).toBeLessThanOrEqual(key.includes('audio') ? AUDIO_LEDGER_RECORD_MS : 2 * REDIS_LEASE_MS);
    }
    const entry = JSON.parse((await ask((client) => client.get('lipwire:session:0a1b2c3d'))) ?? '');
    expect(Object.keys(entry).sort()).toEqual(Object.keys(session()).sort());
  });
});
