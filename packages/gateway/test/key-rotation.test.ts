import { afterAll, beforeAll, expect, it } from 'vitest';
import { readGatewayConfig, startGateway } from '../src/index.js';
import { type RedisServer, startRedisServer } from './support/redis-server.js';
import { type ScriptedUpstream, startScriptedUpstream } from './support/scripted-upstream.js';
import { steppingEngines } from './support/stepping-engine.js';
import { connect, LIVE_PATH, type TestClient } from './support/test-client.js';
import { API_KEY, signedUrlBody } from './support/test-gateway.js';

let redis: RedisServer;
let upstream: ScriptedUpstream;
beforeAll(async () => {
  redis = await startRedisServer();
  upstream = await startScriptedUpstream(({ socket }) => {
    socket.on('message', (data) => socket.send(`heard ${data}`));
    socket.send('{"setupComplete":{}}');
  });
});
afterAll(async () => {
  await redis.close();
  await upstream.close();
});

/** A gateway whose sealing keys stand in a file, so to speak: first the one that seals. */
async function start(...keys: string[]) {
  const configOf = ([secret = '', ...extra]: string[]) =>
    readGatewayConfig({
      env: {
        ...{ LIPWIRE_PORT: '0', LIPWIRE_API_KEYS: API_KEY, LIPWIRE_LOG_LEVEL: 'silent', REDIS_URL: redis.url },
        ...{ LIPWIRE_GEMINI_URL: upstream.url, LIPWIRE_SECRET: secret, LIPWIRE_EXTRA_SECRETS: extra.join() },
      },
    });
  const gateway = await startGateway(configOf(keys), { engines: steppingEngines });
  return {
    close: gateway.close,
    useKeys: (...next: string[]) => gateway.reload(configOf(next)),
    async token() {
      const answer = await fetch(`${gateway.url}/v1/get-signed-url`, {
        method: 'POST',
        headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
        body: JSON.stringify(signedUrlBody()),
      });
      return ((await answer.json()) as { api_key: string }).api_key;
    },
    call: (token: string) => connect(`${gateway.url.replace(/^http/, 'ws')}${LIVE_PATH}?key=${token}`),
  };
}

async function isAlive(client: TestClient): Promise<boolean> {
  const before = client.messages.length;
  client.socket.send('hello');
  await client.received(before + 1);
  return client.messages.at(-1)?.data.toString() === 'heard hello';
}

it('sealing keys change twice, on one gateway after the other, and no call and no token is lost', async () => {
  const [first, second, third] = ['1', '2', '3'].map((digit) => digit.repeat(32)) as [string, string, string];
  const gateways = [await start(first), await start(first)] as const;
  const [one, other] = gateways;
  try {
    const running = one.call(await one.token());
    await running.received(1);

    /** At every moment of the change, what either seals opens at the other, once. */
    const bothUnderstandEachOther = async () => {
      for (const [sealer, opener] of [gateways, [...gateways].reverse()] as (typeof gateways)[]) {
        const token = await sealer.token();
        const client = opener.call(token);
        await client.received(1);
        client.socket.close();
        expect((await sealer.call(token).closed).reason).toMatch(/^Token already used/);
      }
      expect(await isAlive(running)).toBe(true);
    };
    const kept: string[] = [];
    for (const [former, next] of [
      [first, second],
      [second, third],
    ] as const) {
      // Tokens of the former key, on their way while the keys change. The key before it is taken out only after the ten
      // minutes that such tokens live, for which this test does not wait: its own are used up here.
      kept.push(await one.token(), await other.token());
      for (const gateway of gateways) {
        gateway.useKeys(former, next);
        await bothUnderstandEachOther();
      }
      for (const gateway of gateways) {
        gateway.useKeys(next, former);
        await bothUnderstandEachOther();
      }
      kept.push(await one.token(), await other.token());
      for (const [i, token] of kept.splice(0).entries()) {
        const client = gateways[i % 2 === 0 ? 1 : 0].call(token);
        await client.received(1);
        client.socket.close();
      }
      const late = await one.token();
      for (const gateway of gateways) {
        gateway.useKeys(next);
        await bothUnderstandEachOther();
      }
      const client = other.call(late);
      await client.received(1);
      client.socket.close();
    }

    // Of a key that is gone: refused, and the running call does not care.
    const old = await one.token();
    for (const gateway of gateways) gateway.useKeys(first);
    expect(await other.call(old).closed).toEqual({ code: 1008, reason: expect.stringMatching(/^Token not valid/) });
    expect(await isAlive(running)).toBe(true);
    running.socket.close();
    await running.closed;
  } finally {
    for (const gateway of gateways) await gateway.close();
  }
});

it('a gateway that takes three keys opens tokens of three ages', async () => {
  const [oldest, older, newest] = ['4', '5', '6'].map((digit) => digit.repeat(32)) as [string, string, string];
  const gateway = await start(oldest);
  try {
    const tokens = [await gateway.token()];
    gateway.useKeys(older, oldest);
    tokens.push(await gateway.token());
    gateway.useKeys(newest, older, oldest);
    tokens.push(await gateway.token());
    for (const token of tokens) {
      const client = gateway.call(token);
      await client.received(1);
      client.socket.close();
    }
    expect(new Set(tokens.map((token) => token.split('.')[0])).size).toBe(3);
  } finally {
    await gateway.close();
  }
});
