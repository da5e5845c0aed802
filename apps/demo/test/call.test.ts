// The whole way without a page: token route, official SDK, gateway, emulator.
import { type Emulator, type EmulatorOptions, scaledClock, startEmulator } from '@lipwire/emulator';
import { type Gateway, readGatewayConfig, startGateway } from '@lipwire/gateway';
import { afterEach, expect, test, vi } from 'vitest';
import { GET } from '../src/app/api/get-signed-url-gemini/route';
import { LiveCall, type LiveCallOptions } from '../src/call/live-call';
import { connectLive } from '../src/call/live-connection';
import { RESUMPTION_HEADER, type SignedSession } from '../src/call/signed-session';

let emulator: Emulator;
let gateway: Gateway;
let calls: LiveCall[];

/** Time runs twenty times faster at the emulator. */
async function start(options: EmulatorOptions = {}) {
  calls = [];
  vi.spyOn(console, 'error').mockImplementation(() => {});
  emulator = await startEmulator({ clock: scaledClock(20), apiKey: 'emulator', ...options });
  gateway = await startGateway(
    readGatewayConfig({
      env: { LIPWIRE_API_KEYS: 'gateway-key', LIPWIRE_GEMINI_URL: emulator.url, LIPWIRE_LOG_LEVEL: 'silent' },
      flags: { port: '0' },
    }),
  );
  vi.stubEnv('GEMINI_API_KEY', 'emulator');
  vi.stubEnv('LIPWIRE_API_KEY', 'gateway-key');
  vi.stubEnv('GOOGLE_GEMINI_BASE_URL', emulator.url);
  vi.stubEnv('LIPWIRE_GATEWAY_URL', gateway.url);
}

async function fetchSession(handle?: string): Promise<SignedSession> {
  const headers = handle ? { [RESUMPTION_HEADER]: handle } : {};
  const response = await GET(new Request('http://127.0.0.1:3000/api/get-signed-url-gemini', { headers }));
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

function newCall(options: LiveCallOptions = {}): LiveCall {
  const call = new LiveCall({ fetchSession, ...options });
  calls.push(call);
  return call;
}

const said = (call: LiveCall) => call.captions.get().map(({ speaker, text }) => `${speaker}: ${text.trim()}`);

afterEach(async () => {
  for (const call of calls) call.end();
  await gateway.close();
  await emulator.close();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test('the mascot greets by its name, answers, and a second call works', async () => {
  await start();
  const call = newCall();
  await call.start();
  expect(call.getState()).toEqual({ status: 'connected', isAwaitingReply: false, problem: undefined });
  await vi.waitFor(() => expect(said(call)).toEqual([expect.stringMatching(/^mascot: Hello! I am Miso\./)]), 10_000);
  await vi.waitFor(() => expect(emulator.turns).toHaveLength(1), 10_000);

  call.sendText('Say: the second sentence.');
  await vi.waitFor(
    () => expect(said(call).slice(1)).toEqual(['user: Say: the second sentence.', 'mascot: the second sentence.']),
    10_000,
  );
  call.end();

  await call.start();
  await vi.waitFor(() => expect(said(call)).toEqual([expect.stringMatching(/^mascot: Hello/)]), 10_000);
});

test('before the time of a connection is over, the same conversation goes on over another', async () => {
  // At twenty times the speed: told to go after a second, closed ten seconds later. Slow machines need some of them.
  await start({ goAwayAfterMs: 20_000, goAwayTimeLeftMs: 200_000 });
  let opened = 0;
  const call = newCall({
    connect: async (...how) => {
      const connection = await connectLive(...how);
      opened++;
      return connection;
    },
  });
  await call.start();
  const statuses = new Set<string>();
  call.subscribe(() => statuses.add(call.getState().status));
  call.sendText('My name is Ada.');
  await vi.waitFor(() => expect(said(call).at(-1)).toMatch(/Nice to meet you, Ada/), 10_000);

  await vi.waitFor(() => expect(opened).toBe(2), 10_000);
  call.sendText('What is my name?');
  await vi.waitFor(() => expect(said(call).at(-1)).toMatch(/Your name is Ada/), 10_000);
  expect(statuses).toEqual(new Set(['connected']));
});

test('a service that is down is named', async () => {
  await start();
  const call = newCall();
  await emulator.close();
  await call.start();
  expect(call.getState()).toMatchObject({
    status: 'disconnected',
    problem: expect.stringContaining('cannot be reached'),
  });
});

test('a token that was used is refused with the reason of the gateway', async () => {
  await start();
  const session = await fetchSession();
  const first = newCall({ fetchSession: async () => session });
  const second = newCall({ fetchSession: async () => session });
  await first.start();
  expect(first.getState().status).toBe('connected');
  await second.start();
  expect(second.getState()).toMatchObject({
    status: 'disconnected',
    problem: expect.stringMatching(/\(1008\).*used/i),
  });
});
