import { mascotTools } from '@lipwire/browser/tools';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type SeenRequest, startHttpServer } from '../../../../test/http-server';
import { GET } from './route';

type Answer = (request: SeenRequest) => { status: number; body: string };
type Server = Awaited<ReturnType<typeof startHttpServer>>;

const MADE: Answer = () => ({ status: 200, body: '{"name":"auth_tokens/0123abcd"}' });
const WRAPPED: Answer = () => ({ status: 200, body: '{"api_key":"lw_wrapped","base_url":"https://voice.example"}' });

const ADDRESS = 'http://127.0.0.1:3000/api/get-signed-url-gemini';
const SECRETS = ['gemini-secret', 'gateway-secret'];

let google: Server;
let gateway: Server;
let logged: string[];

async function start(answers: { google?: Answer; gateway?: Answer } = {}) {
  google = await startHttpServer(answers.google ?? MADE);
  gateway = await startHttpServer(answers.gateway ?? WRAPPED);
  vi.stubEnv('GEMINI_API_KEY', 'gemini-secret');
  vi.stubEnv('LIPWIRE_API_KEY', 'gateway-secret');
  vi.stubEnv('GOOGLE_GEMINI_BASE_URL', google.url);
  vi.stubEnv('LIPWIRE_GATEWAY_URL', gateway.url);
}

async function get(headers: Record<string, string> = {}) {
  const response = await GET(new Request(ADDRESS, { headers }));
  const text = await response.text();
  for (const secret of SECRETS) {
    expect(text).not.toContain(secret);
    expect(logged.join()).not.toContain(secret);
  }
  expect(response.headers.get('cache-control')).toBe('no-store');
  return { status: response.status, body: JSON.parse(text) };
}

beforeEach(() => {
  logged = [];
  vi.spyOn(console, 'error').mockImplementation((...words) => logged.push(words.map(String).join(' ')));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await Promise.all([google?.close(), gateway?.close()]);
});

test('a Google token with the whole setup in it, wrapped at the gateway', async () => {
  await start();
  const beforeMs = Date.now();
  const { status, body } = await get();
  expect(status).toBe(200);
  expect(body).toEqual({
    baseUrl: 'https://voice.example',
    ephemeralToken: 'lw_wrapped',
    model: 'gemini-3.8-live',
    initialMessage: expect.stringMatching(/\w+/),
  });

  expect(google.requests).toHaveLength(1);
  const [made] = google.requests;
  expect(made).toMatchObject({ method: 'POST', path: '/v1alpha/auth_tokens' });
  expect(made?.headers['x-goog-api-key']).toBe('gemini-secret');
  // No field mask: everything that is not said here stays at its default, whatever the browser asks for.
  expect(made?.body).toEqual({
    uses: 1,
    newSessionExpireTime: expect.any(String),
    bidiGenerateContentSetup: {
      model: 'models/gemini-3.8-live',
      generationConfig: {
        responseModalities: ['AUDIO'],
        speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Aoede' } } },
      },
      systemInstruction: { role: 'user', parts: [{ text: expect.stringContaining('mascot of Lipwire') }] },
      outputAudioTranscription: {},
      inputAudioTranscription: {},
      sessionResumption: {},
      tools: mascotTools,
      contextWindowCompression: { slidingWindow: {} },
    },
  });
  const expiresMs = Date.parse(String(Object(made?.body).newSessionExpireTime));
  expect(expiresMs - beforeMs).toBeGreaterThanOrEqual(10 * 60_000);
  expect(expiresMs - beforeMs).toBeLessThan(10 * 60_000 + 5000);

  expect(gateway.requests).toMatchObject([
    {
      method: 'POST',
      path: '/v1/get-signed-url',
      headers: { authorization: 'Bearer gateway-secret', 'content-type': 'application/json' },
      body: {
        config: {
          provider: 'gemini',
          provider_config: {
            ephemeral_token: 'auth_tokens/0123abcd',
            model: 'gemini-3.8-live',
            viseme_model: 'default',
          },
        },
      },
    },
  ]);
});

test('every value of the configuration can be set by the environment', async () => {
  await start();
  vi.stubEnv('LIPWIRE_DEMO_MODEL', 'gemini-3.8-live-extended-thinking');
  vi.stubEnv('LIPWIRE_DEMO_VOICE', 'Puck');
  vi.stubEnv('LIPWIRE_DEMO_INSTRUCTION', 'Speak like a pirate.');
  vi.stubEnv('LIPWIRE_DEMO_GREETING', 'Ahoy!');
  vi.stubEnv('LIPWIRE_DEMO_THINKING_LEVEL', 'LOW');
  const { body } = await get();
  expect(body).toMatchObject({ model: 'gemini-3.8-live-extended-thinking', initialMessage: 'Ahoy!' });
  expect(google.requests[0]?.body).toMatchObject({
    bidiGenerateContentSetup: {
      model: 'models/gemini-3.8-live-extended-thinking',
      generationConfig: {
        speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Puck' } } },
        thinkingConfig: { thinkingLevel: 'LOW' },
      },
      systemInstruction: { parts: [{ text: 'Speak like a pirate.' }] },
    },
  });
});

test('a conversation that goes on is named in the token', async () => {
  await start();
  expect((await get({ 'x-resumption-handle': 'handle-1' })).status).toBe(200);
  expect(google.requests[0]?.body).toMatchObject({
    bidiGenerateContentSetup: { sessionResumption: { handle: 'handle-1' } },
  });
  const refused = await get({ 'x-resumption-handle': 'x'.repeat(2049) });
  expect(refused).toMatchObject({ status: 400, body: { code: 'DEMO_HANDLE_INVALID' } });
});

test.each([
  ['GEMINI_API_KEY', 'DEMO_GEMINI_KEY_MISSING'],
  ['LIPWIRE_API_KEY', 'DEMO_GATEWAY_KEY_MISSING'],
])('without %s the answer names it, and nobody is asked for anything', async (variable, code) => {
  await start();
  vi.stubEnv(variable, '');
  const { status, body } = await get();
  expect(status).toBe(500);
  expect(body).toEqual({ error: expect.stringContaining(variable), code });
  expect([...google.requests, ...gateway.requests]).toEqual([]);
});

test('MASCOT_BOT_API_KEY does where LIPWIRE_API_KEY is not set', async () => {
  await start();
  vi.stubEnv('LIPWIRE_API_KEY', '');
  vi.stubEnv('MASCOT_BOT_API_KEY', 'gateway-secret');
  expect((await get()).status).toBe(200);
  expect(gateway.requests[0]?.headers.authorization).toBe('Bearer gateway-secret');
});

test.each([400, 403, 429, 500])('Google answers %d, and its words, which repeat the key, stay here', async (status) => {
  const body = `{"error":{"code":${status},"message":"API key not valid: gemini-secret","status":"INVALID_ARGUMENT"}}`;
  await start({ google: () => ({ status, body }) });
  const answer = await get();
  expect(answer).toEqual({
    status: 500,
    body: { code: 'DEMO_GEMINI_REFUSED', error: expect.stringContaining(`(${status})`) },
  });
  expect(gateway.requests).toEqual([]);
});

test('Google is down', async () => {
  await start();
  await google.close();
  const { status, body } = await get();
  expect({ status, code: body.code }).toEqual({ status: 500, code: 'DEMO_GEMINI_UNREACHABLE' });
  expect(body.error).toContain(google.url);
});

test.each([
  [401, 'LIPWIRE_API_KEY'],
  [404, 'LIPWIRE_GATEWAY_URL'],
  [429, 'wait'],
  [500, 'log'],
])('the gateway answers %d', async (status, word) => {
  await start({ gateway: () => ({ status, body: '{"error":"Not gateway-secret","code":"X"}' }) });
  const answer = await get();
  expect(answer).toEqual({
    status: 500,
    body: { code: 'DEMO_GATEWAY_REFUSED', error: expect.stringContaining(`(${status})`) },
  });
  expect(answer.body.error).toContain(word);
});

test.each(['', '<html>', 'null', '{}', '{"api_key":1,"base_url":"x"}'])(
  'the gateway answers %j, which no gateway does',
  async (body) => {
    await start({ gateway: () => ({ status: 200, body }) });
    expect(await get()).toMatchObject({ status: 500, body: { code: 'DEMO_GATEWAY_REFUSED' } });
  },
);

test('the gateway is down', async () => {
  await start();
  await gateway.close();
  const { status, body } = await get();
  expect({ status, code: body.code }).toEqual({ status: 500, code: 'DEMO_GATEWAY_UNREACHABLE' });
  expect(body.error).toContain(gateway.url);
});

test('a gateway address that is none', async () => {
  await start();
  vi.stubEnv('LIPWIRE_GATEWAY_URL', 'localhost:8787');
  expect(await get()).toMatchObject({ status: 500, body: { code: 'DEMO_GATEWAY_URL_INVALID' } });
});

test('another site cannot make tokens', async () => {
  await start();
  expect(await get({ 'sec-fetch-site': 'cross-site' })).toMatchObject({
    status: 403,
    body: { code: 'DEMO_CROSS_SITE' },
  });
  expect(google.requests).toEqual([]);
  expect((await get({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
});
