import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RedisUsedTokens } from '../src/auth/redis-used-tokens.js';
import { USED_TOKEN_RECORD_MS } from '../src/limits.js';
import { createLog } from '../src/observe/log.js';
import { RedisConnection } from '../src/redis/redis-connection.js';
import { type RedisServer, startRedisServer } from './support/redis-server.js';
import { startScriptedUpstream } from './support/scripted-upstream.js';
import { SOON } from './support/soon.js';
import { connect, connectAtOnce, LIVE_PATH } from './support/test-client.js';
import { startTestGateway } from './support/test-gateway.js';

let redis: RedisServer;
let connections: RedisConnection[];

beforeEach(async () => {
  redis = await startRedisServer();
  connections = [];
});
afterEach(async () => {
  for (const connection of connections) connection.close();
  await redis.close();
});

async function openConnection(silenceMs?: number): Promise<RedisConnection> {
  const connection = await RedisConnection.connect(redis.url, createLog('silent'), silenceMs);
  connections.push(connection);
  return connection;
}

async function openStore(): Promise<RedisUsedTokens> {
  return new RedisUsedTokens(await openConnection(), createLog('silent'));
}

describe('RedisConnection', () => {
  it('tells of a return, and answers again', async () => {
    const connection = await openConnection();
    const { port } = new URL(redis.url);
    let returns = 0;
    connection.onReturn(() => returns++);
    await redis.close();
    await expect(connection.ask((client) => client.get('a'))).rejects.toThrow();
    redis = await startRedisServer(Number(port));
    await expect.poll(() => returns, { timeout: 8_000 }).toBe(1);
    expect(await connection.ask((client) => client.get('a'))).toBeNull();
    connection.close();
    connection.close();
    expect(await connection.isReady()).toBe(false);
  });

  it('asks a Redis that hangs nothing more, and asks again when it has answered', async () => {
    const connection = await openConnection();
    const count = () => connection.ask((client) => client.incr('count'));
    redis.pause();
    await expect(count()).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    for (let i = 0; i < 100; i++) await expect(count()).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    redis.resume();
    await expect.poll(() => connection.isReady(), SOON).toBe(true);
    expect(await count()).toBe(2);
  });

  it('opens a connection anew on which nothing moves', async () => {
    const connection = await openConnection(500);
    redis.pause();
    expect(await connection.isReady()).toBe(false);
    // What was asked of a machine that is gone fails with its connection, not a quarter of an hour later.
    await expect.poll(() => connection.overdue, SOON).toBe(0);
    redis.resume();
    await expect.poll(() => connection.isReady(), SOON).toBe(true);
  });
});

describe('RedisUsedTokens', () => {
  it('lets exactly one of a hundred claims through, from two gateways', async () => {
    const stores = await Promise.all([openStore(), openStore()]);
    const claims = await Promise.all(Array.from({ length: 100 }, (_, i) => stores[i % 2]?.claim('a token')));
    expect(claims.filter((claim) => claim === 'claimed')).toHaveLength(1);
    expect(claims.filter((claim) => claim === 'used')).toHaveLength(99);
    expect(await stores[0].claim('another')).toBe('claimed');
  });

  it('leaves one record that Redis forgets by itself, and nothing of the token', async () => {
    const connection = await openConnection();
    await new RedisUsedTokens(connection, createLog('silent')).claim('token-id');
    expect(await connection.ask((client) => client.keys('*'))).toEqual(['lipwire:used-token:token-id']);
    const leftMs = await connection.ask((client) => client.pTTL('lipwire:used-token:token-id'));
    expect(leftMs).toBeGreaterThan(USED_TOKEN_RECORD_MS - 10_000);
    expect(leftMs).toBeLessThanOrEqual(USED_TOKEN_RECORD_MS);
  });

  it('lets nobody in while Redis is down', async () => {
    const connection = await openConnection();
    const store = new RedisUsedTokens(connection, createLog('silent'));
    expect(await connection.isReady()).toBe(true);
    await redis.close();
    expect(await store.claim('a')).toBe('unavailable');
    expect(await connection.isReady()).toBe(false);
    // At once: a claim that waited for Redis to come back would use up the token of a client that has long gone.
    const startedAtMs = performance.now();
    expect(await store.claim('b')).toBe('unavailable');
    expect(performance.now() - startedAtMs).toBeLessThan(1_500);
  });

  it('does not wait for ever for a Redis that hangs', async () => {
    const connection = await openConnection();
    const store = new RedisUsedTokens(connection, createLog('silent'));
    redis.pause();
    const startedAtMs = performance.now();
    expect(await store.claim('a')).toBe('unavailable');
    expect(performance.now() - startedAtMs).toBeLessThan(4_000);
    redis.resume();
    await expect.poll(() => connection.isReady(), SOON).toBe(true);
    expect(await store.claim('b')).toBe('claimed');
  });
});

describe('a gateway with Redis', () => {
  it('shares used tokens with its neighbour', async () => {
    const upstream = await startScriptedUpstream(({ socket }) => socket.send('{"setupComplete":{}}'));
    const options = { geminiUrl: upstream.url, env: { REDIS_URL: redis.url } };
    const [first, second] = await Promise.all([startTestGateway(options), startTestGateway(options)]);
    try {
      // Wrapped by one, it opens a session at the other, and then at neither.
      const token = await first.token();
      const client = connect(`${second.wsUrl}${LIVE_PATH}?key=${token}`);
      await client.received(1);
      for (const gateway of [first, second]) {
        const { closed } = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${token}`);
        expect(await closed).toEqual({ code: 1008, reason: expect.stringMatching(/^Token already used/) });
      }
      client.socket.close();

      // A hundred tries at once, half of them at each.
      const raced = await first.token();
      const urls = Array.from({ length: 100 }, (_, i) => `${(i % 2 ? first : second).wsUrl}${LIVE_PATH}?key=${raced}`);
      const clients = await connectAtOnce(urls);
      await Promise.all(clients.map(({ received }) => received(1).catch(() => undefined)));
      const losers = clients.filter(({ messages }) => messages.length === 0);
      expect(losers).toHaveLength(99);
      const used = { code: 1008, reason: expect.stringMatching(/^Token already used/) };
      expect(await Promise.all(losers.map(({ closed }) => closed))).toEqual(Array(99).fill(used));
      for (const { socket } of clients) socket.terminate();
    } finally {
      await Promise.all([first.close(), second.close()]);
      await upstream.close();
    }
  });

  it('puts calls off while Redis is down, says so, and takes them again', async () => {
    const upstream = await startScriptedUpstream(({ socket }) => socket.send('{"setupComplete":{}}'));
    const gateway = await startTestGateway({ geminiUrl: upstream.url, env: { REDIS_URL: redis.url } });
    try {
      const port = new URL(redis.url).port;
      await redis.close();
      const put = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${await gateway.token()}`);
      expect(await put.closed).toEqual({ code: 1013, reason: expect.stringMatching(/try again later/) });
      expect((await fetch(`${gateway.url}/readyz`)).status).toBe(503);
      expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);

      redis = await startRedisServer(Number(port));
      await expect.poll(async () => (await fetch(`${gateway.url}/readyz`)).status, { timeout: 8_000 }).toBe(200);
      const client = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${await gateway.token()}`);
      await client.received(1);
      client.socket.close();
    } finally {
      await gateway.close();
      await upstream.close();
    }
  });

  it('does not start without it, and does not show its password', async () => {
    const { port } = new URL(redis.url);
    await redis.close();
    const starting = startTestGateway({ env: { REDIS_URL: `redis://user:hunter2@127.0.0.1:${port}` } });
    const error = await starting.then(
      () => undefined,
      (reason: unknown) => reason as { code: string; message: string },
    );
    expect(error?.code).toBe('GATEWAY_REDIS_UNREACHABLE');
    expect(error?.message).toMatch(/^REDIS_URL does not answer/);
    expect(error?.message).not.toContain('hunter2');
  });
});
