import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { scaledClock } from '../src/clock.js';
import { type Emulator, startEmulator } from '../src/server.js';
import { LiveClient, PLAIN_SETUP } from './support/live-client.js';
import { ManualClock } from './support/manual-clock.js';

const KEY = 'the-right-key';
const PLAIN = 'BidiGenerateContent';
const CONSTRAINED = 'BidiGenerateContentConstrained';
const pathOf = (version: string, method: string) =>
  `/ws/google.ai.generativelanguage.${version}.GenerativeService.${method}`;

const clock = new ManualClock();
const soon = () => new Date(clock.dateMs() + 1000).toISOString();
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ apiKey: KEY, models: ['gemini-3.8-live'], clock });
});
afterAll(() => emulator.close());

async function makeToken(
  request: unknown = {},
  headers: Record<string, string> = { 'x-goog-api-key': KEY },
  path = '/v1alpha/auth_tokens',
) {
  const response = await fetch(`${emulator.url}${path}`, { method: 'POST', headers, body: JSON.stringify(request) });
  const body = (await response.json()) as { name: string; error?: { code: number; message: string; status: string } };
  return { status: response.status, ...body };
}

/** The first message of a connection, or how it was closed. */
async function knock(path: string, headers?: Record<string, string>, setup: unknown = PLAIN_SETUP) {
  const client = await LiveClient.connect(emulator.url, { path, ...(headers && { headers }) });
  client.send(setup);
  const answer = await Promise.race([client.closed, client.until(() => true).then((i) => client.received[i])]);
  await client.close();
  return answer && 'text' in answer ? { isBinary: answer.isBinary, text: answer.text } : answer;
}

const READY = { isBinary: true, text: '{\n  "setupComplete": {}\n}\n' };
const UNREGISTERED = { code: 1008, reason: expect.stringMatching(/^Method doesn't allow unregistered callers/) };

describe.each(['v1alpha', 'v1beta'])('%s', (version) => {
  const plain = pathOf(version, PLAIN);
  const constrained = pathOf(version, CONSTRAINED);

  test.each([
    ['one slash', plain],
    ['two slashes', `/${plain}`],
    ['a base path', `/some/prefix${plain}`],
  ])('a key is let in by %s', async (_how, path) => {
    expect(await knock(`${path}?key=${KEY}`)).toEqual(READY);
  });

  test.each<[string, Record<string, string>]>([
    ['x-goog-api-key', { 'x-goog-api-key': KEY }],
    ['Authorization: Token', { authorization: `Token ${KEY}` }],
    ['Authorization: Bearer', { authorization: `Bearer ${KEY}` }],
  ])('a key is let in by %s', async (_how, headers) => {
    expect(await knock(plain, headers)).toEqual(READY);
  });

  test('a token is let in by query and by header', async () => {
    const { name } = await makeToken({ uses: 2 });
    expect(await knock(`${constrained}?access_token=${name}`)).toEqual(READY);
    expect(await knock(constrained, { authorization: `Token ${name}` })).toEqual(READY);
  });

  test('a wrong key is told so after the upgrade', async () => {
    expect(await knock(`${plain}?key=wrong`)).toEqual({
      code: 1007,
      reason: 'API key not valid. Please pass a valid API key.',
    });
  });

  test('nobody is let in without a credential, or with one for the other method', async () => {
    const { name } = await makeToken();
    expect(await knock(plain)).toEqual(UNREGISTERED);
    expect(await knock(constrained)).toEqual(UNREGISTERED);
    expect(await knock(`${plain}?key=${name}`)).toEqual(UNREGISTERED);
    expect(await knock(`${constrained}?access_token=${KEY}`)).toEqual(UNREGISTERED);
    // None of that used the token up.
    expect(await knock(`${constrained}?access_token=${name}`)).toEqual(READY);
  });
});

test('a token opens as many sessions as it says', async () => {
  const { name } = await makeToken();
  const path = `${pathOf('v1alpha', CONSTRAINED)}?access_token=${name}`;
  expect(await knock(path)).toEqual(READY);
  expect(await knock(path)).toEqual({ code: 1011, reason: 'Token has been used too many times' });
});

test('a token that expired, or never was, opens none', async () => {
  const { name } = await makeToken({ newSessionExpireTime: soon() });
  clock.advance(1000);
  const expired = { code: 1011, reason: 'Token has expired' };
  expect(await knock(`${pathOf('v1alpha', CONSTRAINED)}?access_token=${name}`)).toEqual(expired);
  expect(await knock(`${pathOf('v1alpha', CONSTRAINED)}?access_token=auth_tokens/0`)).toEqual(expired);
});

test('a session ends with its token', async () => {
  const { name } = await makeToken({ expireTime: soon() });
  const path = `${pathOf('v1alpha', CONSTRAINED)}?access_token=${name}`;
  const client = await LiveClient.open(emulator.url, PLAIN_SETUP, { path });
  clock.advance(1000);
  expect(await client.closed).toEqual({ code: 1011, reason: 'auth token has expired' });
});

test.each([
  ['two slashes', '//v1alpha/auth_tokens'],
  ['a base path', '/prefix/v1alpha/auth_tokens'],
])('tokens are made behind %s', async (_how, path) => {
  expect(await makeToken({}, { 'x-goog-api-key': KEY }, path)).toMatchObject({
    status: 200,
    name: expect.stringMatching(/^auth_tokens\//),
  });
});

test.each<[string, unknown, Record<string, string>, string, number, string, string]>([
  [
    'a wrong key',
    {},
    { 'x-goog-api-key': 'wrong' },
    '/v1alpha/auth_tokens',
    400,
    'INVALID_ARGUMENT',
    'API key not valid. Please pass a valid API key.',
  ],
  ['no key', {}, {}, '/v1alpha/auth_tokens', 403, 'PERMISSION_DENIED', "Method doesn't allow unregistered callers"],
  [
    'the names of the SDK',
    { liveConnectConstraints: {} },
    { 'x-goog-api-key': KEY },
    '/v1alpha/auth_tokens',
    400,
    'INVALID_ARGUMENT',
    'Unknown name "liveConnectConstraints"',
  ],
  ['a version without tokens', {}, { 'x-goog-api-key': KEY }, '/v1beta/auth_tokens', 404, 'NOT_FOUND', 'Not found'],
  [
    'a large body',
    'x'.repeat(2 ** 20),
    { 'x-goog-api-key': KEY },
    '/v1alpha/auth_tokens',
    413,
    'INVALID_ARGUMENT',
    'larger than',
  ],
])('no token for %s', async (_why, request, headers, path, code, status, message) => {
  const answer = await makeToken(request, headers, path);
  expect(answer).toMatchObject({ status: code, error: { code, status, message: expect.stringContaining(message) } });
});

test('only POST makes tokens, and pages may ask first', async () => {
  expect((await fetch(`${emulator.url}/v1alpha/auth_tokens`)).status).toBe(405);
  const preflight = await fetch(`${emulator.url}/v1alpha/auth_tokens`, { method: 'OPTIONS' });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
});

test('the setup comes first, and once', async () => {
  const notFirst = { code: 1007, reason: 'setup must be the first message and only the first' };
  expect(await knock(`${pathOf('v1beta', PLAIN)}?key=${KEY}`, undefined, { clientContent: {} })).toEqual(notFirst);
  const client = await LiveClient.open(emulator.url, PLAIN_SETUP, { path: `${pathOf('v1beta', PLAIN)}?key=${KEY}` });
  client.send(PLAIN_SETUP);
  expect(await client.closed).toEqual(notFirst);
});

test('a client that says nothing is not waited for', async () => {
  const quick = await startEmulator({ clock: scaledClock(1000) });
  const client = await LiveClient.connect(quick.url);
  expect(await client.closed).toEqual({ code: 1011, reason: 'Deadline expired before operation could complete.' });
  await quick.close();
});

test('a model that is not offered is not found', async () => {
  const setup = { setup: { model: 'models/gemini-1.0-dead' } };
  expect(await knock(`${pathOf('v1beta', PLAIN)}?key=${KEY}`, undefined, setup)).toEqual({
    code: 1008,
    reason: expect.stringMatching(/^models\/gemini-1.0-dead is not found for API version v1beta, or is not supported/),
  });
});

test('a socket anywhere else is a 404', async () => {
  const socket = new WebSocket(`${emulator.url.replace('http', 'ws')}/ws/elsewhere`);
  expect(await new Promise((resolve) => socket.once('error', resolve))).toMatchObject({
    message: expect.stringMatching(/404/),
  });
});

test('beyond maxSessions the door is shut, and open again when somebody leaves', async () => {
  const small = await startEmulator({ maxSessions: 1 });
  const first = await LiveClient.open(small.url);
  const second = await LiveClient.connect(small.url);
  expect(await second.closed).toEqual({
    code: 1011,
    reason: expect.stringMatching(/^You exceeded your current quota/),
  });
  await first.close();
  await LiveClient.open(small.url);
  await small.close();
});
