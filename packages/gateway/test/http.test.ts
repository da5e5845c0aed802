import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect as connectTcp } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TokenSealer } from '../src/auth/sealed-token.js';
import {
  API_KEY,
  GOOGLE_TOKEN,
  SECRET,
  signedUrlBody,
  startTestGateway,
  type TestGateway,
} from './support/test-gateway.js';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ env: { LIPWIRE_ALLOWED_ORIGINS: 'https://app.example.com' } });
});
afterAll(() => gateway.close());

async function errorOf(response: Response): Promise<{ status: number; code: string; error: string }> {
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  const body = (await response.json()) as { code: string; error: string };
  expect(Object.keys(body).sort()).toEqual(['code', 'error']);
  expect(body.error).toMatch(/^[A-Z].*\.$/);
  return { status: response.status, ...body };
}

describe('POST /v1/get-signed-url', () => {
  it('wraps a token', async () => {
    const response = await gateway.wrap();
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const body = (await response.json()) as { api_key: string; base_url: string };
    expect(Object.keys(body).sort()).toEqual(['api_key', 'base_url']);
    expect(body.base_url).toBe(gateway.url);
    expect(await new TokenSealer([SECRET]).unseal(body.api_key)).toMatchObject({
      state: 'valid',
      contents: { credential: GOOGLE_TOKEN, visemeModel: 'default', tenant: 'default' },
    });
  });

  it('needs no viseme_model, and takes a charset', async () => {
    const body = signedUrlBody({ viseme_model: undefined });
    const response = await gateway.wrap(body, { 'content-type': 'application/json; charset=utf-8' });
    expect(response.status).toBe(200);
  });

  it.each([
    ['no key', { authorization: '' }],
    ['a wrong key', { authorization: 'Bearer wrong' }],
    ['a key without Bearer', { authorization: API_KEY }],
    ['a key of another scheme', { authorization: `Basic ${API_KEY}` }],
    ['a key with more behind it', { authorization: `Bearer ${API_KEY} x` }],
  ])('answers 401 for %s', async (_what, headers) => {
    const response = await gateway.wrap(undefined, headers);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    const { status, code, error } = await errorOf(response);
    expect({ status, code }).toEqual({ status: 401, code: 'INVALID_API_KEY' });
    expect(error).toMatch(/^Invalid API key/);
  });

  it.each([
    ['the body', []],
    ['the body', 'null'],
    ['config', {}],
    ['config', { config: [] }],
    ['config.provider', signedUrlBody({}, { provider: undefined })],
    ['config.provider', signedUrlBody({}, { provider: 'openai' })],
    ['config.provider', signedUrlBody({}, { provider: { toString: 'gemini' } })],
    ['config.provider_config', signedUrlBody({}, { provider_config: undefined })],
    ['config.provider_config', signedUrlBody({}, { provider_config: 'x' })],
    ['config.provider_config.ephemeral_token', signedUrlBody({ ephemeral_token: undefined })],
    ['config.provider_config.ephemeral_token', signedUrlBody({ ephemeral_token: '' })],
    ['config.provider_config.ephemeral_token', signedUrlBody({ ephemeral_token: 7 })],
    ['config.provider_config.ephemeral_token', signedUrlBody({ ephemeral_token: 'a b' })],
    ['config.provider_config.ephemeral_token', signedUrlBody({ ephemeral_token: 'a\r\nx: y' })],
    ['config.provider_config.ephemeral_token', signedUrlBody({ ephemeral_token: 'x'.repeat(4097) })],
    ['config.provider_config.model', signedUrlBody({ model: undefined })],
    ['config.provider_config.model', signedUrlBody({ model: '' })],
    ['config.provider_config.viseme_model', signedUrlBody({ viseme_model: 'no such' })],
    ['config.provider_config.viseme_model', signedUrlBody({ viseme_model: 7 })],
    ['config.provider_config.viseme_model', signedUrlBody({ viseme_model: '__proto__' })],
  ])('answers 400 that names %s', async (field, body) => {
    const { status, code, error } = await errorOf(await gateway.wrap(body));
    expect({ status, code }).toEqual({ status: 400, code: 'INVALID_PROVIDER_CONFIG' });
    expect(error.startsWith(`Invalid provider config: ${field} must be`)).toBe(true);
  });

  it.each(['', '{', 'undefined', '{"config":}', '\xff', '{"a":1}{'])('answers 400 for bad JSON: %j', async (body) => {
    const { status, code } = await errorOf(await gateway.wrap(body));
    expect({ status, code }).toEqual({ status: 400, code: 'INVALID_JSON' });
  });

  it('answers 400 for a body that is not UTF-8', async () => {
    const response = await fetch(`${gateway.url}/v1/get-signed-url`, {
      method: 'POST',
      headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
      body: Uint8Array.of(0x22, 0xff, 0x22),
    });
    expect(await errorOf(response)).toMatchObject({ status: 400, code: 'INVALID_JSON' });
  });

  it('never repeats what was sent', async () => {
    const response = await gateway.wrap(signedUrlBody({ viseme_model: 'secret in the wrong place' }));
    expect(await response.text()).not.toContain('secret');
  });

  it.each([
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/x-www-form-urlencoded' },
    { 'content-type': 'application/jsonx' },
    { 'content-encoding': 'gzip' },
  ])('answers 415 for %j', async (headers) => {
    const { status, code } = await errorOf(await gateway.wrap(undefined, headers as unknown as Record<string, string>));
    expect({ status, code }).toEqual({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
  });

  it('answers 413 for a body over 64 KiB, and takes one just under', async () => {
    const { status, code } = await errorOf(await gateway.wrap(signedUrlBody({ note: 'x'.repeat(65_536) })));
    expect({ status, code }).toEqual({ status: 413, code: 'BODY_TOO_LARGE' });
    expect((await gateway.wrap(signedUrlBody({ note: 'x'.repeat(65_000) }))).status).toBe(200);
  });

  it('stops reading a body without end', async () => {
    const request = httpRequest(`${gateway.url}/v1/get-signed-url`, {
      method: 'POST',
      headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
    });
    request.on('error', () => {}); // our half of a connection that the gateway closes on us
    const answered = once(request, 'response');
    const piece = Buffer.alloc(64 * 1024, 0x20);
    let sentBytes = 0;
    const feed = (): void => {
      if (request.destroyed || request.errored) return;
      sentBytes += piece.length;
      request.write(piece, (error) => {
        if (!error) setImmediate(feed);
      });
    };
    feed();
    const [response] = await answered;
    expect(response.statusCode).toBe(413);
    request.destroy();
    expect(sentBytes).toBeLessThan(32 * 1024 * 1024);
  });

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('answers 405 for %s', async (method) => {
    const response = await fetch(`${gateway.url}/v1/get-signed-url`, { method });
    expect(response.headers.get('allow')).toBe('POST');
    expect(await errorOf(response)).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' });
  });

  it('lets pages in that were named, and no others', async () => {
    const preflight = (origin: string) =>
      fetch(`${gateway.url}/v1/get-signed-url`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
      });
    const allowed = await preflight('https://app.example.com');
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://app.example.com');
    expect(allowed.headers.get('access-control-allow-headers')).toContain('authorization');
    expect(allowed.headers.get('vary')).toBe('Origin');

    const other = await preflight('https://evil.example.com');
    expect(other.status).toBe(405);
    expect(other.headers.get('access-control-allow-origin')).toBeNull();

    const answer = await gateway.wrap(undefined, { origin: 'https://app.example.com' });
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://app.example.com');
    const refused = await gateway.wrap(undefined, { origin: 'https://evil.example.com' });
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('rate limits', () => {
  it('answers 429 to a key that asks too often, and says when to come back', async () => {
    let nowMs = Date.now();
    const limited = await startTestGateway({
      env: { LIPWIRE_REQUESTS_PER_MINUTE: '3', LIPWIRE_FAILURES_PER_MINUTE: '3' },
      parts: { nowMs: () => nowMs },
    });
    try {
      const statuses = [];
      for (let i = 0; i < 4; i++) statuses.push((await limited.wrap()).status);
      expect(statuses).toEqual([200, 200, 200, 429]);
      const response = await limited.wrap();
      expect(response.headers.get('retry-after')).toBe('20');
      expect(await errorOf(response)).toMatchObject({ status: 429, code: 'RATE_LIMITED' });

      // Another key of the same tenant is no way around it; strangers are counted by themselves.
      expect((await limited.wrap(undefined, { authorization: 'Bearer another-key-for-tests' })).status).toBe(429);
      const strangers = [];
      for (let i = 0; i < 4; i++) strangers.push((await limited.wrap(undefined, { authorization: 'Bearer x' })).status);
      expect(strangers).toEqual([401, 401, 401, 429]);

      nowMs += 20_000;
      expect((await limited.wrap()).status).toBe(200);
      expect(await limited.metric('lipwire_refusals_total{reason="rate_limited"}')).toBe(4);
    } finally {
      await limited.close();
    }
  });
});

describe('a request that would rather have HTTP/2', () => {
  /** The answer to a request as Java's client sends it, in two pieces. */
  async function answerTo(requestLine: string, body: string): Promise<string> {
    const { hostname, port } = new URL(gateway.url);
    const socket = connectTcp(Number(port), hostname);
    let answer = '';
    socket.on('data', (bytes) => {
      answer += bytes;
      if (answer.includes('\r\n\r\n')) socket.end();
    });
    const bytes = [
      requestLine,
      'Connection: Upgrade, HTTP2-Settings',
      `Content-Length: ${body.length}`,
      'Host: gateway',
      'HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA',
      'Upgrade: h2c',
      `Authorization: Bearer ${API_KEY}`,
      'Content-Type: application/json',
      '',
      body,
    ].join('\r\n');
    socket.write(bytes.slice(0, -body.length / 2));
    await once(socket, 'connect');
    setImmediate(() => socket.write(bytes.slice(-body.length / 2)));
    await once(socket, 'close');
    return answer;
  }

  it('is answered in HTTP/1.1', async () => {
    const body = JSON.stringify(signedUrlBody());
    expect(await answerTo('POST /v1/get-signed-url HTTP/1.1', body)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await answerTo('GET /healthz HTTP/1.1', '{}')).toMatch(/^HTTP\/1\.1 200 /);
    expect(await answerTo('POST /nowhere HTTP/1.1', body)).toMatch(/^HTTP\/1\.1 404 /);
  });
});

describe('the rest of the HTTP interface', () => {
  it('says that it lives and is ready', async () => {
    expect(await (await fetch(`${gateway.url}/healthz`)).json()).toEqual({ status: 'ok' });
    const ready = await fetch(`${gateway.url}/readyz`);
    expect({ status: ready.status, body: await ready.json() }).toEqual({ status: 200, body: { status: 'ready' } });
    expect((await fetch(`${gateway.url}/healthz`, { method: 'HEAD' })).status).toBe(200);
  });

  it('logs each request by its route, never by its path', async () => {
    await fetch(`${gateway.url}/v1/sessions/auth_tokens-in-the-wrong-place?key=secret`, { method: 'DELETE' });
    await fetch(`${gateway.url}/auth_tokens-in-the-wrong-place`);
    await fetch(`${gateway.url}/healthz`);
    const lines = gateway.log().match(/^.*request answered.*$/gm) ?? [];
    const last = lines.slice(-3).map((line) => JSON.parse(line) as { route: string; status: number });
    expect(last.map(({ route, status }) => [route, status])).toEqual([
      ['/v1/sessions/*', 404],
      ['none', 404],
      ['/healthz', 200],
    ]);
    expect(gateway.log()).not.toContain('wrong-place');
  });

  it('shows metrics in the Prometheus format', async () => {
    const response = await fetch(`${gateway.url}/metrics`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await response.text();
    expect(text).toContain('# TYPE lipwire_sessions_open gauge');
    expect(text).toContain('# TYPE lipwire_added_latency_seconds histogram');
    const before = await gateway.metric('lipwire_tokens_total');
    await gateway.wrap();
    expect(await gateway.metric('lipwire_tokens_total')).toBe(before + 1);
  });

  it.each(['/', '/v1/get-signed-urls', '/v1beta/models', '/__proto__', '/toString', '//', '/%2e%2e/etc/passwd'])(
    'answers 404 for %s',
    async (path) => {
      expect(await errorOf(await fetch(gateway.url + path))).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    },
  );

  it('answers 405 for a POST to a page that is only read', async () => {
    const response = await fetch(`${gateway.url}/healthz`, { method: 'POST' });
    expect(await errorOf(response)).toMatchObject({ status: 405, code: 'METHOD_NOT_ALLOWED' });
  });

  it('serves its routes behind the path of its public URL, and without', async () => {
    const behind = await startTestGateway({ env: { LIPWIRE_PUBLIC_URL: 'https://voice.example.com/live/' } });
    try {
      const { base_url } = (await (await behind.wrap()).json()) as { base_url: string };
      expect(base_url).toBe('https://voice.example.com/live');
      expect((await fetch(`${behind.url}/live/healthz`)).status).toBe(200);
      expect((await fetch(`${behind.url}/healthz`)).status).toBe(200);
    } finally {
      await behind.close();
    }
  });

  it('survives callers that hang up in the middle, and callers that speak no HTTP', async () => {
    const { hostname, port } = new URL(gateway.url);
    const start = `POST /v1/get-signed-url HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${API_KEY}\r\n`;
    for (const text of [
      `${start}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"con`,
      'NOT HTTP\r\n\r\n',
      '\0',
    ]) {
      const socket = connectTcp(Number(port), hostname);
      socket.on('error', () => {});
      await once(socket, 'connect');
      await new Promise((resolve) => socket.write(text, resolve));
      socket.resetAndDestroy();
    }
    expect((await gateway.wrap()).status).toBe(200);
    expect(gateway.log()).not.toContain('a request failed');
  });
});

describe('startGateway', () => {
  it('says which port is in use', async () => {
    const { port } = new URL(gateway.url);
    await expect(startTestGateway({ env: { LIPWIRE_PORT: port } })).rejects.toMatchObject({
      code: 'GATEWAY_PORT_IN_USE',
      message: expect.stringContaining(port),
    });
  });

  it('says where it cannot listen', async () => {
    await expect(startTestGateway({ env: { LIPWIRE_HOST: '192.0.2.1' } })).rejects.toMatchObject({
      code: 'GATEWAY_LISTEN_FAILED',
    });
  });

  it('closes twice without harm', async () => {
    const other = await startTestGateway();
    await Promise.all([other.close(), other.close()]);
    await other.close();
    expect(other.log().match(/gateway stopped/g)).toHaveLength(1);
    await expect(fetch(`${other.url}/healthz`)).rejects.toThrow();
  });
});
