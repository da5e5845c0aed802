import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TokenSealer } from '../src/auth/sealed-token.js';
import { readGatewayConfig, startGateway } from '../src/index.js';
import { MAX_UNADMITTED_CLIENTS, REFUSAL_LINGER_MS, TOKEN_LIFETIME_MS } from '../src/limits.js';
import { type ScriptedUpstream, startScriptedUpstream } from './support/scripted-upstream.js';
import { SOON } from './support/soon.js';
import { connect, LIVE_PATH, type TestClient } from './support/test-client.js';
import { API_KEY, GOOGLE_TOKEN, SECRET, startTestGateway, type TestGateway } from './support/test-gateway.js';

const GREETING = '{"setupComplete":{}}';
const SERVICE = '/ws/google.ai.generativelanguage';

let upstream: ScriptedUpstream;
let gateway: TestGateway;
let nowMs = Date.now();

beforeAll(async () => {
  upstream = await startScriptedUpstream(({ socket }) => socket.send(GREETING));
  gateway = await startTestGateway({ geminiUrl: upstream.url, parts: { nowMs: () => nowMs } });
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

/** The request that reached the service for a client, which is hung up on afterwards. */
async function upstreamRequestOf(client: TestClient) {
  await client.received(1);
  const { request } = await upstream.call(upstream.calls.length - 1);
  client.socket.close();
  await client.closed;
  return request;
}

describe('a wrapped token', () => {
  it.each([
    ['two slashes', LIVE_PATH],
    ['one slash', `${SERVICE}.v1beta.GenerativeService.BidiGenerateContent`],
    ['a prefix', `/some/prefix${SERVICE}.v1beta.GenerativeService.BidiGenerateContent`],
    ['v1alpha', `${SERVICE}.v1alpha.GenerativeService.BidiGenerateContent`],
    ['the constrained method', `${SERVICE}.v1alpha.GenerativeService.BidiGenerateContentConstrained`],
    ['the constrained method of v1beta', `${SERVICE}.v1beta.GenerativeService.BidiGenerateContentConstrained`],
  ])('opens the constrained v1alpha method from a path with %s', async (_what, path) => {
    const client = connect(`${gateway.wsUrl}${path}?key=${await gateway.token()}`);
    const { url } = await upstreamRequestOf(client);
    expect(url).toBe(
      `${SERVICE}.v1alpha.GenerativeService.BidiGenerateContentConstrained?access_token=${GOOGLE_TOKEN}`,
    );
  });

  it.each([
    ['key=', (token: string) => [`?key=${token}`, {}]],
    ['access_token=', (token: string) => [`?access_token=${token}`, {}]],
    ['x-goog-api-key', (token: string) => ['', { 'x-goog-api-key': token }]],
    ['Authorization: Token', (token: string) => ['', { authorization: `Token ${token}`, 'x-goog-api-key': token }]],
    ['Authorization: Bearer', (token: string) => ['', { authorization: `Bearer ${token}` }]],
  ] as const)('is found in %s', async (_where, place) => {
    const [query, headers] = place(await gateway.token());
    const { url } = await upstreamRequestOf(connect(gateway.wsUrl + LIVE_PATH + query, { headers }));
    expect(url).toContain(GOOGLE_TOKEN);
  });

  it.each(['v1alpha', 'v1beta'])(
    'that holds a plain key opens the plain method of the version asked for: %s',
    async (version) => {
      const path = `//ws/google.ai.generativelanguage.${version}.GenerativeService.BidiGenerateContent`;
      const client = connect(`${gateway.wsUrl}${path}?key=${await gateway.token('AIza+plain/key')}`);
      const { url } = await upstreamRequestOf(client);
      expect(url).toBe(`${SERVICE}.${version}.GenerativeService.BidiGenerateContent?key=AIza%2Bplain%2Fkey`);
    },
  );

  it('takes the name of the SDK upstream, and no other header', async () => {
    const client = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${await gateway.token()}`, {
      headers: {
        'user-agent': 'google-genai-sdk/2.32.0 gl-node/v20',
        'x-goog-api-client': 'google-genai-sdk/2.32.0',
        cookie: 'session=secret',
        'x-internal-user': 'alice',
        origin: 'https://app.example.com',
      },
    });
    const { headers } = await upstreamRequestOf(client);
    expect(headers).toMatchObject({
      'user-agent': 'google-genai-sdk/2.32.0 gl-node/v20',
      'x-goog-api-client': 'google-genai-sdk/2.32.0',
    });
    for (const name of [
      'cookie',
      'x-internal-user',
      'origin',
      'x-goog-api-key',
      'authorization',
      'sec-websocket-extensions',
    ]) {
      expect(headers).not.toHaveProperty(name);
    }
  });

  it('opens one session of a hundred that are tried at once', async () => {
    const calls = upstream.calls.length;
    const token = await gateway.token();
    const clients = Array.from({ length: 100 }, () => connect(`${gateway.wsUrl}${LIVE_PATH}?key=${token}`));
    const outcomes = await Promise.all(
      clients.map((client) =>
        Promise.race([
          client.received(1).then(
            () => 'open',
            () => 'refused',
          ),
          client.closed.then(() => 'refused'),
        ]),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'open')).toHaveLength(1);
    expect(upstream.calls.length).toBe(calls + 1);
    const refused = clients.filter((_client, i) => outcomes[i] === 'refused');
    for (const { closed } of refused) {
      expect(await closed).toEqual({
        code: 1008,
        reason: expect.stringMatching(/^Token already used.*get-signed-url/),
      });
    }
    for (const { socket } of clients) socket.close();
  });
});

describe('the direct channel', () => {
  it('opens a call with the keys of both services', async () => {
    const url = `${gateway.wsUrl}/v1/conversation/gemini?key=AIzaKey&mascot_key=${API_KEY}&viseme_model=default`;
    const request = await upstreamRequestOf(connect(url));
    expect(request.url).toBe(`${SERVICE}.v1beta.GenerativeService.BidiGenerateContent?key=AIzaKey`);
  });

  it('takes an ephemeral token for a key, no model, a prefix, and many calls', async () => {
    for (let i = 0; i < 2; i++) {
      const url = `${gateway.wsUrl}//live/v1/conversation/gemini?key=${GOOGLE_TOKEN}&mascot_key=${API_KEY}`;
      expect((await upstreamRequestOf(connect(url))).url).toContain(`Constrained?access_token=${GOOGLE_TOKEN}`);
    }
  });

  it('counts calls by tenant', async () => {
    const env = { LIPWIRE_REQUESTS_PER_MINUTE: '1', LIPWIRE_FAILURES_PER_MINUTE: '1' };
    const limited = await startTestGateway({ geminiUrl: upstream.url, env });
    try {
      const url = `${limited.wsUrl}/v1/conversation/gemini?key=k&mascot_key=${API_KEY}`;
      await upstreamRequestOf(connect(url));
      expect(await connect(url).closed).toEqual({ code: 1013, reason: expect.stringMatching(/^Too many calls/) });

      // Whoever has no valid key is counted by address: keys are not to be guessed at leisure.
      const guess = `${limited.wsUrl}/v1/conversation/gemini?key=k&mascot_key=guess`;
      expect(await connect(guess).closed).toMatchObject({ code: 1008 });
      expect(await connect(guess).closed).toEqual({ code: 1013, reason: expect.stringMatching(/^Too many calls/) });
    } finally {
      await limited.close();
    }
  });
});

describe('a refusal', () => {
  const DIRECT = '/v1/conversation/gemini';

  it.each([
    ['token_missing', LIVE_PATH, 1008, /^No token: get a new one from POST \/v1\/get-signed-url/],
    ['token_missing', `${LIVE_PATH}?key=`, 1008, /^No token/],
    ['token_invalid', `${LIVE_PATH}?key=garbled`, 1008, /^Token not valid.*get-signed-url/],
    ['token_invalid', `${LIVE_PATH}?key=lipwire_garbled`, 1008, /^Token not valid/],
    ['token_invalid', `${LIVE_PATH}?key=AIzaPlainGeminiKey`, 1008, /^Token not valid/],
    ['token_invalid', `${LIVE_PATH}?access_token=${GOOGLE_TOKEN}`, 1008, /^Token not valid/],
    ['token_invalid', `${LIVE_PATH}?key=${API_KEY}`, 1008, /^Token not valid/],
    ['token_invalid', `${LIVE_PATH}?key=%ff%00%F0%9F%98%80`, 1008, /^Token not valid/],
    ['unknown_path', '/', 1008, /^Unknown path.*base_url/],
    [
      'unknown_path',
      '/ws/google.cloud.aiplatform.v1beta1.LlmBidiService/BidiGenerateContent?key=a',
      1008,
      /^Unknown path/,
    ],
    ['unknown_path', `${LIVE_PATH}/?key=a`, 1008, /^Unknown path/],
    ['api_key_invalid', `${DIRECT}?key=k`, 1008, /^Invalid API key: mascot_key/],
    ['api_key_invalid', `${DIRECT}?key=k&mascot_key=wrong`, 1008, /^Invalid API key/],
    ['gemini_key_missing', `${DIRECT}?mascot_key=${API_KEY}`, 1008, /^No Gemini key/],
    ['viseme_model_unknown', `${DIRECT}?key=k&mascot_key=${API_KEY}&viseme_model=no`, 1008, /^Unknown viseme_model/],
  ])('for %s is a close code with a reason: %s', async (label, path, code, reason) => {
    const before = await gateway.metric(`lipwire_refusals_total{reason="${label}"}`);
    const calls = upstream.calls.length;
    const client = connect(gateway.wsUrl + path);
    const closed = await client.closed;
    expect(closed).toEqual({ code, reason: expect.stringMatching(reason) });
    expect(closed.reason).toMatch(/ \[[0-9a-f]{8}\]$/);
    expect(Buffer.byteLength(closed.reason)).toBeLessThanOrEqual(123);
    expect(client.messages).toEqual([]);
    expect(upstream.calls.length).toBe(calls);
    expect(await gateway.metric(`lipwire_refusals_total{reason="${label}"}`)).toBe(before + 1);
  });

  it('is what an expired token gets', async () => {
    const token = await gateway.token();
    nowMs += TOKEN_LIFETIME_MS;
    const { closed } = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${token}`);
    expect(await closed).toEqual({ code: 1008, reason: expect.stringMatching(/^Token expired.*get-signed-url/) });
  });

  it('is what a used token gets', async () => {
    const token = await gateway.token();
    await upstreamRequestOf(connect(`${gateway.wsUrl}${LIVE_PATH}?key=${token}`));
    const { closed } = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${token}`);
    expect(await closed).toEqual({ code: 1008, reason: expect.stringMatching(/^Token already used/) });
  });

  it('is what a token of another gateway gets', async () => {
    const token = await new TokenSealer([`${SECRET} of another`]).seal({
      credential: 'x',
      visemeModel: 'default',
      tenant: 'default',
    });
    const { closed } = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${token}`);
    expect(await closed).toMatchObject({ code: 1008 });
  });

  it('is what a token of a tenant gets that is gone', async () => {
    const contents = { credential: 'x', visemeModel: 'default', tenant: 'gone' };
    const token = await new TokenSealer([SECRET], () => nowMs).seal(contents);
    const { closed } = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${token}`);
    expect(await closed).toEqual({ code: 1008, reason: expect.stringMatching(/^Token of a tenant.*get-signed-url/) });
  });

  it('is what a token for an unknown viseme model gets', async () => {
    const token = await new TokenSealer([SECRET], () => nowMs).seal({
      credential: 'x',
      visemeModel: 'of the future',
      tenant: 'default',
    });
    const { closed } = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${token}`);
    expect(await closed).toEqual({ code: 1008, reason: expect.stringMatching(/^Unknown viseme_model/) });
  });

  it('comes at once, and the connection ends with it', async () => {
    const startedAtMs = performance.now();
    await connect(`${gateway.wsUrl}${LIVE_PATH}?key=garbled`).closed;
    expect(performance.now() - startedAtMs).toBeLessThan(0.75 * REFUSAL_LINGER_MS);
  });

  it('reaches a client that sends at once', async () => {
    const client = connect(`${gateway.wsUrl}${LIVE_PATH}?key=garbled`);
    client.socket.once('open', () => client.socket.send('x'.repeat(1_000_000)));
    expect(await client.closed).toMatchObject({ code: 1008 });
  });
});

describe('the number of calls', () => {
  it('is limited, and a refused call does not use up its token', async () => {
    const small = await startTestGateway({ geminiUrl: upstream.url, env: { LIPWIRE_MAX_SESSIONS: '1' } });
    try {
      const first = connect(`${small.wsUrl}${LIVE_PATH}?key=${await small.token()}`);
      await first.received(1);
      const token = await small.token();
      const second = connect(`${small.wsUrl}${LIVE_PATH}?key=${token}`);
      expect(await second.closed).toEqual({ code: 1013, reason: expect.stringMatching(/busy: try again later/) });

      first.socket.close();
      await first.closed;
      await expect.poll(() => small.metric('lipwire_sessions_open'), SOON).toBe(0);
      const third = connect(`${small.wsUrl}${LIVE_PATH}?key=${token}`);
      await third.received(1);
      third.socket.close();
    } finally {
      await small.close();
    }
  });

  it('does not let those whom it cannot even refuse hold their connections', async () => {
    const config = readGatewayConfig({
      env: { LIPWIRE_PORT: '0', LIPWIRE_API_KEYS: API_KEY, LIPWIRE_LOG_LEVEL: 'silent' },
    });
    // With room for nobody, the first is one too many.
    const crowded = await startGateway({ ...config, maxSessions: -MAX_UNADMITTED_CLIENTS });
    const { hostname, port } = new URL(crowded.url);
    // Whatever the gateway does, this side never ends.
    const stranger = connectTcp({ port: Number(port), host: hostname, allowHalfOpen: true });
    stranger.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    const [answer] = await once(stranger, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 503 /);
    // Waits for every connection that there still is.
    await crowded.close();
    stranger.destroy();
  });

  it('frees the line of a call that could not be connected', async () => {
    const small = await startTestGateway({ env: { LIPWIRE_MAX_SESSIONS: '1' } });
    try {
      for (let i = 0; i < 3; i++) {
        const { closed } = connect(`${small.wsUrl}${LIVE_PATH}?key=${await small.token()}`);
        expect(await closed).toMatchObject({ code: 1011 });
        await expect.poll(() => small.metric('lipwire_sessions_open'), SOON).toBe(0);
      }
    } finally {
      await small.close();
    }
  });

  it('frees the line of a call that could not begin', async () => {
    let failures = 2;
    const small = await startTestGateway({
      geminiUrl: upstream.url,
      env: { LIPWIRE_MAX_SESSIONS: '1' },
      limits: { maxSessions: 1 },
      parts: {
        watchCall() {
          if (failures-- > 0) throw new Error('A defect.');
          return [];
        },
      },
    });
    try {
      for (let i = 0; i < 2; i++) {
        const { closed } = connect(`${small.wsUrl}${LIVE_PATH}?key=${await small.token()}`);
        expect(await closed).toEqual({ code: 1011, reason: expect.stringMatching(/^The gateway failed/) });
      }
      expect(small.log()).toContain('a call could not be started');
      const client = connect(`${small.wsUrl}${LIVE_PATH}?key=${await small.token()}`);
      await client.received(1);
      client.socket.close();
    } finally {
      await small.close();
    }
  });

  it('frees the line of a call whose watchers fail, and tells upstream of its end', async () => {
    const fail = () => {
      throw new Error('A defect.');
    };
    const small = await startTestGateway({
      geminiUrl: upstream.url,
      env: { LIPWIRE_MAX_SESSIONS: '1' },
      parts: { watchCall: () => [{ onConnected: fail, onEnd: fail }] },
    });
    try {
      const client = connect(`${small.wsUrl}${LIVE_PATH}?key=${await small.token()}`);
      await client.received(1);
      const call = upstream.calls.at(-1);
      client.socket.close(4321, 'Enough.');
      expect(await call?.closed).toEqual({ code: 4321, reason: 'Enough.' });
      await expect.poll(() => small.metric('lipwire_sessions_open'), SOON).toBe(0);
      expect(small.log().match(/a watcher of this call failed/g)).toHaveLength(2);
    } finally {
      await small.close();
    }
  });
});

describe('LIPWIRE_ALLOWED_ORIGINS', () => {
  it('keeps other pages out, and lets in those that are no page', async () => {
    const strict = await startTestGateway({
      geminiUrl: upstream.url,
      env: { LIPWIRE_ALLOWED_ORIGINS: 'https://app.example.com' },
    });
    try {
      const url = async () => `${strict.wsUrl}${LIVE_PATH}?key=${await strict.token()}`;
      for (const origin of [
        'https://evil.example.com',
        'null',
        'https://app.example.com.evil.com',
        'http://app.example.com',
      ]) {
        const { closed } = connect(await url(), { headers: { origin } });
        expect(await closed).toEqual({ code: 1008, reason: expect.stringContaining('LIPWIRE_ALLOWED_ORIGINS') });
      }
      await upstreamRequestOf(connect(await url(), { headers: { origin: 'https://app.example.com' } }));
      await upstreamRequestOf(connect(await url()));
    } finally {
      await strict.close();
    }
  });
});
