import { afterEach, describe, expect, it } from 'vitest';
import { createLog } from '../src/observe/log.js';
import type { GatewaySample } from '../src/ops/gateway-sample.js';
import { MemoryGatewaySamples } from '../src/ops/memory-gateway-samples.js';
import { RedisGatewaySamples } from '../src/ops/redis-gateway-samples.js';
import { RedisConnection } from '../src/redis/redis-connection.js';
import { type RedisServer, startRedisServer } from './support/redis-server.js';
import { SOON } from './support/soon.js';
import { connect, LIVE_PATH } from './support/test-client.js';
import { startTestGateway, type TestGateway } from './support/test-gateway.js';

const ADMIN = { LIPWIRE_ADMIN_KEY: 'admin-key-for-tests' };
const closing: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(env: Record<string, string> = ADMIN): Promise<TestGateway> {
  const gateway = await startTestGateway({ env, parts: { sampleIntervalMs: 50 } });
  closing.push(() => gateway.close());
  return gateway;
}

async function redisServer(): Promise<RedisServer> {
  const redis = await startRedisServer();
  closing.push(() => redis.close());
  return redis;
}

const withKey = { headers: { authorization: `Bearer ${ADMIN.LIPWIRE_ADMIN_KEY}` } };

/** `GET /v1/gateways`, as far as these tests look. */
interface Gateways {
  readonly gateways: readonly {
    readonly id: string;
    readonly max_sessions: number;
    readonly draining: boolean;
    readonly samples: readonly {
      readonly at: string;
      readonly refusals: Record<string, number>;
      readonly cpu: number;
    }[];
  }[];
}

async function gatewaysOf({ url }: TestGateway, query = ''): Promise<Gateways['gateways']> {
  const response = await fetch(`${url}/v1/gateways${query}`, withKey);
  return ((await response.json()) as Gateways).gateways;
}

describe('GET /v1/gateways', () => {
  it('gives what the gateway did, interval by interval, to whoever holds the admin key', async () => {
    const gateway = await start();
    await connect(`${gateway.wsUrl}${LIVE_PATH}?key=nothing`).closed;
    await expect
      .poll(
        async () => (await gatewaysOf(gateway))[0]?.samples.some(({ refusals }) => refusals.token_invalid === 1),
        SOON,
      )
      .toBe(true);
    const [own] = await gatewaysOf(gateway);
    expect(own).toMatchObject({ id: expect.stringMatching(/^[0-9a-f]{8}$/), max_sessions: 100, draining: false });
    // Each refusal is in one interval only.
    expect(own?.samples.reduce((sum, { refusals }) => sum + (refusals.token_invalid ?? 0), 0)).toBe(1);
    expect(gateway.log()).toContain(`"gateway":"${own?.id}"`);
    expect((await gatewaysOf(gateway, '?samples=1'))[0]?.samples).toHaveLength(1);
  });

  it('shows every gateway that shares the Redis, at each of them', async () => {
    const redis = await redisServer();
    const env = { ...ADMIN, REDIS_URL: redis.url };
    const [one, other] = [await start(env), await start(env)];
    for (const gateway of [one, other]) {
      await expect.poll(async () => (await gatewaysOf(gateway)).length, SOON).toBe(2);
    }
  });

  it.each([
    [{}, 401, 'INVALID_ADMIN_KEY'],
    [{ headers: { authorization: 'Bearer wrong' } }, 401, 'INVALID_ADMIN_KEY'],
  ])('refuses a caller without the key: %j', async (init, status, code) => {
    const { url } = await start();
    const response = await fetch(`${url}/v1/gateways`, init);
    expect({ status: response.status, body: await response.json() }).toMatchObject({ status, body: { code } });
  });

  it.each(['0', '151', 'all', '-1'])('refuses samples=%s', async (count) => {
    const { url } = await start();
    const response = await fetch(`${url}/v1/gateways?samples=${count}`, withKey);
    expect({ status: response.status, body: await response.json() }).toMatchObject({
      status: 400,
      body: { code: 'INVALID_QUERY' },
    });
  });

  it('says that Redis is gone', async () => {
    const redis = await redisServer();
    const gateway = await start({ ...ADMIN, REDIS_URL: redis.url });
    await redis.close();
    const response = await fetch(`${gateway.url}/v1/gateways`, withKey);
    expect({ status: response.status, body: await response.json() }).toMatchObject({
      status: 503,
      body: { code: 'SAMPLES_UNAVAILABLE' },
    });
  });
});

describe('/ops', () => {
  it('is a page of its own files under a policy that allows no others', async () => {
    const { url } = await start({ ...ADMIN, LIPWIRE_PUBLIC_URL: 'https://voice.example.com/live' });
    const page = await fetch(`${url}/live/ops`);
    const html = await page.text();
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'self';.*frame-ancestors 'none'$/,
    );
    const found = new Set([...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? ''));
    const types = new Map<string, string | null>();
    // Relative, so that the page works behind the path of the public URL; and modules import their neighbours.
    for (const path of found) {
      const response = await fetch(`${url}/live/${path}`);
      types.set(path, response.headers.get('content-type'));
      const text = await response.text();
      for (const [, name] of text.matchAll(/from '\.\/([\w.-]+)'/g)) found.add(`ops/${name}`);
    }
    expect(found.size).toBe(10);
    for (const [path, type] of types)
      expect(`${path} ${type}`).toMatch(/\.(css text\/css|js text\/javascript|svg image\/svg\+xml); charset=utf-8$/);
    expect(html).not.toMatch(/https?:|<style|\sstyle=|\son\w+=/);
  });

  it('is not there without an admin key', async () => {
    const { url } = await start({});
    for (const path of ['/ops', '/ops/ops.js', '/v1/gateways']) expect((await fetch(url + path)).status).toBe(404);
  });
});

describe.each(['memory', 'redis'] as const)('samples in %s', (where) => {
  const sample = (gateway: string, atMs: number) => ({ gateway, atMs }) as GatewaySample;

  async function open() {
    if (where === 'memory') return new MemoryGatewaySamples();
    const connection = await RedisConnection.connect((await redisServer()).url, createLog('silent'));
    closing.push(() => connection.close());
    return new RedisGatewaySamples(connection, 60_000);
  }

  it('keeps the latest, oldest first', async () => {
    const samples = await open();
    expect(await samples.read(150)).toEqual([]);
    for (let i = 0; i < 153; i++) await samples.add(sample('a', i));
    const [all] = await samples.read(150);
    expect([all?.length, all?.[0]?.atMs, all?.at(-1)?.atMs]).toEqual([150, 3, 152]);
    expect((await samples.read(2))[0]?.map(({ atMs }) => atMs)).toEqual([151, 152]);
  });
});

it('forgets a gateway that is gone', async () => {
  const connection = await RedisConnection.connect((await redisServer()).url, createLog('silent'));
  closing.push(() => connection.close());
  await new RedisGatewaySamples(connection, 30).add({ gateway: 'gone', atMs: 1 } as GatewaySample);
  await new RedisGatewaySamples(connection, 60_000).add({ gateway: 'here', atMs: 1 } as GatewaySample);
  const samples = new RedisGatewaySamples(connection, 60_000);
  await expect.poll(async () => (await samples.read(1)).flat().map(({ gateway }) => gateway), SOON).toEqual(['here']);
  expect(await connection.ask((client) => client.sMembers('lipwire:gateways'))).toEqual(['here']);
});
