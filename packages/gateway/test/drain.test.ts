import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ScriptedUpstream, startScriptedUpstream } from './support/scripted-upstream.js';
import { connect, LIVE_PATH } from './support/test-client.js';
import { startTestGateway, type TestGateway } from './support/test-gateway.js';

/** Longer than any test: whatever ends before did not wait for the clock. */
const A_LONG_TIME_MS = 600_000;

let upstream: ScriptedUpstream;
let gateway: TestGateway;
beforeEach(async () => {
  upstream = await startScriptedUpstream();
  gateway = await startTestGateway({ geminiUrl: upstream.url });
});
afterEach(async () => {
  await gateway.close();
  await upstream.close();
});

async function call() {
  const client = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${await gateway.token()}`);
  await once(client.socket, 'open');
  return { client, server: await upstream.call(upstream.calls.length) };
}

const isSettled = async (promise: Promise<unknown>) => (await Promise.race([promise, 'not yet'])) !== 'not yet';

it('lets the calls that run end by themselves, and then stops without waiting for the clock', async () => {
  const { client, server } = await call();
  const stopped = gateway.close({ drainMs: A_LONG_TIME_MS });

  const echoed = once(client.socket, 'message');
  client.socket.send('still here?');
  await once(server.socket, 'message');
  server.socket.send('yes');
  expect(String((await echoed)[0])).toBe('yes');
  expect(await isSettled(stopped)).toBe(false);

  client.socket.close(1000, 'done');
  await stopped;
  expect(await server.closed).toEqual({ code: 1000, reason: 'done' });
  await expect(fetch(`${gateway.url}/healthz`)).rejects.toThrow();
});

it('turns away what is new meanwhile, so that a balancer and a client know', async () => {
  const token = await gateway.token();
  const { client } = await call();
  const stopped = gateway.close({ drainMs: A_LONG_TIME_MS });

  const ready = await fetch(`${gateway.url}/readyz`);
  expect({ status: ready.status, body: await ready.json() }).toEqual({ status: 503, body: { status: 'draining' } });
  expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);
  expect(await gateway.metric('lipwire_draining')).toBe(1);
  expect(await gateway.metric('lipwire_sessions_open')).toBe(1);

  const late = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${token}`);
  expect(await late.closed).toEqual({ code: 1013, reason: expect.stringMatching(/stopping: connect again/) });
  expect(await gateway.metric('lipwire_refusals_total{reason="stopping"}')).toBe(1);

  client.socket.close();
  await stopped;
});

it('tells a balancer by HTTP, which then asks another gateway, and leaves the token as it was', async () => {
  const token = await gateway.token();
  const { client } = await call();
  const stopped = gateway.close({ drainMs: A_LONG_TIME_MS });
  const headers = { 'x-forwarded-for': '203.0.113.7' };
  const { socket } = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${token}`, { headers });
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
  expect(response.statusCode).toBe(503);
  expect(await gateway.metric('lipwire_refusals_total{reason="stopping"}')).toBe(1);
  client.socket.close();
  await stopped;
});

it('ends what is left when the time is over: 1001, with a reason', async () => {
  const { client, server } = await call();
  await gateway.close({ drainMs: 50 });
  expect(await client.closed).toEqual({ code: 1001, reason: expect.stringMatching(/stopping: connect again/) });
  expect(await server.closed).toMatchObject({ code: 1001 });
  expect(gateway.log()).toContain('"sessionsLeft":1');
});

it('stops waiting when it is told to close again', async () => {
  const { client } = await call();
  const stopped = gateway.close({ drainMs: A_LONG_TIME_MS });
  expect(await isSettled(stopped)).toBe(false);
  await gateway.close();
  await stopped;
  expect(await client.closed).toMatchObject({ code: 1001 });
});

it('does not wait where nobody calls', async () => {
  await gateway.close({ drainMs: A_LONG_TIME_MS });
  expect(gateway.log()).toContain('gateway stopped');
});
