// The whole way without a page: token route, official SDK, gateway, emulator.
import type { LiveServerMessage } from '@google/genai';
import { type Emulator, type EmulatorOptions, scaledClock, startEmulator } from '@lipwire/emulator';
import { type Gateway, readGatewayConfig, startGateway } from '@lipwire/gateway';
import { afterEach, expect, test, vi } from 'vitest';
import { GET } from '../src/app/api/get-signed-url-gemini/route';
import { connectLive } from '../src/call/connect-live';
import { LiveCall, type LiveCallOptions } from '../src/call/live-call';
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

/** A call, how often it connected, and what was said in it. */
function newCall(options: Partial<LiveCallOptions> = {}) {
  const said: string[] = [];
  let words = '';
  let connections = 0;
  const call = new LiveCall({
    fetchSession,
    connect: (signed, { resumptionHandle, callbacks }) => {
      connections++;
      const onmessage = (message: object) => {
        const { setupComplete, serverContent } = message as LiveServerMessage;
        // A turn that broke off with its connection was not said.
        words = setupComplete ? '' : words + (serverContent?.outputTranscription?.text ?? '');
        if (serverContent?.turnComplete) {
          said.push(words.trim());
          words = '';
        }
        callbacks.onmessage(message);
      };
      return connectLive(signed, { resumptionHandle, callbacks: { ...callbacks, onmessage } });
    },
    ...options,
  });
  calls.push(call);
  return { call, said, connections: () => connections };
}

afterEach(async () => {
  for (const call of calls) call.end();
  await gateway.close();
  await emulator.close();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test('the mascot greets by its name, answers, and a second call works', async () => {
  await start();
  const { call, said } = newCall();
  expect(await call.start()).toBe(true);
  expect(call.getState()).toMatchObject({ status: 'connected', problem: undefined });
  await vi.waitFor(() => expect(said).toEqual([expect.stringMatching(/^Hello! I am Miso\./)]), 10_000);

  call.sendText('Say: the second sentence.');
  await vi.waitFor(() => expect(said.slice(1)).toEqual(['the second sentence.']), 10_000);
  call.end();

  await call.start();
  await vi.waitFor(() => expect(said.slice(2)).toEqual([expect.stringMatching(/^Hello!/)]), 10_000);
});

test('before the time of a connection is over, the same conversation goes on over another', async () => {
  // At twenty times the speed: told to go after a second, closed ten seconds later. Slow machines need some of them.
  await start({ goAwayAfterMs: 20_000, goAwayTimeLeftMs: 200_000 });
  const { call, said, connections } = newCall();
  await call.start();
  const statuses: string[] = [];
  call.subscribe(() => statuses.push(call.getState().status));
  call.sendText('My name is Ada.');
  await vi.waitFor(() => expect(said.at(-1)).toMatch(/Nice to meet you, Ada/), 10_000);

  await vi.waitFor(() => expect(connections()).toBe(2), 10_000);
  call.sendText('What is my name?');
  await vi.waitFor(() => expect(said.at(-1)).toMatch(/Your name is Ada/), 10_000);
  expect(statuses.slice(0, 2)).toEqual(['reconnecting', 'connected']);
});

test('a connection that breaks off in the middle of the greeting is replaced, and the mascot greets once', async () => {
  await start({ faults: [{ session: 1, at: 'audio', nth: 12, action: { type: 'drop' } }] });
  const { call, said, connections } = newCall();
  await call.start();
  await vi.waitFor(() => expect(said).toEqual([expect.stringMatching(/^Hello! I am Miso\..*lips\.$/)]), 10_000);
  expect(connections()).toBe(2);
  call.sendText('Say: the second sentence.');
  await vi.waitFor(() => expect(said.slice(1)).toEqual(['the second sentence.']), 10_000);
});

test('a service that is down is named', async () => {
  await start();
  const { call } = newCall();
  await emulator.close();
  expect(await call.start()).toBe(false);
  expect(call.getState()).toMatchObject({
    status: 'failed',
    problem: { message: expect.stringContaining('cannot be reached') },
  });
});

test('a gateway that went down since the token was fetched is named', async () => {
  await start();
  const session = await fetchSession();
  const { call } = newCall({ fetchSession: async () => session });
  await gateway.close();
  expect(await call.start()).toBe(false);
  expect(call.getState().problem?.message).toMatch(/broke off.*gateway/);
});

test('a token that was used is refused with the reason of the gateway', async () => {
  await start();
  const session = await fetchSession();
  const first = newCall({ fetchSession: async () => session });
  const second = newCall({ fetchSession: async () => session });
  expect(await first.call.start()).toBe(true);
  expect(await second.call.start()).toBe(false);
  expect(second.call.getState()).toMatchObject({
    status: 'failed',
    problem: { message: expect.stringMatching(/\(1008\).*used/i) },
  });
});
