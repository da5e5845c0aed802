import { fileURLToPath } from 'node:url';
import { GoogleGenAI, type LiveServerMessage, type Session } from '@google/genai';
import { LiveSession } from '@lipwire/browser/session';
import { type Emulator, startEmulator } from '@lipwire/emulator';
import { type Gateway, type GatewayConfig, readGatewayConfig, startGateway } from '@lipwire/gateway';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { freePort } from '../e2e/free-port.js';
import { type ServerProcess, startServerProcess } from '../many-machines/server-process.js';

type Limits = GatewayConfig['tenants'][number]['limits'];

const MODEL = 'gemini-3.8-live';
const API_KEY = 'api-key-for-tests';
const ADMIN_KEY = 'admin-key-for-tests';
const SECRET = 'a sealing key for tests, long enough';
const LEASE_MS = 1_000;
const PROGRAM = fileURLToPath(new URL('./gateway-program.mjs', import.meta.url));

let emulator: Emulator;
let closing: (() => Promise<unknown>)[];
let nowMs: number;

beforeAll(async () => {
  emulator = await startEmulator({ voice: 'kal' });
});
afterAll(() => emulator.close());
beforeEach(() => {
  closing = [];
  nowMs = Date.now();
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
});

const settings = (env: Record<string, string> = {}) => ({
  LIPWIRE_PORT: '0',
  LIPWIRE_API_KEYS: API_KEY,
  LIPWIRE_ADMIN_KEY: ADMIN_KEY,
  LIPWIRE_SECRET: SECRET,
  LIPWIRE_GEMINI_URL: emulator.url,
  LIPWIRE_LOG_LEVEL: 'silent',
  ...env,
});

async function start(limits: Limits, env?: Record<string, string>): Promise<Gateway> {
  const config = readGatewayConfig({ env: settings(env) });
  const tenants = config.tenants.map((tenant) => ({ ...tenant, limits }));
  const parts = { nowMs: () => nowMs, leashTickMs: 20, sessionLeaseMs: LEASE_MS };
  const gateway = await startGateway({ ...config, tenants }, parts);
  closing.push(() => gateway.close());
  return gateway;
}

/** A call as apps make it: the official SDK, with the reconnect of `@lipwire/browser` around it. */
function startCall(gatewayUrl: string) {
  const tokens: string[] = [];
  const closes: { code: number; reason: string }[] = [];
  const turns = { complete: 0 };
  const session = new LiveSession<string, Session, LiveServerMessage>({
    token: () => token(gatewayUrl),
    connect(apiKey, { resumptionHandle, callbacks }) {
      tokens.push(apiKey);
      const ai = new GoogleGenAI({ apiKey, httpOptions: { baseUrl: gatewayUrl } });
      const sessionResumption = resumptionHandle === undefined ? {} : { handle: resumptionHandle };
      return ai.live.connect({ model: MODEL, config: { outputAudioTranscription: {}, sessionResumption }, callbacks });
    },
    callbacks: {
      onmessage: ({ serverContent }) => {
        if (serverContent?.turnComplete) turns.complete++;
      },
      onclose: ({ code, reason }) => closes.push({ code, reason }),
    },
  });
  closing.push(async () => session.close());
  return { session, tokens, closes, turns };
}

async function token(gatewayUrl: string): Promise<string> {
  const google = new GoogleGenAI({ apiKey: 'any', httpOptions: { baseUrl: emulator.url, apiVersion: 'v1alpha' } });
  const { name = '' } = await google.authTokens.create({ config: { uses: 1 } });
  const response = await fetch(`${gatewayUrl}/v1/get-signed-url`, {
    method: 'POST',
    headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ config: { provider: 'gemini', provider_config: { ephemeral_token: name, model: MODEL } } }),
  });
  return ((await response.json()) as { api_key: string }).api_key;
}

async function sessions(gatewayUrl: string): Promise<readonly { id: string }[]> {
  const response = await fetch(`${gatewayUrl}/v1/sessions`, { headers: { authorization: `Bearer ${ADMIN_KEY}` } });
  return ((await response.json()) as { sessions: { id: string }[] }).sessions;
}

it.each([
  [4001, { maxSessionSeconds: 600 }, 'The call has reached its longest time, 10 minutes.'],
  [4002, { maxIdleSeconds: 300 }, 'The call was ended because nobody spoke for 5 minutes.'],
])(
  'the client library ends a call that the gateway ended with %d, with its sentence',
  async (code, limits, message) => {
    const gateway = await start(limits);
    const { session, tokens, closes, turns } = startCall(gateway.url);
    await session.open();
    session.sendClientContent({ turns: 'Say: Hello.', turnComplete: true });
    // Speech that comes after the jump would be new conversation at a time that never ends.
    await expect.poll(() => turns.complete, { timeout: 5_000 }).toBe(1);
    nowMs += 700_000;
    await expect.poll(() => session.getState().status).not.toBe('connected');
    const problem = { code: 'BROWSER_SESSION_ENDED', message };
    expect(session.getState()).toMatchObject({ status: 'failed', problem });
    expect(closes).toEqual([{ code, reason: expect.stringContaining(message) }]);
    expect(tokens).toHaveLength(1);
  },
);

it('it ends one that an administrator ended, and is refused with the sentence when the speech of the day is used up', async () => {
  const gateway = await start({ maxAudioSecondsPerDay: 1 });
  const ended = startCall(gateway.url);
  await ended.session.open();
  const [{ id } = { id: '' }] = await sessions(gateway.url);
  const headers = { authorization: `Bearer ${ADMIN_KEY}` };
  expect((await fetch(`${gateway.url}/v1/sessions/${id}`, { method: 'DELETE', headers })).status).toBe(200);
  await expect.poll(() => ended.session.getState().status).toBe('failed');
  expect(ended.session.getState().problem?.message).toBe('The call was ended by an administrator.');

  const talkative = startCall(gateway.url);
  await talkative.session.open();
  const question = 'Say: This is a sentence that takes more than one second to speak.';
  talkative.session.sendClientContent({ turns: question, turnComplete: true });
  await expect.poll(() => talkative.session.getState().status, { timeout: 5_000 }).toBe('failed');
  const sentence = 'The speech for today is used up: call again after midnight UTC.';
  expect(talkative.session.getState().problem).toEqual({ code: 'BROWSER_SESSION_ENDED', message: sentence });
  const refused = { code: 'BROWSER_SESSION_REFUSED', message: sentence };
  await expect(startCall(gateway.url).session.open()).rejects.toMatchObject(refused);
});

it('the lines of a gateway that was killed come free when their leases end', async () => {
  const redisPort = await freePort();
  const redis = await startServerProcess(
    process.env.LIPWIRE_REDIS_SERVER ?? 'redis-server',
    ['--port', String(redisPort), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    (output) => output.includes('Ready to accept connections'),
  );
  closing.push(() => redis.kill('SIGKILL'));
  const env = { REDIS_URL: `redis://127.0.0.1:${redisPort}` };
  const killed = await startProcess(env);
  const living = await start({ maxSessions: 1 }, env);

  const lost = startCall(killed.url);
  await lost.session.open();
  await expect(startCall(living.url).session.open()).rejects.toThrow(/All lines of this account are busy/);
  expect(await sessions(living.url)).toHaveLength(1);
  await killed.process.kill('SIGKILL');
  lost.session.close();
  await expect.poll(() => sessions(living.url), { timeout: 5 * LEASE_MS }).toEqual([]);
  await startCall(living.url).session.open();
  expect(await sessions(living.url)).toHaveLength(1);
});

async function startProcess(env: Record<string, string>): Promise<{ url: string; process: ServerProcess }> {
  const all = settings({ ...env, MAX_SESSIONS: '1', LEASE_MS: String(LEASE_MS) });
  const gateway = await startServerProcess(process.execPath, [PROGRAM], (output) => output.includes('gateway '), all);
  closing.push(() => gateway.kill('SIGKILL'));
  return { url: /gateway (\S+)/.exec(gateway.output())?.[1] ?? '', process: gateway };
}
