import type { LiveServerMessage } from '@google/genai';
import { expect, test } from 'vitest';
import { ManualClock, settle } from '../../test/manual-clock';
import { LiveCall } from './live-call';
import type { ConnectLive, LiveCallbacks } from './live-connection';
import type { SignedSession } from './signed-session';

/** A piece of 24 kHz PCM16 that lasts 100 ms: 4800 bytes, 6400 characters of base64. */
const AUDIO_100_MS = { inlineData: { mimeType: 'audio/pcm;rate=24000', data: 'A'.repeat(6400) } };

class FakeConnection {
  readonly sent: string[] = [];
  isOpen = true;
  constructor(
    readonly session: SignedSession,
    readonly callbacks: LiveCallbacks,
  ) {}
  sendTurn = (text: string) => this.sent.push(`turn ${text}`);
  sendSpeech = (data: string) => this.sent.push(`speech ${data}`);
  endSpeech = () => this.sent.push('end of speech');
  sendFrame = (data: string) => this.sent.push(`frame ${data}`);
  close = () => {
    this.isOpen = false;
  };
  say(message: object): void {
    this.callbacks.onMessage(message as LiveServerMessage);
  }
  hangUp(code: number, sentence: string): void {
    this.isOpen = false;
    this.callbacks.onClose({ code, sentence });
  }
}

function setUp(overrides: { connect?: ConnectLive; failFetch?: boolean } = {}) {
  const clock = new ManualClock();
  const connections: FakeConnection[] = [];
  const handles: (string | undefined)[] = [];
  const call = new LiveCall({
    clock,
    connect:
      overrides.connect ??
      (async (session, callbacks) => {
        const connection = new FakeConnection(session, callbacks);
        connections.push(connection);
        return connection;
      }),
    fetchSession: async (handle) => {
      if (overrides.failFetch) throw new Error('GEMINI_API_KEY is not set.');
      handles.push(handle);
      return { baseUrl: 'b', ephemeralToken: `token ${handles.length}`, model: 'm', initialMessage: 'Greet me.' };
    },
  });
  const latest = () => connections.at(-1) as FakeConnection;
  return { clock, call, connections, handles, latest };
}

test('a call connects, greets, and hears what the user says, types and shows', async () => {
  const { call, latest } = setUp();
  const states: string[] = [];
  call.subscribe(() => states.push(call.getState().status));
  await call.start();
  call.sendSpeech('AAAA');
  call.endSpeech();
  call.sendText('  How are you? ');
  call.sendText('   ');
  call.sendFrame('/9j/');
  expect(latest().sent).toEqual(['turn Greet me.', 'speech AAAA', 'end of speech', 'turn How are you?', 'frame /9j/']);
  expect(states).toEqual(['connecting', 'connected', 'connected']);
  expect(call.captions.get()).toMatchObject([{ speaker: 'user', text: 'How are you?' }]);
});

test('a reply is awaited until it is heard, or its turn is over', async () => {
  const { call, latest } = setUp();
  const awaits = () => call.getState().isAwaitingReply;
  await call.start();
  call.sendText('Hi');
  latest().say({ serverContent: { interrupted: true } });
  latest().say({ serverContent: { turnComplete: true } });
  latest().say({ serverContent: { modelTurn: { parts: [AUDIO_100_MS] } } });
  expect(awaits()).toBe(true);
  call.replyHeard();
  expect(awaits()).toBe(false);

  call.sendText('Hi again');
  latest().say({ serverContent: { modelTurn: { parts: [AUDIO_100_MS] } } });
  expect(awaits()).toBe(true);
  latest().say({ serverContent: { turnComplete: true } });
  expect(awaits()).toBe(false);
});

test('captions follow the sound, and die with it', async () => {
  const { clock, call, latest } = setUp();
  await call.start();
  latest().say({ serverContent: { inputTranscription: { text: 'Hi' } } });
  latest().say({ serverContent: { modelTurn: { parts: [AUDIO_100_MS] }, outputTranscription: { text: 'Hello' } } });
  latest().say({ serverContent: { modelTurn: { parts: [AUDIO_100_MS] }, outputTranscription: { text: ' you' } } });
  latest().say({ serverContent: { outputTranscription: { text: ' there' } } });
  await clock.advance(100);
  expect(call.captions.get().map(({ text }) => text)).toEqual(['Hi', 'Hello you']);
  latest().say({ serverContent: { interrupted: true } });
  latest().say({ serverContent: { turnComplete: true } });
  await clock.advance(1000);
  expect(call.captions.get().map(({ text }) => text)).toEqual(['Hi', 'Hello you']);
});

test('words that were not heard when the user hung up are not shown', async () => {
  const { clock, call, latest } = setUp();
  await call.start();
  latest().say({ serverContent: { modelTurn: { parts: [AUDIO_100_MS] }, outputTranscription: { text: 'Hello' } } });
  latest().say({ serverContent: { modelTurn: { parts: [AUDIO_100_MS] }, outputTranscription: { text: ' you' } } });
  await clock.advance(50);
  call.end();
  expect(call.captions.get()).toMatchObject([{ text: 'Hello', interrupted: true }]);
  expect(clock.waiting).toBe(0);
});

test('end, then call again: another token, another connection, no old captions', async () => {
  const { call, connections, latest } = setUp();
  await call.start();
  call.sendText('Hi');
  call.end();
  call.end();
  expect(call.getState()).toEqual({ status: 'disconnected', isAwaitingReply: false, problem: undefined });
  expect(connections[0]?.isOpen).toBe(false);
  await call.start();
  expect(connections).toHaveLength(2);
  expect(latest().session.ephemeralToken).toBe('token 2');
  expect(call.captions.get()).toEqual([]);
});

test('starting twice makes one call', async () => {
  const { call, connections } = setUp();
  await Promise.all([call.start(), call.start()]);
  expect(connections).toHaveLength(1);
});

test('a call that ends while it connects closes what opens later', async () => {
  let open = (_connection: FakeConnection) => {};
  let late: FakeConnection | undefined;
  const connect: ConnectLive = (session, callbacks) => {
    late = new FakeConnection(session, callbacks);
    return new Promise((resolve) => {
      open = resolve;
    });
  };
  const { call } = setUp({ connect });
  const started = call.start();
  await settle();
  call.end();
  open(late as FakeConnection);
  await started;
  expect(late).toMatchObject({ isOpen: false, sent: [] });
  expect(call.getState().status).toBe('disconnected');
  late?.say({ serverContent: { outputTranscription: { text: 'Ghost' } } });
  late?.hangUp(1008, 'Ghost');
  expect(call.captions.get()).toEqual([]);
  expect(call.getState().problem).toBeUndefined();
});

test('why the service hung up is the problem, and the next call forgets it', async () => {
  const { call, latest } = setUp();
  await call.start();
  latest().hangUp(1011, 'The call was ended (1011): Internal error.');
  expect(call.getState()).toMatchObject({
    status: 'disconnected',
    problem: 'The call was ended (1011): Internal error.',
  });
  await call.start();
  expect(call.getState()).toMatchObject({ status: 'connected', problem: undefined });
});

test('a refused token or a refused session is a problem, not an exception', async () => {
  const tokenless = setUp({ failFetch: true });
  await tokenless.call.start();
  expect(tokenless.call.getState().problem).toBe('GEMINI_API_KEY is not set.');

  const refused = setUp({ connect: () => Promise.reject(new Error('The token was used.')) });
  await refused.call.start();
  expect(refused.call.getState()).toMatchObject({ status: 'disconnected', problem: 'The token was used.' });
});

test('before the service hangs up, the conversation moves on in a pause, and no word of the user is lost', async () => {
  const { clock, call, connections, handles, latest } = setUp();
  await call.start();
  const [first] = connections as [FakeConnection];
  first.say({ sessionResumptionUpdate: { newHandle: 'handle 1', resumable: true } });
  first.say({ sessionResumptionUpdate: { newHandle: '', resumable: false } });
  first.say({ serverContent: { modelTurn: { parts: [AUDIO_100_MS] } } });
  first.say({ goAway: { timeLeft: '50s' } });
  await clock.advance(5000);
  expect(connections).toHaveLength(1);

  first.say({ serverContent: { turnComplete: true } });
  await clock.advance(250);
  expect(handles.at(-1)).toBe('handle 1');
  expect(connections).toHaveLength(2);
  expect(first.isOpen).toBe(false);
  expect(call.getState().status).toBe('connected');
  call.sendText('Still there?');
  // No second greeting.
  expect(latest().sent).toEqual(['turn Still there?']);
});

test('what the user says while the connection changes is sent on the new one', async () => {
  let open = () => {};
  const connections: FakeConnection[] = [];
  const connect: ConnectLive = (session, callbacks) => {
    const connection = new FakeConnection(session, callbacks);
    connections.push(connection);
    if (connections.length === 1) return Promise.resolve(connection);
    return new Promise((resolve) => {
      open = () => resolve(connection);
    });
  };
  const { call } = setUp({ connect });
  await call.start();
  connections[0]?.say({ sessionResumptionUpdate: { newHandle: 'handle 1', resumable: true } });
  connections[0]?.say({ goAway: { timeLeft: '50s' } });
  await settle();
  call.sendSpeech('AAAA');
  call.sendText('Hello?');
  call.sendSpeech('BBBB');
  open();
  await settle();
  expect(connections[1]?.sent).toEqual(['speech AAAA', 'turn Hello?', 'speech BBBB']);
});

test('a mascot that does not pause is moved ten seconds before the end', async () => {
  const { clock, call, connections } = setUp();
  await call.start();
  connections[0]?.say({ sessionResumptionUpdate: { newHandle: 'handle 1', resumable: true } });
  connections[0]?.say({ serverContent: { modelTurn: { parts: [AUDIO_100_MS] } } });
  connections[0]?.say({ goAway: { timeLeft: '50s' } });
  await clock.advance(39_500);
  expect(connections).toHaveLength(1);
  await clock.advance(750);
  expect(connections).toHaveLength(2);
});

test('without a handle there is nothing to move, and the reason is shown; nothing waits afterwards', async () => {
  const { clock, call, connections, latest } = setUp();
  await call.start();
  latest().say({ goAway: { timeLeft: '1s' } });
  await clock.advance(2000);
  latest().hangUp(1008, 'The call was ended (1008): Too long.');
  expect(call.getState().problem).toBe('The call was ended (1008): Too long.');
  await clock.advance(60_000);
  expect(connections).toHaveLength(1);
  expect(clock.waiting).toBe(0);
});

test('a move that fails ends the call with its reason', async () => {
  const connections: FakeConnection[] = [];
  const connect: ConnectLive = async (session, callbacks) => {
    if (connections.length > 0) throw new Error('The conversation is gone.');
    const connection = new FakeConnection(session, callbacks);
    connections.push(connection);
    return connection;
  };
  const { call } = setUp({ connect });
  await call.start();
  connections[0]?.say({ sessionResumptionUpdate: { newHandle: 'handle 1', resumable: true } });
  connections[0]?.say({ goAway: { timeLeft: '50s' } });
  await settle();
  expect(call.getState()).toMatchObject({ status: 'disconnected', problem: 'The conversation is gone.' });
});
