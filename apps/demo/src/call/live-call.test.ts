import type { Session } from '@google/genai';
import type { LiveSdkCallbacks } from '@lipwire/browser/session';
import { expect, test } from 'vitest';
import { LiveCall } from './live-call';
import type { SignedSession } from './signed-session';

/** One connection, as the SDK would have it; the test is the service. */
class FakeConnection {
  readonly sent: unknown[] = [];
  isOpen = true;
  constructor(
    readonly signed: SignedSession,
    readonly callbacks: LiveSdkCallbacks,
  ) {}
  sendClientContent = ({ turns }: { turns: string }) => this.sent.push(turns);
  sendRealtimeInput = (input: object) => this.sent.push(input);
  sendToolResponse = ({ functionResponses }: { functionResponses: unknown }) => this.sent.push(functionResponses);
  close = () => {
    this.isOpen = false;
  };
}

function setUp({ failFetch = false } = {}) {
  const connections: FakeConnection[] = [];
  const handles: (string | undefined)[] = [];
  const call = new LiveCall({
    connect: async (signed, { callbacks }) => {
      const connection = new FakeConnection(signed, callbacks);
      connections.push(connection);
      callbacks.onopen();
      callbacks.onmessage({ setupComplete: {} });
      return connection as unknown as Session;
    },
    fetchSession: async (handle) => {
      if (failFetch) throw new Error('GEMINI_API_KEY is not set.');
      handles.push(handle);
      return { baseUrl: 'b', ephemeralToken: `token ${handles.length}`, model: 'm', initialMessage: 'Greet me.' };
    },
  });
  const statuses: string[] = [];
  call.subscribe(() => statuses.push(call.getState().status));
  return { call, connections, handles, statuses };
}

test('a call connects, greets, and hears what the user says, types and shows', async () => {
  const { call, connections, statuses } = setUp();
  expect(await call.start()).toBe(true);
  call.sendSpeech('AAAA');
  call.endSpeech();
  call.sendText('How are you?');
  call.sendFrame('/9j/');
  expect(connections[0]?.sent).toEqual([
    'Greet me.',
    { audio: { data: 'AAAA', mimeType: 'audio/pcm;rate=16000' } },
    { audioStreamEnd: true },
    'How are you?',
    { video: { data: '/9j/', mimeType: 'image/jpeg' } },
  ]);
  expect(statuses).toEqual(['connecting', 'connected']);
  call.end();
});

test('starting twice makes one call', async () => {
  const { call, connections } = setUp();
  expect(await Promise.all([call.start(), call.start()])).toEqual([true, false]);
  expect(connections).toHaveLength(1);
  call.end();
});

test('end, then call again: another token, another connection', async () => {
  const { call, connections } = setUp();
  await call.start();
  call.end();
  call.end();
  expect([call.getState().status, connections[0]?.isOpen]).toEqual(['ended', false]);
  await call.start();
  expect(connections.map(({ signed }) => signed.ephemeralToken)).toEqual(['token 1', 'token 2']);
  call.end();
});

test('what is said while it rings is not for the mascot', async () => {
  const { call, connections } = setUp();
  const starting = call.start();
  call.sendSpeech('AAAA');
  await starting;
  expect(connections[0]?.sent).toEqual(['Greet me.']);
  call.end();
});

test('a call that ends while it connects greets nobody', async () => {
  const { call, connections } = setUp();
  const starting = call.start();
  call.end();
  expect(await starting).toBe(false);
  expect(connections.flatMap(({ sent }) => sent)).toEqual([]);
  expect(call.getState()).toMatchObject({ status: 'ended', problem: undefined });
});

test('a lost connection is replaced, with the handle in its token, and nobody is greeted again', async () => {
  const { call, connections, handles, statuses } = setUp();
  await call.start();
  connections[0]?.callbacks.onmessage({ sessionResumptionUpdate: { newHandle: 'handle 1', resumable: true } });
  connections[0]?.callbacks.onmessage({ serverContent: { turnComplete: true } });
  connections[0]?.callbacks.onclose({ code: 1011, reason: 'Internal error occurred.' });
  await expect.poll(() => call.getState().status).toBe('connected');
  expect(handles).toEqual([undefined, 'handle 1']);
  expect(connections[1]?.sent).toEqual([]);
  expect(statuses).toEqual(['connecting', 'connected', 'reconnecting', 'connected']);
  call.end();
});

test('why it failed is the problem, and the next call forgets it', async () => {
  const { call, connections } = setUp();
  await call.start();
  connections[0]?.callbacks.onclose({ code: 1007, reason: 'Request contains an invalid argument.' });
  expect(call.getState()).toMatchObject({
    status: 'failed',
    problem: { code: 'BROWSER_SESSION_LOST', message: expect.stringContaining('invalid argument') },
  });
  await call.start();
  expect(call.getState()).toMatchObject({ status: 'connected', problem: undefined });
  call.end();
});

test('a token that cannot be had is a problem, not an exception', async () => {
  const { call } = setUp({ failFetch: true });
  expect(await call.start()).toBe(false);
  expect(call.getState().problem?.message).toBe('GEMINI_API_KEY is not set.');
});

test('function calls are answered by whoever says so, and others not at all', async () => {
  const { call, connections } = setUp();
  call.answerToolsWith(({ functionCalls }) =>
    functionCalls?.[0]?.name === 'wave'
      ? { functionResponses: [{ id: 'a', name: 'wave', response: { output: 'done' } }] }
      : undefined,
  );
  await call.start();
  for (const name of ['wave', 'weather']) {
    connections[0]?.callbacks.onmessage({ toolCall: { functionCalls: [{ id: 'a', name, args: {} }] } });
  }
  expect(connections[0]?.sent).toEqual(['Greet me.', [{ id: 'a', name: 'wave', response: { output: 'done' } }]]);
});
