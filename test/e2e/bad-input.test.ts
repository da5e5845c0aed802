import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { freePort } from './free-port.js';
import { LiveSocket, say, sdkSocketUrl } from './live-socket.js';
import { type Stack, startStack } from './stack.js';

const LIPWIRE = fileURLToPath(new URL('../../packages/lipwire/bin/lipwire.js', import.meta.url));
const API_KEY = 'bad-input-key';

/** A gateway in a process of its own, so that "it survived" means the process. */
async function spawnGateway(geminiUrl: string): Promise<{ url: string; child: ChildProcess; output: () => string }> {
  const child = spawn(process.execPath, [LIPWIRE, 'gateway', '--port', '0'], {
    env: {
      ...process.env,
      LIPWIRE_API_KEYS: API_KEY,
      LIPWIRE_GEMINI_URL: geminiUrl,
      LIPWIRE_REQUESTS_PER_MINUTE: '1000',
      LIPWIRE_FAILURES_PER_MINUTE: '1000',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const found = /^gateway (http:\S+)/m.exec(output)?.[1];
      if (found) resolve(found);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.on('exit', (code) => reject(new Error(`The gateway ended with ${code}: ${output}`)));
  });
  return { url, child, output: () => output };
}

let stack: Stack;
let gateway: Awaited<ReturnType<typeof spawnGateway>>;
beforeAll(async () => {
  stack = await startStack({ emulator: { pace: 20 } });
  gateway = await spawnGateway(stack.emulator.url);
});
afterAll(async () => {
  gateway.child.kill();
  await stack.close();
});

const signed = (body: unknown, headers: Record<string, string> = {}, url = gateway.url) =>
  fetch(`${url}/v1/get-signed-url`, {
    method: 'POST',
    headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const configOf = (ephemeral_token: string) => ({
  config: { provider: 'gemini', provider_config: { ephemeral_token, model: 'm' } },
});

/** A wrapped token whose inside no service will look at. */
async function anyWrappedToken(url: string): Promise<string> {
  const response = await signed(configOf('auth_tokens/any'), {}, url);
  if (response.ok) return ((await response.json()) as { api_key: string }).api_key;
  throw new Error(`${response.status} ${await response.text()}`);
}

/** Holds a short call through the gateway: the proof that it still works. */
async function holdCall(): Promise<void> {
  const client = new LiveSocket(sdkSocketUrl(gateway.url, await wrappedEphemeral()));
  await client.send({ setup: { model: 'models/m' } });
  await client.until((message) => 'setupComplete' in message);
  await client.send(say('Say: Still here.'));
  await client.until((message) => 'mascotVisemes' in message);
  client.close();
  await client.closed;
}

async function wrappedEphemeral(): Promise<string> {
  const response = await fetch(`${stack.emulator.url}/v1alpha/auth_tokens`, {
    method: 'POST',
    headers: { 'x-goog-api-key': 'k', 'content-type': 'application/json' },
    body: JSON.stringify({ uses: 1 }),
  });
  const { name } = (await response.json()) as { name: string };
  const answer = await signed(configOf(name));
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { api_key: string }).api_key;
}

describe('POST /v1/get-signed-url', () => {
  it.each([
    ['no key', configOf('auth_tokens/x'), { authorization: '' }, 401],
    ['a wrong key', configOf('auth_tokens/x'), { authorization: 'Bearer wrong' }, 401],
    ['bad JSON', '{"config":', {}, 400],
    ['no JSON', 'hello', { 'content-type': 'text/plain' }, 415],
    ['an unknown provider', { config: { provider: 'skynet', provider_config: {} } }, {}, 400],
    ['no token', { config: { provider: 'gemini', provider_config: { model: 'm' } } }, {}, 400],
    ['an oversized body', JSON.stringify({ config: 'x'.repeat(3_000_000) }), {}, 413],
  ] as const)('answers %s with an error', async (_, body, headers, status) => {
    const response = await signed(body, headers);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: expect.any(String), code: expect.stringMatching(/^[A-Z_]+$/) });
    await holdCall();
  });

  it('answers another method with 405', async () => {
    const response = await fetch(`${gateway.url}/v1/get-signed-url`);
    expect(response.status).toBe(405);
    await holdCall();
  });
});

describe('a session that is refused', () => {
  it.each(['garbled', '', 'eyJhbGciOiJkaXIifQ..AAAA.BBBB.CCCC'])('closes 1008 for the token %j', async (token) => {
    const { code, reason } = await new LiveSocket(sdkSocketUrl(gateway.url, token)).closed;
    expect({ code, reason }).toEqual({ code: 1008, reason: expect.stringMatching(/token/i) });
    await holdCall();
  });

  it('closes 1008 for a token that was used', async () => {
    const token = await wrappedEphemeral();
    const first = new LiveSocket(sdkSocketUrl(gateway.url, token));
    await first.send({ setup: { model: 'models/m' } });
    await first.until((message) => 'setupComplete' in message);
    const { code, reason } = await new LiveSocket(sdkSocketUrl(gateway.url, token)).closed;
    expect({ code, reason }).toEqual({ code: 1008, reason: expect.stringMatching(/used/i) });
    first.close();
    await holdCall();
  });
});

describe('a voice service that misbehaves', () => {
  it('is down: the client sees 1011 and a reason', async () => {
    const port = await freePort();
    const lonely = await spawnGateway(`http://127.0.0.1:${port}`);
    const token = await anyWrappedToken(lonely.url);
    const { code, reason } = await new LiveSocket(sdkSocketUrl(lonely.url, token)).closed;
    expect({ code, reason }).toEqual({ code: 1011, reason: expect.stringMatching(/reach|unavailable/i) });
    expect((await fetch(`${lonely.url}/healthz`)).status).toBe(200);
    lonely.child.kill();
  });

  it('sends garbage, closes and vanishes: garbage and close pass, and the gateway lives', async () => {
    const garbage = Buffer.from('{"serverContent": {"modelTurn": \u0000 }}}}{{{');
    const upstream = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await new Promise((resolve) => upstream.once('listening', resolve));
    let calls = 0;
    upstream.on('connection', (socket) => {
      calls++;
      socket.send(garbage, { binary: true });
      if (calls === 1) socket.close(1007, 'Request contains an invalid argument.');
      else setImmediate(() => socket.terminate());
    });
    const odd = await spawnGateway(`http://127.0.0.1:${(upstream.address() as { port: number }).port}`);

    const first = new LiveSocket(sdkSocketUrl(odd.url, await anyWrappedToken(odd.url)));
    expect(await first.closed).toEqual({ code: 1007, reason: 'Request contains an invalid argument.' });
    expect(first.frames).toEqual([{ data: garbage, isBinary: true }]);

    const second = new LiveSocket(sdkSocketUrl(odd.url, await anyWrappedToken(odd.url)));
    expect((await second.closed).code).toBe(1011);
    expect((await fetch(`${odd.url}/healthz`)).status).toBe(200);
    odd.child.kill();
    upstream.close();
  });

  it('is no web server at all', async () => {
    const server = await rawServer('SSH-2.0-OpenSSH_9.2\r\n');
    const odd = await spawnGateway(`http://127.0.0.1:${(server.address() as { port: number }).port}`);
    const { code } = await new LiveSocket(sdkSocketUrl(odd.url, await anyWrappedToken(odd.url))).closed;
    expect(code).toBe(1011);
    expect((await fetch(`${odd.url}/healthz`)).status).toBe(200);
    odd.child.kill();
    server.close();
  });
});

it('never writes a key or a token to its log', async () => {
  const token = await wrappedEphemeral();
  await new LiveSocket(sdkSocketUrl(gateway.url, `${token}x`)).closed;
  const log = gateway.output();
  expect(log).not.toContain(token);
  expect(log).not.toContain(API_KEY);
  expect(log).not.toContain('auth_tokens/');
  expect(gateway.child.exitCode).toBeNull();
});

function rawServer(greeting: string): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.end(greeting);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
