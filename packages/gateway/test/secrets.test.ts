import { afterAll, beforeAll, expect, it } from 'vitest';
import { digestOfKey, readGatewayConfig } from '../src/index.js';
import { type ScriptedUpstream, startScriptedUpstream } from './support/scripted-upstream.js';
import { SOON } from './support/soon.js';
import { connect, LIVE_PATH } from './support/test-client.js';
import { API_KEY, GOOGLE_TOKEN, SECRET, startTestGateway, type TestGateway } from './support/test-gateway.js';

const GEMINI_KEY = 'AIzaSyAGeminiKeyForTests';
const ADMIN_KEY = 'key-of-the-admin-for-tests';
const FORMER_SECRET = 'a former secret for tests that has more than 32 bytes';
const TRANSCRIPT = 'what was said in confidence';
const SPEECH = Buffer.from('speech that nobody else should hear').toString('base64');

let upstream: ScriptedUpstream;
let gateway: TestGateway;

beforeAll(async () => {
  upstream = await startScriptedUpstream(({ socket, messages }) => {
    socket.on('message', () => {
      socket.send(
        JSON.stringify({
          serverContent: {
            outputTranscription: { text: TRANSCRIPT },
            modelTurn: { parts: [{ inlineData: { mimeType: 'audio/pcm;rate=24000', data: SPEECH } }] },
          },
        }),
      );
      socket.send(`{"serverContent":{"outputTranscription":{"text":"${TRANSCRIPT}`); // cut short: not JSON
      if (messages.length === 1) socket.close(1011, TRANSCRIPT);
    });
  });
  gateway = await startTestGateway({
    geminiUrl: upstream.url,
    env: { LIPWIRE_ADMIN_KEY: ADMIN_KEY, LIPWIRE_EXTRA_SECRETS: FORMER_SECRET, LIPWIRE_FAILURES_PER_MINUTE: '4' },
  });
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

it('log and metrics hold no key, token, speech or transcript, whatever happens', async () => {
  const token = await gateway.token();
  const visits = [
    `${LIVE_PATH}?key=${token}`, // a call
    `${LIVE_PATH}?key=${token}`, // used
    `${LIVE_PATH}?key=${token}x`, // garbled
    `${LIVE_PATH}?access_token=${GOOGLE_TOKEN}`, // not ours
    `/v1/conversation/gemini?key=${GEMINI_KEY}&mascot_key=${API_KEY}`, // a call
    `/v1/conversation/gemini?key=${GEMINI_KEY}&mascot_key=${API_KEY}x`, // wrong key
    `/nowhere?key=${GEMINI_KEY}`,
  ];
  for (const path of visits) {
    const client = connect(gateway.wsUrl + path, { headers: { 'x-goog-api-key': path.includes('?') ? '' : token } });
    client.socket.once('open', () => client.socket.send(`{"realtimeInput":{"text":"${TRANSCRIPT}"}}`));
    await client.closed;
  }
  for (const [body, headers] of [
    ['{"config": bad JSON with auth_tokens/0123456789abcdef', {}],
    [undefined, { authorization: `Bearer ${API_KEY}x` }],
    [{ config: { provider: GOOGLE_TOKEN } }, {}],
  ] as const) {
    await gateway.wrap(body, headers);
  }
  // What those who run it see, and what those are told who would like to.
  const shown: string[] = [];
  for (const path of ['/v1/sessions', '/ops', '/metrics', '/readyz', '/healthz']) {
    for (const key of [ADMIN_KEY, `${ADMIN_KEY}x`, API_KEY]) {
      const answer = await fetch(gateway.url + path, { headers: { authorization: `Bearer ${key}` } });
      shown.push(await answer.text());
    }
  }
  // A configuration that is read again, rightly and wrongly.
  const env = { LIPWIRE_API_KEYS: API_KEY, LIPWIRE_ADMIN_KEY: ADMIN_KEY, LIPWIRE_SECRET: SECRET };
  gateway.reload(() => readGatewayConfig({ env: { ...env, LIPWIRE_EXTRA_SECRETS: FORMER_SECRET } }));
  gateway.reload(() => readGatewayConfig({ env: { ...env, LIPWIRE_SECRET: SECRET.slice(0, 20) } }));
  gateway.reload(() => readGatewayConfig({ env: { ...env, LIPWIRE_ADMIN_KEY: `${ADMIN_KEY} ${API_KEY}` } }));
  gateway.reload(() => readGatewayConfig({ env: { ...env, LIPWIRE_LOG_LEVEL: 'silent', LIPWIRE_HOST: '::' } }));
  expect(gateway.log().match(/configuration (not )?reloaded/g)).toHaveLength(4);
  await fetch(`${gateway.url}/healthz?key=${GEMINI_KEY}`);
  await fetch(`${gateway.url}/nowhere?key=${GEMINI_KEY}`);

  const down = await startTestGateway({ geminiUrl: 'http://127.0.0.1:9' });
  const lost = connect(`${down.wsUrl}/v1/conversation/gemini?key=${GEMINI_KEY}&mascot_key=${API_KEY}`);
  await lost.closed;
  await down.close();

  const written = gateway.log() + down.log() + shown.join() + (await (await fetch(`${gateway.url}/metrics`)).text());
  // The log is there, and tells the story.
  for (const event of ['gateway listening', 'session started', 'session ended', 'call refused']) {
    expect(written).toContain(event);
  }
  expect(
    gateway
      .log()
      .split('\n')
      .filter((line) => line.includes('"session ended"')),
  ).toHaveLength(2);
  const secrets = [
    token,
    token.slice(0, 40),
    GOOGLE_TOKEN,
    GOOGLE_TOKEN.slice(12),
    GEMINI_KEY,
    API_KEY,
    SECRET,
    SECRET.slice(0, 20),
  ];
  secrets.push(ADMIN_KEY, FORMER_SECRET, digestOfKey(API_KEY).slice(7), digestOfKey(ADMIN_KEY).slice(7));
  for (const secret of [...secrets, TRANSCRIPT, SPEECH, '?key', 'access_token', 'mascot_key']) {
    expect(written).not.toContain(secret);
  }
});

it('counts what happened', async () => {
  const counters = ['lipwire_sessions_total', 'lipwire_closes_total{side="upstream",code="1011"}'];
  const before = await Promise.all(counters.map((counter) => gateway.metric(counter)));
  const client = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${await gateway.token()}`);
  client.socket.once('open', () => client.socket.send('{"setup":{}}'));
  expect(await client.closed).toEqual({ code: 1011, reason: TRANSCRIPT });
  await expect.poll(() => gateway.metric('lipwire_sessions_open'), SOON).toBe(0);
  const after = await Promise.all(counters.map((counter) => gateway.metric(counter)));
  expect(after).toEqual(before.map((count) => count + 1));
  expect(await gateway.metric('lipwire_added_latency_seconds_count')).toBeGreaterThan(0);
});
