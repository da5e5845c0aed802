import { request as httpRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { digestOfKey } from '../src/auth/key-digest.js';
import { type GatewayConfig, readGatewayConfig, startGateway } from '../src/index.js';
import { type ScriptedUpstream, startScriptedUpstream } from './support/scripted-upstream.js';
import { steppingEngines } from './support/stepping-engine.js';
import { connect, connectAtOnce, LIVE_PATH } from './support/test-client.js';
import { signedUrlBody, startTestGateway } from './support/test-gateway.js';

const KEYS = { acme: 'the key of acme'.replaceAll(' ', '-'), globex: 'the key of globex'.replaceAll(' ', '-') };
const tenant = (name: keyof typeof KEYS, rest = {}) => ({
  ...{ name, apiKeyDigests: [digestOfKey(KEYS[name])], allowedOrigins: [], limits: {}, ...rest },
});
const DIRECT = '/v1/conversation/gemini?key=k';

let upstream: ScriptedUpstream;
const closing: (() => Promise<void>)[] = [];
beforeAll(async () => {
  upstream = await startScriptedUpstream(({ socket }) => socket.send('{"setupComplete":{}}'));
});
afterAll(() => upstream.close());
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function start(changes: Partial<GatewayConfig>, nowMs: () => number = Date.now) {
  const env = {
    LIPWIRE_PORT: '0',
    LIPWIRE_API_KEYS: 'x',
    LIPWIRE_LOG_LEVEL: 'silent',
    LIPWIRE_GEMINI_URL: upstream.url,
  };
  const config = { ...readGatewayConfig({ env }), ...changes };
  const gateway = await startGateway(config, { engines: steppingEngines, nowMs });
  closing.push(() => gateway.close());
  const wrap = (key: string) =>
    fetch(`${gateway.url}/v1/get-signed-url`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(signedUrlBody()),
    });
  const token = async (key: string) => ((await (await wrap(key)).json()) as { api_key: string }).api_key;
  return { ...gateway, config, wsUrl: gateway.url.replace(/^http/, 'ws'), wrap, token };
}

/** Hangs up on a call that was let in. */
async function letIn(url: string, headers: Record<string, string> = {}): Promise<void> {
  const client = connect(url, { headers });
  await client.received(1);
  client.socket.close();
  await client.closed;
}

describe('one token', () => {
  it('lets in exactly one of a hundred that connect at once, and tells the others why', async () => {
    const gateway = await start({ tenants: [tenant('acme')] });
    const url = `${gateway.wsUrl}${LIVE_PATH}?key=${await gateway.token(KEYS.acme)}`;
    const clients = await connectAtOnce(Array(100).fill(url));
    const ends = clients.map(async (client) => {
      await client.received(1).catch(() => undefined);
      return client.messages.length > 0 ? 'let in' : await client.closed;
    });
    const results = await Promise.all(ends);
    expect(results.filter((result) => result === 'let in')).toHaveLength(1);
    const used = { code: 1008, reason: expect.stringMatching(/^Token already used/) };
    expect(results.filter((result) => result !== 'let in')).toEqual(Array(99).fill(used));
    for (const { socket } of clients) socket.terminate();
  });
});

describe("a tenant's origins", () => {
  it('stand instead of those for all, and a token that is refused is not used up', async () => {
    const gateway = await start({
      tenants: [tenant('acme', { allowedOrigins: ['https://acme.example'] }), tenant('globex')],
      allowedOrigins: ['https://all.example'],
    });
    const refused = { code: 1008, reason: expect.stringContaining('its origin is not allowed') };
    for (const [name, own, other] of [
      ['acme', 'https://acme.example', 'https://all.example'],
      ['globex', 'https://all.example', 'https://acme.example'],
    ] as const) {
      const byToken = `${gateway.wsUrl}${LIVE_PATH}?key=${await gateway.token(KEYS[name])}`;
      expect(await connect(byToken, { headers: { origin: other } }).closed).toEqual(refused);
      await letIn(byToken, { origin: own });
      const direct = `${gateway.wsUrl}${DIRECT}&mascot_key=${KEYS[name]}`;
      expect(await connect(direct, { headers: { origin: other } }).closed).toEqual(refused);
      await letIn(direct, { origin: own });
      await letIn(direct);
    }
    // A preflight knows no tenant.
    for (const origin of ['https://acme.example', 'https://all.example', 'https://other.example']) {
      const answer = await fetch(`${gateway.url}/v1/get-signed-url`, { method: 'OPTIONS', headers: { origin } });
      expect(answer.status).toBe(origin.includes('other') ? 405 : 204);
    }
  });
});

describe('rates', () => {
  it('are counted by tenant', async () => {
    const gateway = await start({
      tenants: [tenant('acme', { limits: { requestsPerMinute: 2 } }), tenant('globex')],
    });
    const statuses = async (key: string) => {
      const answers = [];
      for (let i = 0; i < 3; i++) answers.push((await gateway.wrap(key)).status);
      return answers;
    };
    expect(await statuses(KEYS.acme)).toEqual([200, 200, 429]);
    expect(await statuses(KEYS.globex)).toEqual([200, 200, 200]);
  });

  it('turn away an address that fails too often, the longer the shorter, and let in who has a token', async () => {
    let nowMs = Date.now();
    const gateway = await start({ tenants: [tenant('acme')], failuresPerMinute: 2 }, () => nowMs);
    const token = await gateway.token(KEYS.acme);
    const outcome = async (path: string) => {
      const client = connect(gateway.wsUrl + path);
      const rejected = new Promise((resolve) =>
        client.socket.once('unexpected-response', (_request, { statusCode }) => {
          resolve(statusCode);
          client.socket.terminate();
        }),
      );
      return await Promise.race([rejected, client.closed.then(({ code }) => code)]);
    };
    const flood = [];
    for (const path of Array(3)
      .fill([`${LIVE_PATH}?key=garbled`, `${DIRECT}&mascot_key=guess`])
      .flat()) {
      flood.push(await outcome(path));
    }
    expect(flood).toEqual([1008, 1008, 1013, 1013, 429, 429]);
    expect((await gateway.wrap('guess')).status).toBe(429);

    await letIn(`${gateway.wsUrl}${LIVE_PATH}?key=${token}`);
    await letIn(`${gateway.wsUrl}${DIRECT}&mascot_key=${KEYS.acme}`);
    // A used token is no way in, and soon not worth an answer.
    const replays = [];
    for (let i = 0; i < 4; i++) replays.push(await outcome(`${LIVE_PATH}?key=${token}`));
    expect(replays).toEqual([1008, 1008, 429, 429]);

    nowMs += 60_000;
    expect(await outcome(`${LIVE_PATH}?key=garbled`)).toBe(1008);
  });

  it('are counted for the client behind a trusted proxy, and for nobody who only says so', async () => {
    const limits = { tenants: [tenant('acme')], failuresPerMinute: 1 };
    const behindProxy = await start({ ...limits, trustedProxies: ['127.0.0.1'] });
    const guess = (url: string, forwarded: string) =>
      new Promise((resolve, reject) => {
        const headers = { authorization: 'Bearer guess', 'x-forwarded-for': forwarded };
        const request = httpRequest(`${url}/v1/get-signed-url`, { method: 'POST', headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        });
        request.once('error', reject).end();
      });
    expect(await guess(behindProxy.url, '198.51.100.1, 203.0.113.9')).toBe(401);
    expect(await guess(behindProxy.url, '198.51.100.2, 203.0.113.9')).toBe(429);
    expect(await guess(behindProxy.url, '203.0.113.10')).toBe(401);
    expect(await guess(behindProxy.url, '2001:db8::1')).toBe(401);
    expect(await guess(behindProxy.url, '2001:db8::ffff:2')).toBe(429);

    const inTheOpen = await start(limits);
    expect(await guess(inTheOpen.url, '203.0.113.9')).toBe(401);
    expect(await guess(inTheOpen.url, '203.0.113.10')).toBe(429);
  });
});

describe('a configuration that is read again', () => {
  it('counts for the next call and request, and leaves those alone that run', async () => {
    const gateway = await start({ tenants: [tenant('acme'), tenant('globex')] });
    const running = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${await gateway.token(KEYS.acme)}`);
    await running.received(1);
    const pending = await gateway.token(KEYS.acme);

    const next = { ...gateway.config, tenants: [tenant('globex', { limits: { requestsPerMinute: 1 } })] };
    expect(gateway.reload(next)).toBe(true);
    expect((await gateway.wrap(KEYS.acme)).status).toBe(401);
    const refused = await connect(`${gateway.wsUrl}${LIVE_PATH}?key=${pending}`).closed;
    expect(refused).toEqual({ code: 1008, reason: expect.stringMatching(/^Token of a tenant/) });
    expect([(await gateway.wrap(KEYS.globex)).status, (await gateway.wrap(KEYS.globex)).status]).toEqual([200, 429]);

    running.socket.send('still here');
    const call = await upstream.call(upstream.calls.length - 1);
    await expect.poll(() => call.messages.map(({ data }) => data.toString())).toContain('still here');
    expect(running.socket.readyState).toBe(running.socket.OPEN);
    running.socket.close();
    await running.closed;

    // The tenant is back, and so is its token: the key that the gateway made for itself is still the same.
    expect(gateway.reload(gateway.config)).toBe(true);
    await letIn(`${gateway.wsUrl}${LIVE_PATH}?key=${pending}`);
  });

  it('changes nothing when it is wrong, and says so in the log', async () => {
    const gateway = await startTestGateway({ geminiUrl: upstream.url });
    closing.push(() => gateway.close());
    const env = { LIPWIRE_API_KEYS: 'hunter2 hunter2' };
    expect(gateway.reload(() => readGatewayConfig({ env }))).toBe(false);
    expect(gateway.log()).toContain('configuration not reloaded');
    expect(gateway.log()).toContain('LIPWIRE_API_KEYS, entry 1, must be a key of visible ASCII characters');
    expect(gateway.log()).not.toContain('hunter2');
    expect(
      gateway.reload(() => {
        throw new Error('hunter2');
      }),
    ).toBe(false);
    expect(gateway.log()).not.toContain('hunter2');
    expect((await gateway.wrap()).status).toBe(200);
  });

  it('names what waits for a restart', async () => {
    const gateway = await startTestGateway({ env: { LIPWIRE_MAX_SESSIONS: '7' } });
    closing.push(() => gateway.close());
    const env = {
      LIPWIRE_PORT: '0',
      LIPWIRE_API_KEYS: 'x',
      LIPWIRE_GEMINI_URL: 'http://127.0.0.1:9',
      LIPWIRE_LOG_LEVEL: 'debug',
    };
    gateway.reload(readGatewayConfig({ env: { ...env, LIPWIRE_HEARTBEAT_SECONDS: '9' } }));
    expect(gateway.log()).toContain('"settings":["LIPWIRE_MAX_SESSIONS","LIPWIRE_HEARTBEAT_SECONDS"]');
  });
});
