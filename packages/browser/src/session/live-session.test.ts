import { expect, test, vi } from 'vitest';
import { ManualClock, settle } from '../../test/manual-clock.js';
import type { SessionStatus } from '../client-state.js';
import type { LiveCloseEvent, LiveSdkCallbacks } from './live-sdk.js';
import { LiveSession } from './live-session.js';
import type { LiveSessionOptions } from './live-session-options.js';
import type { SaidTurn } from './said-turns.js';

const AUDIO = { serverContent: { modelTurn: { parts: [{ inlineData: { mimeType: 'audio/pcm', data: 'AAAA' } }] } } };
const TURN_COMPLETE = { serverContent: { turnComplete: true } };
const SPEECH = { audio: { data: btoa('\0'.repeat(3_200)), mimeType: 'audio/pcm;rate=16000' } };
const GENERATED = { serverContent: { generationComplete: true } };
const words = (text: string) => ({ serverContent: { outputTranscription: { text } } });
const heard = (text: string) => ({ serverContent: { inputTranscription: { text } } });
const handle = (newHandle: string) => ({ sessionResumptionUpdate: { newHandle, resumable: true } });

/** One connection, as the SDK would have it; the test is the service. */
class FakeConnection {
  readonly sent: string[] = [];
  isClosed = false;
  readonly conn = { ws: { readyState: 1, bufferedAmount: 0 } };
  constructor(
    readonly token: string,
    readonly handle: string | undefined,
    readonly callbacks: LiveSdkCallbacks,
  ) {}
  sendClientContent({ turns }: { turns: string | readonly SaidTurn[]; turnComplete?: boolean }) {
    if (turns === 'bad') throw new Error('Bad turns.');
    if (typeof turns === 'string') this.sent.push(turns);
    else this.sent.push(...turns.map(({ role, parts }) => `told ${role}: ${parts[0].text}`));
  }
  sendRealtimeInput(params: object) {
    this.sent.push(Object.keys(params).join());
  }
  sendToolResponse({ functionResponses: [response] }: { functionResponses: { id: string; willContinue?: boolean }[] }) {
    this.sent.push(`answer to ${response?.id}`);
  }
  close() {
    this.isClosed = true;
  }
  say(...messages: object[]) {
    for (const message of messages) this.callbacks.onmessage(message);
  }
  hangUp(code: number, reason = '') {
    this.callbacks.onclose({ code, reason });
  }
}

type Options = LiveSessionOptions<string, FakeConnection, object>;

function setUp(changes: Partial<Omit<Options, 'callbacks'>> = {}) {
  const clock = new ManualClock();
  const connections: FakeConnection[] = [];
  const messages: object[] = [];
  const told: string[] = [];
  const world: { refusal: LiveCloseEvent | undefined } = { refusal: undefined };
  const session = new LiveSession<string, FakeConnection>({
    token: async (resumptionHandle) => `token for ${resumptionHandle}`,
    connect: async (token, { resumptionHandle, callbacks }) => {
      const connection = new FakeConnection(token, resumptionHandle, callbacks);
      connections.push(connection);
      callbacks.onopen();
      const { refusal } = world;
      if (refusal) {
        queueMicrotask(() => callbacks.onclose(refusal));
        // The SDK's promise stays open then.
        return new Promise<FakeConnection>(() => {});
      }
      callbacks.onmessage({ setupComplete: {} });
      return connection;
    },
    callbacks: {
      onopen: () => told.push('open'),
      onmessage: (message) => messages.push(message),
      onclose: ({ code }: LiveCloseEvent) => told.push(`close ${code}`),
      onreconnecting: ({ reason }) => told.push(reason),
      onresumed: ({ gapMs, droppedSpeechMs, repeatsAnswer }) =>
        told.push(`resumed after ${gapMs}, lost ${droppedSpeechMs}, ${repeatsAnswer ? 'repeats' : 'goes on'}`),
    },
    clock,
    random: () => 1,
    ...changes,
  });
  const at = (index: number) => connections.at(index) as FakeConnection;
  const status = () => session.getState().status;
  return { clock, connections, messages, told, world, session, at, status };
}

test('goAway: the old socket is closed first, in a pause, and the app hears of one session', async () => {
  const { clock, connections, messages, told, session, at, status } = setUp();
  await session.open();
  at(0).say(AUDIO, { goAway: { timeLeft: '50s' } }, handle('h1'));
  await clock.advance(1_000);
  expect(connections).toHaveLength(1);
  at(0).say(TURN_COMPLETE);
  await clock.advance(0);
  expect(status()).toBe('reconnecting');
  expect(at(0).isClosed).toBe(true);
  expect(connections).toHaveLength(1);
  at(0).hangUp(1005);
  await clock.advance(0);
  expect(connections).toHaveLength(2);
  expect([at(1).token, at(1).handle]).toEqual(['token for h1', 'h1']);
  expect(status()).toBe('connected');
  // What the old socket still says is nobody's.
  at(0).say(AUDIO);
  expect(messages).toEqual([
    { setupComplete: {} },
    AUDIO,
    { goAway: { timeLeft: '50s' } },
    handle('h1'),
    TURN_COMPLETE,
  ]);
  expect(told).toEqual(['open', 'go-away', 'resumed after 0, lost 0, goes on']);
});

test('an old socket that does not close is left behind after two seconds', async () => {
  const { clock, connections, session, at } = setUp();
  await session.open();
  at(0).say(handle('h1'), { goAway: {} });
  await clock.advance(1_999);
  expect(connections).toHaveLength(1);
  await clock.advance(1);
  expect(connections).toHaveLength(2);
});

test('goAway does not wait for a pause for ever, but for a function that runs', async () => {
  const { clock, connections, session, at } = setUp();
  await session.open();
  at(0).say(handle('h1'), AUDIO, { toolCall: { functionCalls: [{ id: 'f1', name: 'f' }] } });
  at(0).say({ goAway: { timeLeft: '50s' } });
  await clock.advance(45_000);
  expect(at(0).isClosed).toBe(false);
  session.sendToolResponse({ functionResponses: [{ id: 'f1' }] });
  await settle();
  expect(at(0).sent).toEqual(['answer to f1']);
  expect(at(0).isClosed).toBe(true);
  await clock.advance(2_000);
  expect(connections).toHaveLength(2);
});

test('an answer that breaks off ends for the app, and its question is asked again', async () => {
  const { clock, messages, told, session, at } = setUp();
  await session.open();
  session.sendClientContent({ turns: 'Hello' });
  at(0).say(AUDIO, TURN_COMPLETE, handle('h1'));
  session.sendClientContent({ turns: 'Tell me a story' });
  at(0).say(AUDIO);
  messages.length = 0;
  at(0).hangUp(1011, 'Internal error occurred.');
  session.sendRealtimeInput(SPEECH);
  session.sendRealtimeInput({ video: {} });
  expect(messages).toEqual([]);
  await clock.advance(250);
  expect(messages).toEqual([{ serverContent: { interrupted: true } }, TURN_COMPLETE]);
  // No second greeting, and no picture of before.
  expect(at(1).sent).toEqual(['Tell me a story', 'audio']);
  expect(told).toEqual(['open', 'closed', 'resumed after 250, lost 0, repeats']);
});

test('an answer that was sent to its end is not given again', async () => {
  const { clock, messages, session, at } = setUp();
  await session.open();
  session.sendClientContent({ turns: 'Hello' });
  at(0).say(handle('h1'), AUDIO, { serverContent: { generationComplete: true } });
  messages.length = 0;
  at(0).hangUp(1006);
  await clock.advance(250);
  expect(messages).toEqual([TURN_COMPLETE]);
  expect(at(1).sent).toEqual([]);
});

test('a function call that breaks off is cancelled, and its answer is not sent', async () => {
  const { clock, messages, session, at } = setUp();
  await session.open();
  session.sendClientContent({ turns: 'call f' });
  at(0).say(handle('h1'), { toolCall: { functionCalls: [{ id: 'f1', name: 'f' }] } });
  at(0).hangUp(1006);
  session.sendToolResponse({ functionResponses: [{ id: 'f1' }] });
  await clock.advance(250);
  expect(messages).toContainEqual({ toolCallCancellation: { ids: ['f1'] } });
  expect(at(1).sent).toEqual(['call f']);
  session.sendToolResponse({ functionResponses: [{ id: 'f1' }] });
  expect(at(1).sent).toEqual(['call f']);
});

test('a cut before the first answer needs no handle', async () => {
  const { clock, session, at, status } = setUp();
  await session.open();
  session.sendClientContent({ turns: 'Hello' });
  at(0).hangUp(1006);
  await clock.advance(250);
  expect(status()).toBe('connected');
  expect([at(1).handle, at(1).sent]).toEqual([undefined, ['Hello']]);
});

test('an answer whose handle was lost with its connection is told again, and no question with it', async () => {
  const { clock, session, at } = setUp();
  await session.open();
  session.sendClientContent({ turns: 'Hello' });
  at(0).say(AUDIO, words('Hi.'), GENERATED, TURN_COMPLETE, handle('h1'));
  session.sendClientContent({ turns: 'My name is Ada' });
  at(0).say(AUDIO, words('Nice to'), words(' meet you.'), GENERATED);
  at(0).hangUp(1006);
  session.sendRealtimeInput({ text: 'And yours?' });
  await clock.advance(250);
  expect([at(1).handle, at(1).sent]).toEqual([
    'h1',
    ['told user: My name is Ada', 'told model: Nice to meet you.', 'text'],
  ]);
  // The next handle knows it all.
  at(1).say(AUDIO, words('Miso.'), TURN_COMPLETE, handle('h2'));
  at(1).hangUp(1006);
  await clock.advance(250);
  expect([at(2).handle, at(2).sent]).toEqual(['h2', []]);
});

test('what was spoken is told as it was transcribed, and not twice where an answer broke off', async () => {
  const { clock, session, at } = setUp();
  await session.open();
  at(0).say(handle('h1'));
  session.sendRealtimeInput(SPEECH);
  at(0).say(heard('Tell me'), heard(' a story.'), AUDIO, words('Once'));
  at(0).hangUp(1006);
  await clock.advance(250);
  expect(at(1).sent).toEqual(['audio']);
  at(1).say(heard('Tell me a story.'), AUDIO, words('Once upon a time.'), GENERATED);
  at(1).hangUp(1006);
  await clock.advance(750);
  expect(at(2).sent).toEqual(['told user: Tell me a story.', 'told model: Once upon a time.']);
});

test.each<[string, Partial<Options>, string[]]>([
  ['is told all', {}, ['told user: Hello', 'told model: Hi.']],
  ['or nothing, if the app wants that', { restoreWords: false }, []],
])('a service that never named a handle, or forgot it, %s', async (_, options, told) => {
  const handleless = setUp(options);
  await handleless.session.open();
  handleless.session.sendClientContent({ turns: 'Hello' });
  handleless.at(0).say(AUDIO, words('Hi.'), TURN_COMPLETE);
  handleless.at(0).hangUp(1006);
  await handleless.clock.advance(250);
  expect(handleless.at(-1).sent.filter((line) => line.startsWith('told'))).toEqual(told);
  expect(handleless.status()).toBe(told.length > 0 ? 'connected' : 'failed');

  const { clock, world, session, at, status } = setUp(options);
  await session.open();
  session.sendClientContent({ turns: 'Hello' });
  at(0).say(AUDIO, words('Hi.'), TURN_COMPLETE, handle('h1'));
  world.refusal = { code: 1008, reason: 'BidiGenerateContent session not found' };
  at(0).hangUp(1006);
  await clock.advance(250);
  expect(at(1).handle).toBe('h1');
  world.refusal = undefined;
  await clock.advance(1_000);
  expect(at(-1).sent.filter((line) => line.startsWith('told'))).toEqual(told);
  expect(status()).toBe(told.length > 0 ? 'connected' : 'failed');
});

test('a handle that is refused for twenty seconds is given up for the words', async () => {
  const { clock, connections, world, session, at } = setUp();
  await session.open();
  session.sendClientContent({ turns: 'Hello' });
  at(0).say(AUDIO, words('Hi.'), TURN_COMPLETE, handle('h1'));
  world.refusal = { code: 1011, reason: 'Internal error occurred.' };
  at(0).hangUp(1006);
  await clock.advance(20_000);
  expect(at(-1).handle).toBe('h1');
  await clock.advance(16_000);
  expect(at(-1).handle).toBeUndefined();
  world.refusal = undefined;
  await clock.advance(8_000);
  expect(at(-1).sent).toEqual(['told user: Hello', 'told model: Hi.']);
  expect(connections.length).toBeLessThan(12);
});

test('a service that does not take what it is told again is not told', async () => {
  const { clock, session, at, status } = setUp();
  await session.open();
  session.sendClientContent({ turns: 'Hello' });
  at(0).say(handle('h1'), AUDIO, words('Hi.'), GENERATED);
  at(0).hangUp(1006);
  await clock.advance(250);
  expect(at(1).sent).toEqual(['told user: Hello', 'told model: Hi.']);
  at(1).hangUp(1007, 'Request contains an invalid argument.');
  await clock.advance(1_000);
  expect([status(), at(2).handle, at(2).sent]).toEqual(['connected', 'h1', []]);
  // What it refuses later is the app's.
  at(2).hangUp(1007, 'Request contains an invalid argument.');
  expect(status()).toBe('failed');
});

test('a connection that went silent is left, and the question is asked again', async () => {
  const { clock, connections, told, session, at } = setUp();
  await session.open();
  at(0).say(handle('h1'));
  session.sendClientContent({ turns: 'Are you there?' });
  await clock.advance(19_999);
  expect(connections).toHaveLength(1);
  await clock.advance(1);
  // It is closed first, though nobody answers.
  expect([connections.length, at(0).isClosed]).toEqual([1, true]);
  await clock.advance(2_250);
  expect([at(1).handle, at(1).sent]).toEqual(['h1', ['Are you there?']]);
  expect(told).toEqual(['open', 'closed', 'resumed after 2250, lost 0, goes on']);
  // A service that does not want to answer is not asked for ever.
  await clock.advance(60_000);
  expect(connections).toHaveLength(2);
});

test('silence around a function is no sign of a lost connection', async () => {
  const { clock, connections, session, at } = setUp();
  await session.open();
  at(0).say(handle('h1'), { toolCall: { functionCalls: [{ id: 'f1', name: 'f' }] } });
  session.sendRealtimeInput({ text: 'Take your time.' });
  await clock.advance(60_000);
  session.sendToolResponse({ functionResponses: [{ id: 'f1' }] });
  await clock.advance(60_000);
  expect(connections).toHaveLength(1);
});

test('a socket that is closing is not sent on: what is said waits for the next', async () => {
  const { clock, session, at } = setUp();
  await session.open();
  at(0).say(handle('h1'));
  at(0).conn.ws.readyState = 2;
  session.sendClientContent({ turns: 'Hello' });
  expect(at(0).sent).toEqual([]);
  at(0).hangUp(1006);
  await clock.advance(250);
  expect(at(1).sent).toEqual(['Hello']);
});

test('without a network nothing is tried; when it is back, everything is at once', async () => {
  const listeners = new Set<() => void>();
  let online = true;
  const network = {
    isOnline: () => online,
    onReturn: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const comeBack = () => {
    online = true;
    for (const listener of [...listeners]) listener();
  };
  const { clock, connections, session, at, status } = setUp({ network, giveUpAfterMs: 5_000 });
  await session.open();
  at(0).say(handle('h1'));
  online = false;
  at(0).hangUp(1006);
  await clock.advance(29_000);
  expect([connections.length, status()]).toEqual([1, 'reconnecting']);
  comeBack();
  await settle();
  expect([connections.length, status()]).toEqual([2, 'connected']);
  // A connection that nobody closed meanwhile is doubted.
  online = false;
  await clock.advance(10_000);
  comeBack();
  await clock.advance(2_000);
  at(1).hangUp(1005);
  await clock.advance(250);
  expect([connections.length, status()]).toEqual([3, 'connected']);
  session.close();
  expect([listeners.size, clock.waiting]).toEqual([0, 1]);
  await clock.advance(2_000);
  expect(clock.waiting).toBe(0);
});

test('speech beyond what is kept is lost, oldest first, and counted', async () => {
  const { clock, told, session, at } = setUp({ maxKeptSpeechMs: 200 });
  await session.open();
  at(0).say(handle('h1'));
  at(0).hangUp(1006);
  for (let i = 0; i < 5; i++) session.sendRealtimeInput(SPEECH);
  await clock.advance(250);
  expect(at(1).sent).toEqual(['audio', 'audio']);
  expect(session.getState()).toMatchObject({ droppedSpeechMs: 300, resumptions: 1 });
  expect(told.at(-1)).toBe('resumed after 250, lost 300, goes on');
});

test('it gives up after a minute of tries, with a sentence', async () => {
  const { clock, connections, told, world, session, at, status } = setUp();
  await session.open();
  at(0).say(handle('h1'), AUDIO);
  world.refusal = { code: 1011, reason: 'Internal error occurred.' };
  at(0).hangUp(1006);
  await clock.advance(59_000);
  expect(session.getState()).toMatchObject({ status: 'reconnecting', problem: undefined });
  await clock.advance(10_000);
  expect(session.getState()).toMatchObject({
    status: 'failed',
    problem: {
      code: 'BROWSER_SESSION_LOST',
      message: 'The conversation was lost. Begin a new one. The service said (1011): Internal error occurred.',
    },
  });
  expect(told).toEqual(['open', 'closed', 'close 1011']);
  // 0.25, 0.75, 1.75, 3.75, 7.75 s, and then every eight.
  expect(connections).toHaveLength(13);
  expect(clock.waiting).toBe(0);
  session.sendClientContent({ turns: 'Hello?' });
  session.close();
  expect(status()).toBe('failed');
});

test('connections that are lost as soon as they are there count as tries', async () => {
  const { clock, connections, session, at, status } = setUp({ giveUpAfterMs: 10_000 });
  await session.open();
  at(0).say(handle('h1'));
  while (status() !== 'failed') {
    at(-1).hangUp(1011);
    await clock.advance(4_000);
  }
  expect(connections).toHaveLength(4);
  expect(session.getState()).toMatchObject({ failures: 2, problem: { code: 'BROWSER_SESSION_LOST' } });

  const good = setUp({ giveUpAfterMs: 10_000 });
  await good.session.open();
  good.at(0).say(handle('h1'));
  for (let i = 0; i < 10; i++) {
    good.at(-1).hangUp(1011);
    await good.clock.advance(250);
    good.at(-1).say(AUDIO, TURN_COMPLETE);
    await good.clock.advance(4_000);
  }
  expect(good.session.getState()).toMatchObject({ status: 'connected', failures: 0, resumptions: 10 });
});

test.each([
  [{ code: 1008, reason: 'BidiGenerateContent session not found' }, 'BROWSER_SESSION_NOT_RESUMABLE'],
  [{ code: 1007, reason: 'Request contains an invalid argument.' }, 'BROWSER_SESSION_LOST'],
])('what will be refused again is not tried again: %j', async (refusal, code) => {
  const { clock, connections, world, session, at } = setUp();
  await session.open();
  at(0).say(handle('h1'));
  world.refusal = refusal;
  at(0).hangUp(1006);
  await clock.advance(60_000);
  expect(connections).toHaveLength(2);
  expect(session.getState()).toMatchObject({ status: 'failed', problem: { code } });
});

test.each([
  [4001, 'The call has reached its longest time, 10 minutes.'],
  [4004, 'The call was ended by an administrator.'],
])('a gateway that ends the call with %d has ended it, in its own words', async (code, sentence) => {
  const { clock, connections, told, session, at } = setUp();
  await session.open();
  at(0).say(handle('h1'), AUDIO);
  at(0).hangUp(code, `${sentence} [0a1b2c3d]`);
  await clock.advance(60_000);
  expect(connections).toHaveLength(1);
  expect(told).toEqual(['open', `close ${code}`]);
  const problem = { code: 'BROWSER_SESSION_ENDED', message: sentence };
  expect(session.getState()).toMatchObject({ status: 'failed', problem });
});

test('a gateway that takes the call up no more has ended it, and one at its start has refused it', async () => {
  const usedUp = { code: 4003, reason: 'The speech for today is used up. [0a1b2c3d]' };
  const later = setUp();
  await later.session.open();
  later.at(0).say(handle('h1'));
  later.world.refusal = usedUp;
  later.at(0).hangUp(1006);
  await later.clock.advance(60_000);
  expect(later.connections).toHaveLength(2);
  const ended = { code: 'BROWSER_SESSION_ENDED', message: 'The speech for today is used up.' };
  expect(later.session.getState()).toMatchObject({ status: 'failed', problem: ended });

  const first = setUp();
  first.world.refusal = usedUp;
  const refused = { code: 'BROWSER_SESSION_REFUSED', message: 'The speech for today is used up.' };
  await expect(first.session.open()).rejects.toMatchObject(refused);
});

test('a conversation without a handle ends, and its last turn does, too', async () => {
  const { messages, told, session, at } = setUp();
  await session.open();
  at(0).say(AUDIO, TURN_COMPLETE, AUDIO);
  messages.length = 0;
  at(0).hangUp(1011);
  expect(session.getState()).toMatchObject({
    status: 'failed',
    problem: { code: 'BROWSER_SESSION_NOT_RESUMABLE' },
  });
  expect(messages).toEqual([TURN_COMPLETE]);
  expect(told).toEqual(['open', 'close 1011']);
});

test('a service that ends the conversation in good order has ended it', async () => {
  const { told, session, at, status } = setUp();
  await session.open();
  at(0).hangUp(1000);
  expect(status()).toBe('ended');
  expect(told).toEqual(['open', 'close 1000']);
});

test('the first connection is tried once; what was wrong is thrown and kept', async () => {
  const { clock, told, world, session } = setUp();
  world.refusal = { code: 1007, reason: 'API key not valid.' };
  await expect(session.open()).rejects.toMatchObject({
    code: 'BROWSER_SESSION_REFUSED',
    message: 'The service said (1007): API key not valid.',
  });
  expect(session.getState()).toMatchObject({ status: 'failed', problem: { code: 'BROWSER_SESSION_REFUSED' } });
  expect(told).toEqual(['open']);
  expect(clock.waiting).toBe(0);
  await expect(session.open()).rejects.toMatchObject({ code: 'BROWSER_SESSION_USED' });
});

test.each<[string, Partial<Options>]>([
  ['No token.', { token: () => Promise.reject(new Error('No token.')) }],
  ['No network.', { connect: () => Promise.reject(new Error('No network.')) }],
])('what the app throws reaches it: %s', async (message, options) => {
  const { session } = setUp(options);
  await expect(session.open()).rejects.toMatchObject({ code: 'BROWSER_SESSION_REFUSED', message });
});

test('a setup that never comes is given up after fifteen seconds', async () => {
  const { clock, session } = setUp({ connect: () => new Promise(() => {}) });
  const opening = expect(session.open()).rejects.toThrow('The service did not answer in time.');
  await clock.advance(15_000);
  await opening;
  expect(clock.waiting).toBe(0);
});

test('closing while it connects, while it waits and twice', async () => {
  const connecting = setUp({ connect: () => new Promise(() => {}) });
  const opening = connecting.session.open();
  await settle();
  connecting.session.close();
  await opening;
  expect(connecting.status()).toBe('ended');
  expect(connecting.clock.waiting).toBe(0);

  const { clock, connections, told, session, at, status } = setUp();
  await session.open();
  at(0).hangUp(1006);
  session.close();
  session.close();
  await clock.advance(60_000);
  expect(connections).toHaveLength(1);
  expect(status()).toBe('ended');
  expect(told).toEqual(['open', 'closed', 'close 1000']);
});

test('what is said before the call is there waits for it; what the SDK refuses is thrown at the caller', async () => {
  const { session, at } = setUp();
  session.sendClientContent({ turns: 'Hello' });
  await session.open();
  expect(at(0).sent).toEqual(['Hello']);
  expect(() => session.sendClientContent({ turns: 'bad' })).toThrow('Bad turns.');
});

test('a token that is being fetched when the handle changes is fetched again, for the new moment', async () => {
  const fetched: string[] = [];
  let resolve = (_token: string) => {};
  const { clock, session, at } = setUp({
    token: (resumptionHandle) => {
      if (resumptionHandle === undefined) return Promise.resolve('first');
      fetched.push(resumptionHandle);
      return new Promise((yes) => {
        resolve = yes;
      });
    },
  });
  await session.open();
  at(0).say(handle('h1'), { goAway: { timeLeft: '50s' } });
  at(0).say(AUDIO, TURN_COMPLETE, handle('h2'));
  resolve('token 1');
  await settle();
  // It is still there, and talks.
  expect(at(0).isClosed).toBe(false);
  expect(fetched).toEqual(['h1', 'h2']);
  resolve('token 2');
  await settle();
  at(0).hangUp(1005);
  await clock.advance(0);
  expect([at(1).token, at(1).handle]).toEqual(['token 2', 'h2']);
});

test.each([{ maxKeptSpeechMs: -1 }, { maxKeptSpeechMs: Number.NaN }, { giveUpAfterMs: 4_000_000 }])(
  'the option %j is refused',
  (options) => {
    expect(() => setUp(options)).toThrow(expect.objectContaining({ code: 'BROWSER_OPTION_INVALID' }));
  },
);

test('its states are words that a mascot understands', () => {
  const { session } = setUp();
  const status: SessionStatus = session.getState().status;
  expect(status).toBe('idle');
});

test('a call in which nobody speaks for ten minutes has as much patience with its next trouble', async () => {
  const { clock, connections, world, session, at, status } = setUp();
  await session.open();
  session.sendClientContent({ turns: 'Hello' });
  at(0).say(AUDIO, words('Hi.'), TURN_COMPLETE, handle('h1'), { goAway: { timeLeft: '50s' } });
  await clock.advance(0);
  at(0).hangUp(1005);
  await clock.advance(0);
  expect([connections.length, status()]).toEqual([2, 'connected']);
  await clock.advance(9 * 60_000);
  world.refusal = { code: 1011, reason: 'Internal error occurred.' };
  at(1).say(handle('h2'), { goAway: { timeLeft: '50s' } });
  await clock.advance(0);
  at(1).hangUp(1005);
  await clock.advance(1_000);
  world.refusal = undefined;
  await clock.advance(10_000);
  expect([status(), at(-1).handle]).toEqual(['connected', 'h2']);
});

test('a token that never comes counts as a try that failed', async () => {
  let hangs = false;
  const { clock, session, at, status } = setUp({
    token: async () => (hangs ? new Promise<string>(() => {}) : 'token'),
  });
  await session.open();
  at(0).say(handle('h1'));
  hangs = true;
  at(0).hangUp(1006);
  await clock.advance(10_000);
  expect(status()).toBe('reconnecting');
  hangs = false;
  await clock.advance(20_000);
  expect(status()).toBe('connected');
  hangs = true;
  at(1).hangUp(1006);
  await clock.advance(120_000);
  expect(session.getState()).toMatchObject({ status: 'failed', problem: { code: 'BROWSER_SESSION_LOST' } });
});

test('a network that breaks while the service is told again does not stop that', async () => {
  const { clock, session, at } = setUp();
  await session.open();
  session.sendClientContent({ turns: 'Hello' });
  at(0).say(handle('h1'), AUDIO, words('Hi.'), GENERATED);
  at(0).hangUp(1006);
  await clock.advance(250);
  at(1).hangUp(1006);
  await clock.advance(1_000);
  expect([at(2).handle, at(2).sent]).toEqual(['h1', ['told user: Hello', 'told model: Hi.']]);
});

test('a watcher of the state that throws does not stop the conversation', async () => {
  const uncaught: unknown[] = [];
  vi.stubGlobal('queueMicrotask', (task: () => void) => {
    try {
      task();
    } catch (error) {
      uncaught.push(error);
    }
  });
  const { clock, session, at, status } = setUp();
  session.subscribe(() => {
    throw new Error('the app failed');
  });
  await session.open();
  at(0).say(handle('h1'));
  at(0).hangUp(1006);
  await clock.advance(250);
  expect(status()).toBe('connected');
  session.close();
  vi.unstubAllGlobals();
  expect(at(1).isClosed).toBe(true);
  expect(uncaught.length).toBeGreaterThan(0);
});

test('a network that comes back cancels no function: the connection is doubted once the function has answered', async () => {
  const listeners = new Set<() => void>();
  const network = {
    isOnline: () => true,
    onReturn: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const { clock, connections, session, at } = setUp({ network });
  await session.open();
  at(0).say(handle('h1'), { toolCall: { functionCalls: [{ id: 'f1', name: 'f' }] } });
  for (const listener of [...listeners]) listener();
  await clock.advance(10_000);
  expect(at(0).isClosed).toBe(false);
  session.sendToolResponse({ functionResponses: [{ id: 'f1' }] });
  expect(at(0).sent).toEqual(['answer to f1']);
  await clock.advance(2_000);
  expect([at(0).isClosed, connections.length]).toEqual([true, 1]);
  session.close();
});

test('a function may answer piece by piece', async () => {
  const { session, at } = setUp();
  await session.open();
  at(0).say({ toolCall: { functionCalls: [{ id: 'f1', name: 'f' }] } });
  session.sendToolResponse({ functionResponses: [{ id: 'f1', willContinue: true }] });
  session.sendToolResponse({ functionResponses: [{ id: 'f1' }] });
  session.sendToolResponse({ functionResponses: [{ id: 'f1' }] });
  expect(at(0).sent).toEqual(['answer to f1', 'answer to f1']);
});

test('closing while a connection that went silent is being left leaves nothing behind', async () => {
  const listeners = new Set<() => void>();
  const network = {
    isOnline: () => false,
    onReturn: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const { clock, session, at } = setUp({ network });
  await session.open();
  at(0).say(handle('h1'));
  session.sendClientContent({ turns: 'Are you there?' });
  await clock.advance(20_000);
  expect(at(0).isClosed).toBe(true);
  session.close();
  await clock.advance(2_000);
  expect([clock.waiting, listeners.size]).toEqual([0, 0]);
});

test('a token that takes longer than the service takes to name new handles is good for the one it is for', async () => {
  const fetched: string[] = [];
  const { clock, session, at } = setUp({
    token: async (resumptionHandle) => {
      if (resumptionHandle === undefined) return 'first';
      fetched.push(resumptionHandle);
      await new Promise<void>((resolve) => clock.after(1_500, resolve));
      return `token for ${resumptionHandle}`;
    },
  });
  await session.open();
  at(0).say(handle('h0'), { goAway: { timeLeft: '50s' } });
  await clock.advance(1_000);
  at(0).say(handle('h1'));
  await clock.advance(1_000);
  expect(at(0).isClosed).toBe(true);
  at(0).hangUp(1005);
  await clock.advance(0);
  expect([fetched, at(1).handle, at(1).token]).toEqual([['h0'], 'h0', 'token for h0']);
});
