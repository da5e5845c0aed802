import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TenantLimits } from '../src/auth/tenant.js';
import { audioMessage, silence } from './support/gemini-messages.js';
import { type RedisServer, startRedisServer } from './support/redis-server.js';
import { type ScriptedUpstream, startScriptedUpstream, type UpstreamCall } from './support/scripted-upstream.js';
import { SOON } from './support/soon.js';
import { connect, LIVE_PATH, type TestClient } from './support/test-client.js';
import { startTestGateway, type TestGateway, type TestGatewayOptions } from './support/test-gateway.js';

const ADMIN_KEY = 'admin-key-for-tests';
const MINUTE_MS = 60_000;
const RESUMPTION = '{"sessionResumptionUpdate":{"newHandle":"h","resumable":true}}';
const SILENT_MICROPHONE = '{"realtimeInput":{"audio":{"data":"AAAA","mimeType":"audio/pcm;rate=16000"}}}';

let upstream: ScriptedUpstream;
let gateways: TestGateway[];
let nowMs: number;

beforeEach(async () => {
  upstream = await startScriptedUpstream(({ socket }) => socket.send('{"setupComplete":{}}'));
  gateways = [];
  nowMs = Date.UTC(2026, 7, 1, 23, 0);
});
afterEach(async () => {
  await Promise.all(gateways.map((gateway) => gateway.close()));
  await upstream.close();
});

async function start(limits: TenantLimits = {}, options: TestGatewayOptions = {}): Promise<TestGateway> {
  const gateway = await startTestGateway({
    geminiUrl: upstream.url,
    limits,
    ...options,
    env: { LIPWIRE_ADMIN_KEY: ADMIN_KEY, ...options.env },
    parts: { nowMs: () => nowMs, leashTickMs: 10, ...options.parts },
  });
  gateways.push(gateway);
  return gateway;
}

async function call(gateway: TestGateway): Promise<TestClient> {
  const client = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${await gateway.token()}`);
  await client.received(1);
  return client;
}

interface Listed {
  readonly sessions: readonly Record<string, unknown>[];
  readonly total: number;
  readonly next: string | null;
}

function admin(gateway: TestGateway, path: string, method = 'GET', key = ADMIN_KEY): Promise<Response> {
  return fetch(`${gateway.url}${path}`, { method, headers: { authorization: `Bearer ${key}` } });
}

async function list(gateway: TestGateway, query = ''): Promise<Listed> {
  return (await admin(gateway, `/v1/sessions${query}`)).json() as Promise<Listed>;
}

/** Waits until the gateways have looked at the time. */
async function looks(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setTimeout(resolve, 10));
}

const isOpen = ({ socket }: TestClient) => socket.readyState === socket.OPEN;
/** Speech in messages of 10 seconds: larger ones pass unheard. */
const speech = (audioMs: number): string[] =>
  Array.from({ length: Math.ceil(audioMs / 10_000) }, (_, i) =>
    JSON.stringify(audioMessage([silence(Math.min(10_000, audioMs - i * 10_000))])),
  );
const say = ({ socket }: UpstreamCall, audioMs: number): void => {
  for (const message of speech(audioMs)) socket.send(message);
};

describe('length', () => {
  it('ends a call at its longest time with 4001, and upstream with it', async () => {
    const client = await call(await start({ maxSessionSeconds: 600 }));
    nowMs += 599_000;
    await looks();
    expect(isOpen(client)).toBe(true);
    nowMs += 1_000;
    expect(await client.closed).toEqual({
      code: 4001,
      reason: expect.stringMatching(/^The call has reached its longest time, 10 minutes\. \[[0-9a-f]{8}\]$/),
    });
    expect((await (await upstream.call()).closed).code).toBe(1001);
    expect(await gateways[0]?.metric('lipwire_closes_total{side="gateway",code="4001"}')).toBe(1);
  });
});

describe('idle time', () => {
  it('ends a call in which nobody converses with 4002, whatever else flows', async () => {
    const client = await call(await start({ maxIdleSeconds: 60 }));
    const { socket } = await upstream.call();
    for (let second = 0; second < 59; second++) {
      nowMs += 1_000;
      client.socket.send(SILENT_MICROPHONE);
      socket.send(RESUMPTION);
    }
    await client.received(60);
    await looks();
    expect(isOpen(client)).toBe(true);
    nowMs += 1_000;
    expect(await client.closed).toEqual({
      code: 4002,
      reason: expect.stringMatching(/^The call was ended because nobody spoke for a minute\. \[[0-9a-f]{8}\]$/),
    });
  });

  it.each([
    ['speech, to the end of its playback', speech(30_000), 90],
    ['speech that was interrupted, to that moment', [...speech(30_000), '{"serverContent":{"interrupted":true}}'], 60],
    ['a function call', ['{"toolCall":{"functionCalls":[{"id":"1","name":"f"}]}}'], 60],
    ['the end of a turn of words', ['{"serverContent":{"turnComplete":true}}'], 60],
    ['words of the user', ['{"serverContent":{"inputTranscription":{"text":"Hello"}}}'], 60],
  ])('begins after %s', async (_what, messages, quietSeconds) => {
    const client = await call(await start({ maxIdleSeconds: 60 }));
    const { socket } = await upstream.call();
    nowMs += 50_000;
    for (const message of messages) socket.send(message);
    await client.received(1 + messages.length);
    nowMs += quietSeconds * 1_000 - 1;
    await looks();
    expect(isOpen(client)).toBe(true);
    nowMs += 1;
    expect((await client.closed).code).toBe(4002);
  });

  it('is known in calls without visemes, too', async () => {
    const gateway = await start({ maxIdleSeconds: 60 });
    const direct = `${gateway.wsUrl}/v1/conversation/gemini?key=k&mascot_key=another-key-for-tests&viseme_model=none`;
    const client = connect(direct);
    await client.received(1);
    say(await upstream.call(), 30_000);
    await client.received(4);
    nowMs += 89_999;
    await looks();
    expect(isOpen(client)).toBe(true);
    nowMs += 1;
    expect((await client.closed).code).toBe(4002);
  });
});

describe('speech of a day', () => {
  it('ends all calls of the tenant with 4003, refuses the next, and begins anew at midnight UTC', async () => {
    const gateway = await start({ maxAudioSecondsPerDay: 100 });
    const [first, second] = [await call(gateway), await call(gateway)];
    say(await upstream.call(0), 60_000);
    say(await upstream.call(1), 39_000);
    await Promise.all([first.received(7), second.received(5)]);
    await looks();
    expect([isOpen(first), isOpen(second)]).toEqual([true, true]);
    say(await upstream.call(1), 1_000);
    const usedUp = {
      code: 4003,
      reason: expect.stringMatching(/^The speech for today is used up: .* \[[0-9a-f]{8}\]$/),
    };
    expect(await Promise.all([first.closed, second.closed])).toEqual([usedUp, usedUp]);

    const token = await gateway.token();
    const refused = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${token}`);
    expect(await refused.closed).toEqual(usedUp);
    expect(await gateway.metric('lipwire_refusals_total{reason="audio_used_up"}')).toBe(1);
    nowMs += 60 * MINUTE_MS;
    // The token of before midnight has expired meanwhile.
    await call(gateway);
  });
});

describe('calls at one time', () => {
  it('puts a call off with 1013 while the lines of its tenant are busy, and does not use up its token', async () => {
    const gateway = await start({ maxSessions: 1 });
    const first = await call(gateway);
    const url = `${gateway.wsUrl}${LIVE_PATH}?key=${await gateway.token()}`;
    expect(await connect(url).closed).toEqual({
      code: 1013,
      reason: expect.stringMatching(/^All lines of this account are busy: try again later\. \[/),
    });
    first.socket.close();
    await expect.poll(async () => (await list(gateway)).total, SOON).toBe(0);
    const again = connect(url);
    await again.received(1);
    again.socket.close();
  });

  it('gives lines back, however a call ends', async () => {
    const gateway = await start({ maxSessions: 1 });
    const isFree = () => expect.poll(async () => (await list(gateway)).total, SOON).toBe(0);
    (await call(gateway)).socket.terminate();
    await isFree();
    (await call(gateway)).socket.close(1000);
    await isFree();
    const client = await call(gateway);
    upstream.calls.at(-1)?.socket.terminate();
    await client.closed;
    await isFree();
    const used = await gateway.token();
    const holder = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${used}`);
    await holder.received(1);
    holder.socket.close();
    await isFree();
    expect((await connect(`${gateway.wsUrl}${LIVE_PATH}?key=${used}`).closed).code).toBe(1008);
    await isFree();
    const gone = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${await gateway.token()}`);
    gone.socket.once('open', () => gone.socket.terminate());
    await gone.closed;
    await isFree();
    await call(gateway);
  });
});

describe('the register', () => {
  it('shows what an operator needs and nothing else, to the admin key alone', async () => {
    const gateway = await start();
    const client = await call(gateway);
    const service = await upstream.call();
    nowMs += 5_000;
    say(service, 1_500);
    service.socket.send('{"serverContent":{"turnComplete":true}}');
    await client.received(3);
    nowMs += 10_000;
    expect(await list(gateway)).toEqual({
      sessions: [
        {
          id: expect.stringMatching(/^[0-9a-f]{8}$/),
          gateway: expect.stringMatching(/^[0-9a-f]{8}$/),
          tenant: 'default',
          state: 'open',
          started_at: '2026-08-01T23:00:00.000Z',
          last_spoken_at: '2026-08-01T23:00:06.500Z',
          audio_seconds: 1.5,
          turns: 1,
          viseme_model: 'default',
          api_version: 'v1beta',
        },
      ],
      total: 1,
      next: null,
    });
    for (const [path, method] of [
      ['/v1/sessions', 'GET'],
      ['/v1/sessions/0a1b2c3d', 'DELETE'],
    ] as const) {
      const refused = await admin(gateway, path, method, 'another-key-for-tests');
      expect([refused.status, await refused.json()]).toEqual([
        401,
        expect.objectContaining({ code: 'INVALID_ADMIN_KEY' }),
      ]);
    }
    expect(isOpen(client)).toBe(true);
  });

  it('does not exist without an admin key', async () => {
    const gateway = await start({}, { env: { LIPWIRE_ADMIN_KEY: '' } });
    expect((await admin(gateway, '/v1/sessions')).status).toBe(404);
    expect((await admin(gateway, '/v1/sessions/0a1b2c3d', 'DELETE')).status).toBe(404);
  });

  it('is read in bounded pages', async () => {
    const gateway = await start();
    for (let i = 0; i < 3; i++) {
      nowMs += 1;
      await call(gateway);
    }
    const first = await list(gateway, '?limit=2');
    const second = await list(gateway, `?limit=2&after=${encodeURIComponent(first.next ?? '')}`);
    expect([first.sessions.length, second.sessions.length, second.next, second.total]).toEqual([2, 1, null, 3]);
    expect((await list(gateway, '?tenant=somebody')).total).toBe(0);
    expect((await list(gateway, '?tenant=default')).total).toBe(3);
    for (const limit of ['0', '501', '-1', 'many', '1e2']) {
      const refused = await admin(gateway, `/v1/sessions?limit=${limit}`);
      expect([refused.status, await refused.json()]).toEqual([400, expect.objectContaining({ code: 'INVALID_QUERY' })]);
    }
  });

  it('ends a call with 4004, once', async () => {
    const gateway = await start();
    const client = await call(gateway);
    const path = `/v1/sessions/${(await list(gateway)).sessions[0]?.id}`;
    const ended = await admin(gateway, path, 'DELETE');
    expect([ended.status, await ended.json()]).toEqual([200, expect.objectContaining({ state: 'ended' })]);
    expect(await client.closed).toEqual({
      code: 4004,
      reason: expect.stringMatching(/^The call was ended by an administrator\. \[[0-9a-f]{8}\]$/),
    });
    const again = await admin(gateway, path, 'DELETE');
    expect([again.status, await again.json()]).toEqual([404, expect.objectContaining({ code: 'SESSION_NOT_FOUND' })]);
    expect((await admin(gateway, path)).status).toBe(405);
  });
});

describe('two gateways with a Redis', () => {
  let redis: RedisServer;
  beforeEach(async () => {
    redis = await startRedisServer();
  });
  afterEach(() => redis.close());

  const startTwo = (limits: TenantLimits) =>
    Promise.all([1, 2].map(() => start(limits, { env: { REDIS_URL: redis.url } }))) as Promise<
      [TestGateway, TestGateway]
    >;

  it('admit exactly ten of fifty that connect at once, and list and end the calls of each other', async () => {
    const [first, second] = await startTwo({ maxSessions: 10 });
    const tokens = await Promise.all(Array.from({ length: 50 }, () => first.token()));
    const clients = tokens.map((token, i) => connect(`${(i % 2 ? first : second).wsUrl}${LIVE_PATH}?key=${token}`));
    const closes: { code: number }[] = [];
    for (const { closed } of clients) void closed.then((close) => closes.push(close));
    await expect
      .poll(() => closes.length + clients.filter(({ messages }) => messages.length > 0).length, SOON)
      .toBe(50);
    expect(clients.filter(isOpen)).toHaveLength(10);
    expect(closes.map(({ code }) => code)).toEqual(Array(40).fill(1013));

    const { sessions, total } = await list(first);
    expect(total).toBe(10);
    expect(await list(second)).toEqual({ sessions, total, next: null });
    expect(new Set(sessions.map(({ gateway }) => gateway)).size).toBe(2);
    // Each is ended at the gateway that it does not run at, half the time.
    const answers = await Promise.all(sessions.map(({ id }) => admin(first, `/v1/sessions/${id}`, 'DELETE')));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    await Promise.all(clients.map(({ closed }) => closed));
    expect(closes.filter(({ code }) => code === 4004)).toHaveLength(10);
    expect((await list(second)).total).toBe(0);
    expect(await first.metric('lipwire_sessions_open')).toBe(0);
  });

  it('share the speech of a day', async () => {
    const [first, second] = await startTwo({ maxAudioSecondsPerDay: 100 });
    const [here, there] = [await call(first), await call(second)];
    say(await upstream.call(0), 50_000);
    say(await upstream.call(1), 50_000);
    expect((await Promise.all([here.closed, there.closed])).map(({ code }) => code)).toEqual([4003, 4003]);
    // A third one knows it from Redis.
    const third = await start({ maxAudioSecondsPerDay: 100 }, { env: { REDIS_URL: redis.url } });
    expect((await connect(`${third.wsUrl}${LIVE_PATH}?key=${await third.token()}`).closed).code).toBe(4003);
  });

  it('answer truthfully where a call cannot be ended now', async () => {
    const [first, second] = await startTwo({});
    const client = await call(first);
    const path = `/v1/sessions/${(await list(second)).sessions[0]?.id}`;
    // It reads nothing and so never answers the close.
    client.socket.pause();
    const asked = await admin(second, path, 'DELETE');
    expect([asked.status, await asked.json()]).toEqual([202, expect.objectContaining({ state: 'ending' })]);
    client.socket.resume();
    expect((await client.closed).code).toBe(4004);
    await redis.close();
    const refused = await admin(second, path, 'DELETE');
    expect([refused.status, await refused.json()]).toEqual([
      503,
      expect.objectContaining({ code: 'REGISTER_UNAVAILABLE' }),
    ]);
    expect((await admin(second, '/v1/sessions')).status).toBe(503);
  });

  it('let calls live while Redis is away, take none, and go on counting when it comes back empty', async () => {
    const [first, second] = await startTwo({ maxSessions: 2, maxAudioSecondsPerDay: 100 });
    const clients = [await call(first), await call(second)];
    say(await upstream.call(0), 60_000);
    await clients[0]?.received(7);
    await expect
      .poll(async () => (await list(second)).sessions.map((one) => one.audio_seconds).sort(), SOON)
      .toEqual([0, 60]);

    await redis.close();
    const put = connect(`${first.wsUrl}${LIVE_PATH}?key=${await first.token()}`);
    expect(await put.closed).toEqual({ code: 1013, reason: expect.stringMatching(/^Calls cannot be counted now: /) });
    say(await upstream.call(0), 30_000);
    await clients[0]?.received(3);
    expect(clients.map(isOpen)).toEqual([true, true]);

    redis = await startRedisServer(Number(new URL(redis.url).port));
    await expect.poll(async () => (await list(second)).total, { timeout: 8_000 }).toBe(2);
    const full = connect(`${second.wsUrl}${LIVE_PATH}?key=${await second.token()}`);
    expect((await full.closed).reason).toMatch(/^All lines of this account are busy/);
    say(await upstream.call(1), 10_000);
    const codes = (await Promise.all(clients.map(({ closed }) => closed))).map(({ code }) => code);
    expect(codes).toEqual([4003, 4003]);
    expect(first.log()).toContain('register of live sessions is there again');
  });
});
