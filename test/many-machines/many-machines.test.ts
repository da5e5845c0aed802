// Two gateways, Redis and nginx, each in a process of its own, serve one public URL.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Conversation, getToken, startConversation, wrap } from './conversation.js';
import { type Fleet, type GatewayMachine, SECRETS, startFleet } from './fleet.js';

/** As the SDK builds it from a base URL. */
const LIVE_PATH = '//ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent';
/** Its answer is under way for a second, and over when the voice would have spoken it, after four. */
const STORY = 'Two machines carry this call, and one of them is about to fall.';
const SOON = { timeout: 15_000 };

let fleet: Fleet;
const conversations: Conversation[] = [];
const usedTokens: string[] = [];

beforeAll(async () => {
  fleet = await startFleet();
});
afterAll(async () => {
  for (const conversation of conversations) conversation.close();
  await fleet?.close();
});

/** What comes of connecting: `ready` with the service's first message, or the code and reason of the close. */
function tryToCall(gatewayUrl: string, token: string): Promise<string> {
  usedTokens.push(token);
  const url = `${gatewayUrl.replace(/^http/, 'ws')}${LIVE_PATH}?key=${token}`;
  const socket = new WebSocket(url, { ca: fleet.certificate });
  socket.on('open', () => socket.send('{"setup":{"model":"models/gemini-3.8-live"}}'));
  return new Promise((resolve) => {
    socket.once('message', () => {
      resolve('ready');
      socket.close();
    });
    socket.once('error', ({ message }) => resolve(message));
    socket.once('close', (code, reason) => resolve(`${code} ${reason}`));
  });
}

async function call(): Promise<Conversation> {
  const conversation = await startConversation(fleet);
  conversations.push(conversation);
  return conversation;
}

/** Begins calls until the first gateway has as many as asked for; nginx gives each to the one that has fewer. */
async function callsAtBoth(each: number): Promise<Conversation[]> {
  const begun: Conversation[] = [];
  for (let i = 0; i < 2 * each; i++) begun.push(await call());
  for (const gateway of fleet.gateways) expect(await gateway.metric('lipwire_sessions_open')).toBe(each);
  return begun;
}

test('a token that one gateway has sealed is used up at the other, exactly once', async () => {
  const [first, second] = fleet.gateways;
  const token = await getToken(fleet, first.url);
  expect(await tryToCall(second.url, token)).toBe('ready');
  for (const { url } of [first, second, { url: fleet.publicUrl }]) {
    expect(await tryToCall(url, token)).toMatch(/^1008 Token already used/);
  }
});

test('of a hundred calls at once with one token, through nginx, one takes place', async () => {
  const token = await getToken(fleet, fleet.publicUrl);
  const results = await Promise.all(Array.from({ length: 100 }, () => tryToCall(fleet.publicUrl, token)));
  expect(results.filter((result) => result === 'ready')).toHaveLength(1);
  expect(results.filter((result) => result.startsWith('1008 Token already used'))).toHaveLength(99);
  // The race was one between gateways.
  for (const gateway of fleet.gateways) {
    expect(await gateway.metric('lipwire_refusals_total{reason="token_used"}')).toBeGreaterThan(10);
  }
});

test('calls take place over TLS and below a path, too', async () => {
  expect(await tryToCall(fleet.tlsUrl, await getToken(fleet, fleet.publicUrl))).toBe('ready');
  expect(await tryToCall(`${fleet.tlsUrl}/any/path`, await getToken(fleet, fleet.publicUrl))).toBe('ready');
});

test('the longest token that a gateway gives out fits the URL of a call', async () => {
  const token = await wrap(fleet.publicUrl, `auth_tokens/${'x'.repeat(4_084)}`);
  expect(token.length).toBeGreaterThan(5_000);
  // The service was asked, and does not know it.
  expect(await tryToCall(fleet.publicUrl, token)).toMatch(/^1\d\d\d /);
  expect(await tryToCall(fleet.publicUrl, token)).toMatch(/^1008 Token already used/);
});

test('nothing but calls and tokens is public', async () => {
  for (const path of ['/metrics', '/ops', '/ops/', '/v1/sessions', '/v1/sessions/0123abcd', '//metrics', '/']) {
    const response = await fetch(fleet.publicUrl + path, {
      headers: { authorization: `Bearer ${SECRETS.adminKey}` },
    });
    expect([path, response.status, ((await response.json()) as { code: string }).code]).toEqual([
      path,
      404,
      'NOT_FOUND',
    ]);
  }
  expect((await fetch(`${fleet.publicUrl}/readyz`)).status).toBe(200);
});

test('a gateway is killed in the middle of its calls: they go on at the other, whose own notice nothing', async () => {
  const [killed, survivor] = fleet.gateways;
  const calls = await callsAtBoth(3);
  for (const conversation of calls) conversation.ask('Welcome.');
  await expect.poll(() => calls.every(({ answers }) => answers.length === 1), SOON).toBe(true);
  for (const conversation of calls) conversation.ask(STORY);
  await expect.poll(() => calls.every((conversation) => conversation.pieces() > 2), SOON).toBe(true);
  await killed.process().kill('SIGKILL');

  await expect.poll(() => calls.map(({ answers }) => answers.length), SOON).toEqual(calls.map(() => 2));
  for (const conversation of calls) conversation.ask('Here we are again.');
  await expect.poll(() => calls.map(({ answers }) => answers.length), SOON).toEqual(calls.map(() => 3));
  for (const { answers, visemes } of calls) {
    // Each answer whole, once and in order: the one that broke off was given again, from its beginning.
    expect(answers).toEqual(['Welcome.', STORY, 'Here we are again.']);
    expect(visemes.without).toBe(0);
  }
  const cut = calls.filter(({ lost }) => lost.length > 0);
  expect(cut).toHaveLength(3);
  for (const { lost, tokens, state } of cut) {
    expect(lost).toEqual([1006]);
    // Another token for another connection, and none was refused.
    expect(new Set(tokens).size).toBe(2);
    expect(tokens).toHaveLength(2);
    expect(state()).toMatchObject({ status: 'connected', resumptions: 1 });
  }
  expect(await survivor.metric('lipwire_sessions_open')).toBe(6);
  console.info(`Calls of a gateway that was killed were without a connection for ${gaps(cut)} ms.`);

  // One machine short, every call and every token still finds its way. nginx tries the dead one first, with a call.
  for (let i = 0; i < 10; i++) {
    expect(await tryToCall(fleet.publicUrl, await getToken(fleet, survivor.url))).toBe('ready');
    expect(await getToken(fleet, fleet.publicUrl)).toMatch(/^lipwire_/);
  }
  await startAgain(killed);
  for (const conversation of calls) conversation.close();
});

test('gateways are restarted one after the other: each drains first, and no call is refused or lost', async () => {
  const calls = await callsAtBoth(2);
  for (const gateway of fleet.gateways) {
    const before = calls.map(({ answers, lost }) => [answers.length, lost.length] as const);
    for (const conversation of calls) conversation.ask(STORY);
    await expect.poll(() => calls.every((conversation) => conversation.pieces() > 2), SOON).toBe(true);
    const stopped = gateway.process().kill('SIGTERM');
    await expect.poll(() => gateway.metric('lipwire_draining'), SOON).toBe(1);
    const admitted = await gateway.metric('lipwire_sessions_total');
    for (let i = 0; i < 5; i++) {
      expect(await tryToCall(fleet.publicUrl, await getToken(fleet, fleet.publicUrl))).toBe('ready');
    }
    expect(await gateway.metric('lipwire_sessions_total')).toBe(admitted);
    await stopped;
    await expect
      .poll(() => calls.every(({ answers }, i) => answers.length === (before[i]?.[0] ?? 0) + 1), SOON)
      .toBe(true);
    const moved = calls.filter(({ lost }, i) => lost.length > (before[i]?.[1] ?? 0));
    console.info(`Calls of a gateway that drained were without a connection for ${gaps(moved)} ms.`);
    await startAgain(gateway);
  }
  for (const { answers, lost, tokens, state, close } of calls) {
    expect(answers).toEqual([STORY, STORY]);
    expect(new Set(lost)).toEqual(new Set([1001]));
    expect(tokens).toHaveLength(lost.length + 1);
    expect(state().status).toBe('connected');
    close();
  }
});

test('the sealing key is changed in three steps: no token is refused on the way, and no call notices', async () => {
  const [first, second] = fleet.gateways;
  const { sealingKey: former, nextSealingKey: coming } = SECRETS;
  const calls = await callsAtBoth(1);
  for (const conversation of calls) conversation.ask(STORY);
  const sealedBefore = await getToken(fleet, first.url);
  const sealedLongBefore = await getToken(fleet, first.url);

  for (const keys of [
    [former, coming],
    [coming, former],
  ]) {
    fleet.writeSealingKeys(...keys);
    await reload(first);
    // Half of the fleet has read it. What either seals, either opens.
    expect(await tryToCall(second.url, await getToken(fleet, first.url))).toBe('ready');
    expect(await tryToCall(first.url, await getToken(fleet, second.url))).toBe('ready');
    await reload(second);
  }
  expect(await tryToCall(second.url, sealedBefore)).toBe('ready');
  fleet.writeSealingKeys(coming);
  await Promise.all([reload(first), reload(second)]);
  expect(await tryToCall(first.url, sealedLongBefore)).toMatch(/^1008 Token not valid/);
  expect(await tryToCall(second.url, await getToken(fleet, first.url))).toBe('ready');

  await expect.poll(() => calls.every(({ answers }) => answers.length === 1), SOON).toBe(true);
  for (const { answers, lost, close } of calls) {
    expect([answers, lost]).toEqual([[STORY], []]);
    close();
  }
});

test('Redis is restarted in the middle of calls: they notice nothing, and new ones are put off until it is back', async () => {
  const calls = await callsAtBoth(1);
  for (const conversation of calls) conversation.ask(STORY);
  await expect.poll(() => calls.every((conversation) => conversation.pieces() > 2), SOON).toBe(true);
  const usedBefore = await getToken(fleet, fleet.publicUrl);
  expect(await tryToCall(fleet.publicUrl, usedBefore)).toBe('ready');
  await fleet.stopRedis();
  expect(await tryToCall(fleet.publicUrl, await getToken(fleet, fleet.publicUrl))).toMatch(/^1013 .*try again later/);
  expect((await fetch(`${fleet.publicUrl}/readyz`)).status).toBe(503);
  expect((await fetch(`${fleet.publicUrl}/healthz`)).status).toBe(200);
  await fleet.startRedis();
  await expect.poll(async () => (await fetch(`${fleet.publicUrl}/readyz`)).status, SOON).toBe(200);
  expect(await tryToCall(fleet.publicUrl, await getToken(fleet, fleet.publicUrl))).toBe('ready');
  // A Redis that keeps nothing on disk forgets used tokens. The voice service remembers its own.
  expect(await tryToCall(fleet.publicUrl, usedBefore)).not.toBe('ready');

  await expect.poll(() => calls.every(({ answers }) => answers.length === 1), SOON).toBe(true);
  for (const conversation of calls) conversation.ask('That was all.');
  await expect.poll(() => calls.every(({ answers }) => answers.length === 2), SOON).toBe(true);
  for (const { answers, lost, close } of calls) {
    expect([answers, lost]).toEqual([[STORY, 'That was all.'], []]);
    close();
  }
});

test('no log holds a token or a key, not even of calls that failed', async () => {
  const logs = [fleet.nginxOutput(), ...fleet.gateways.map((gateway) => gateway.process().output())];
  expect(logs[0]).toContain('/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent"');
  // A call that one gateway did not answer was asked of the other.
  expect(logs[0]).toMatch(/"path":"[^"]*BidiGenerateContent".*"gateway":"127.0.0.1:\d+, 127.0.0.1:\d+"/);
  expect(usedTokens.length).toBeGreaterThan(100);
  for (const log of logs) {
    for (const secret of [...usedTokens, ...Object.values(SECRETS)]) expect(log).not.toContain(secret);
    expect(log).not.toMatch(/lipwire_[\w-]{20}|auth_tokens/);
  }
});

/** Starts a gateway that had stopped, and waits until nginx gives it calls again. */
async function startAgain(gateway: GatewayMachine): Promise<void> {
  await gateway.start();
  await expect
    .poll(async () => {
      await tryToCall(fleet.publicUrl, await getToken(fleet, fleet.publicUrl));
      return gateway.metric('lipwire_sessions_total');
    }, SOON)
    .toBeGreaterThan(0);
}

/** Has a gateway read its files again, as `systemctl reload` does. */
async function reload(gateway: GatewayMachine): Promise<void> {
  const times = () => gateway.process().output().split('"configuration reloaded"').length;
  const before = times();
  gateway.process().signal('SIGHUP');
  await expect.poll(times, SOON).toBe(before + 1);
}

/** The latest gap of each call. */
function gaps(calls: readonly Conversation[]): string {
  return calls.map(({ gapsMs }) => Math.round(gapsMs.at(-1) ?? 0)).join(', ');
}
