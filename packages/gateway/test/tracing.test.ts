import { once } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { audioMessage } from './support/gemini-messages.js';
import { type OtlpReceiver, startOtlpReceiver } from './support/otlp-receiver.js';
import { type ScriptedUpstream, startScriptedUpstream } from './support/scripted-upstream.js';
import { connect, LIVE_PATH } from './support/test-client.js';
import { API_KEY, GOOGLE_TOKEN, SECRET, startTestGateway, type TestGateway } from './support/test-gateway.js';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const PARENT_ID = 'b7ad6b7169203331';

let collector: OtlpReceiver;
let upstream: ScriptedUpstream;
let gateway: TestGateway;
beforeEach(async () => {
  collector = await startOtlpReceiver();
  upstream = await startScriptedUpstream();
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', collector.url);
  vi.stubEnv('OTEL_RESOURCE_ATTRIBUTES', 'deployment.environment.name=test');
  gateway = await startTestGateway({ geminiUrl: upstream.url });
});
afterEach(async () => {
  await gateway.close();
  vi.unstubAllEnvs();
  await upstream.close();
  await collector.close();
});

async function call(headers: Record<string, string> = {}) {
  const token = await gateway.token();
  const client = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${token}`, { headers });
  await once(client.socket, 'open');
  return { client, server: await upstream.call(upstream.calls.length), token };
}

it('tells a call as one span, with its turns, interruptions and close', async () => {
  const { client, server, token } = await call({ traceparent: `00-${TRACE_ID}-${PARENT_ID}-01` });
  const secondOfSpeech = Buffer.alloc(48_000);
  const messages = [
    audioMessage([secondOfSpeech]),
    { serverContent: { turnComplete: true } },
    audioMessage([secondOfSpeech]),
    { serverContent: { interrupted: true, outputTranscription: { text: 'the words of the mascot' } } },
  ];
  for (const message of messages) server.socket.send(JSON.stringify(message));
  await client.received(messages.length);
  client.socket.send('the words of the user');
  await once(server.socket, 'message');
  client.socket.close(4321, 'bye');
  await server.closed;
  await gateway.close();

  const [span, ...others] = collector.spans;
  expect(others).toEqual([]);
  expect(span).toMatchObject({
    name: 'lipwire.session',
    traceId: TRACE_ID,
    parentSpanId: PARENT_ID,
    status: 0,
    attributes: {
      'lipwire.session.id': expect.stringMatching(/^[0-9a-f]{8}$/),
      'lipwire.tenant': 'default',
      'lipwire.viseme_model': 'default',
      'lipwire.api_version': 'v1beta',
      'lipwire.close.side': 'client',
      'lipwire.close.code': 4321,
      'lipwire.turns': 2,
      'lipwire.interruptions': 1,
      'lipwire.audio_seconds': 2,
      'lipwire.client.messages': 1,
      'lipwire.client.bytes': 21,
      'lipwire.upstream.messages': 4,
    },
    resource: { 'service.name': 'lipwire-gateway', 'deployment.environment.name': 'test' },
  });
  expect(span?.events.map(({ name }) => name)).toEqual(['connected', 'turn', 'turn', 'interruption', 'close']);
  expect(span?.events.at(-1)?.attributes).toEqual({ 'lipwire.close.side': 'client', 'lipwire.close.code': 4321 });

  for (const secret of [token, GOOGLE_TOKEN, API_KEY, SECRET, 'auth_tokens', 'words', 'key=', upstream.url]) {
    expect(collector.text()).not.toContain(secret);
  }
});

it('marks a call that failed, and begins a trace of its own for a client that names none', async () => {
  const { client, server } = await call({ traceparent: 'not a traceparent' });
  server.socket.close(1011, 'Internal error occurred.');
  await client.closed;
  await gateway.close();
  const [span] = collector.spans;
  expect(span).toMatchObject({ status: 2, parentSpanId: '', attributes: { 'lipwire.close.side': 'upstream' } });
  expect(span?.traceId).toMatch(/^(?!0{32})[0-9a-f]{32}$/);
});

it.each([{ OTEL_SDK_DISABLED: 'true' }, { OTEL_TRACES_EXPORTER: 'none' }])('sends nothing with %j', async (env) => {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  await gateway.close();
  gateway = await startTestGateway({ geminiUrl: upstream.url });
  const { client, server } = await call();
  client.socket.close();
  await server.closed;
  await gateway.close();
  expect(collector.text()).toBe('');
});

it.each([{ OTEL_TRACES_EXPORTER: 'zipkin' }, { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }])(
  'refuses to start with %j, in one sentence',
  async (env) => {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    const [name = ''] = Object.keys(env);
    await expect(startTestGateway()).rejects.toMatchObject({
      code: 'GATEWAY_CONFIG_INVALID',
      message: expect.stringMatching(new RegExp(`^${name} must be [^.]*\\.$`)),
    });
  },
);

it('stops all the same when the collector does not answer', async () => {
  const { client, server } = await call();
  await collector.close();
  client.socket.close();
  await server.closed;
  await gateway.close();
  expect(gateway.log()).toContain('gateway stopped');
});
