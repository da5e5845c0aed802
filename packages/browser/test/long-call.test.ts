// An hour with the official SDK and the emulator, on clocks that the test moves.
import { GoogleGenAI, type LiveServerMessage, type Session } from '@google/genai';
import { createVoice, type Emulator, type Fault, startEmulator } from '@lipwire/emulator';
import { afterEach, expect, test, vi } from 'vitest';
import { LiveSession, type LiveSessionState, TokenPrefetcher } from '../src/session/index.js';
import { type CuttableLine, startCuttableLine } from './cuttable-line.js';
import { ManualClock, settle } from './manual-clock.js';

const MINUTE_MS = 60_000;
const INTERNAL = { type: 'close', code: 1011, reason: 'Internal error occurred.' } as const;

let emulator: Emulator;
let line: CuttableLine;
afterEach(async () => {
  await line.close();
  await emulator.close();
  vi.restoreAllMocks();
});

/** A turn as the app heard it. */
interface HeardTurn {
  text: string;
  audioBytes: number;
  interrupted: boolean;
}

/** An app that makes a call, and the world that it lives in. */
async function startCall(faults: Fault[]) {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  const serviceClock = new ManualClock();
  const clock = new ManualClock();
  const dateMs = () => serviceClock.nowMs();
  emulator = await startEmulator({
    voice: 'kal',
    pace: Number.POSITIVE_INFINITY,
    clock: { nowMs: serviceClock.nowMs, dateMs, after: serviceClock.after },
    faults,
    keepTurns: 200,
  });
  line = await startCuttableLine(emulator.url);
  const network = { isOnline: true, listeners: new Set<() => void>() };
  const server = new GoogleGenAI({ apiKey: 'any', httpOptions: { baseUrl: line.url, apiVersion: 'v1alpha' } });

  let inFlight = 0;
  const track = async <T>(promise: Promise<T>): Promise<T> => {
    inFlight++;
    return promise.finally(() => {
      inFlight--;
    });
  };
  const log: string[] = [];
  const turns: HeardTurn[] = [];
  const calls: string[] = [];
  const events = { opened: 0, setups: 0, closed: [] as number[] };
  let turn: HeardTurn = { text: '', audioBytes: 0, interrupted: false };
  const tokens: string[] = [];

  const session = new LiveSession<string, Session, LiveServerMessage>({
    token: new TokenPrefetcher({
      clock,
      fetchToken: () =>
        track(
          server.authTokens
            .create({ config: { uses: 1, newSessionExpireTime: new Date(dateMs() + 10 * MINUTE_MS).toISOString() } })
            .then(({ name = '' }) => name),
        ),
    }),
    connect: (apiKey, { resumptionHandle, callbacks }) => {
      tokens.push(apiKey);
      const ai = new GoogleGenAI({ apiKey, httpOptions: { baseUrl: line.url, apiVersion: 'v1alpha' } });
      const connecting = ai.live.connect({
        model: 'gemini-3.8-live',
        config: {
          outputAudioTranscription: {},
          tools: [{ functionDeclarations: [{ name: 'look' }] }],
          sessionResumption: resumptionHandle === undefined ? {} : { handle: resumptionHandle },
        },
        callbacks: {
          ...callbacks,
          onclose: (event) => {
            settled();
            callbacks.onclose(event);
          },
        },
      });
      // The SDK's promise stays open where a connection is refused.
      let settled = () => {};
      void track(
        new Promise<void>((resolve) => {
          settled = resolve;
          connecting.then(() => resolve());
        }),
      );
      return connecting;
    },
    callbacks: {
      onopen: () => {
        events.opened++;
      },
      onmessage: ({ setupComplete, serverContent, toolCall, toolCallCancellation }) => {
        if (setupComplete) events.setups++;
        for (const { id = '' } of toolCall?.functionCalls ?? []) calls.push(id);
        for (const id of toolCallCancellation?.ids ?? []) calls.push(`cancelled ${id}`);
        turn.text += serverContent?.outputTranscription?.text ?? '';
        for (const { inlineData } of serverContent?.modelTurn?.parts ?? []) {
          turn.audioBytes += Buffer.from(inlineData?.data ?? '', 'base64').length;
        }
        if (serverContent?.interrupted) turn.interrupted = true;
        if (serverContent?.turnComplete) {
          turns.push(turn);
          turn = { text: '', audioBytes: 0, interrupted: false };
        }
      },
      onclose: ({ code }) => {
        events.closed.push(code);
      },
      onreconnecting: ({ reason, close }) => log.push(close ? `closed ${close.code}` : reason),
    },
    clock,
    random: () => 0.5,
    network: {
      isOnline: () => network.isOnline,
      onReturn: (listener) => {
        network.listeners.add(listener);
        return () => network.listeners.delete(listener);
      },
    },
  });

  /** Lets what is on the wire arrive; retries wait for the session's clock, which goes on for them alone. */
  const until = async (fits: () => boolean, retries = true) => {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      for (let i = 0; i < 20; i++) await settle();
      if (fits() && inFlight === 0) return;
      if (retries && inFlight === 0 && session.getState().status === 'reconnecting') await clock.advance(100);
    }
  };
  const pass = async (ms: number) => {
    for (let passedMs = 0; passedMs < ms; passedMs += 5_000) {
      await serviceClock.advance(Math.min(5_000, ms - passedMs));
      await clock.advance(Math.min(5_000, ms - passedMs));
      await until(() => ['connected', 'ended', 'failed'].includes(session.getState().status));
    }
  };
  const complete = () => turns.filter(({ interrupted }) => !interrupted);
  /** Waits for the next answer, and for its end. */
  const answer = async () => {
    const wanted = complete().length + 1;
    await until(() => emulator.turns.filter(({ interrupted }) => !interrupted).length >= wanted);
    await until(() => turn.audioBytes > 0 || complete().length >= wanted);
    // What is on the wire comes in its own time; the clocks go on only as far as the turn is long.
    for (let i = 0; complete().length < wanted && i < 5_000; i++) await (i < 20 ? pass(1_000) : until(() => true));
    expect(complete().length).toBe(wanted);
  };
  return {
    session,
    log,
    calls,
    turns,
    events,
    until,
    pass,
    answer,
    complete,
    nowMs: clock.nowMs,
    tokens,
    dateMs,
    /** The machine loses its network, and notices; after a while it has another. */
    async loseNetwork(ms: number) {
      network.isOnline = false;
      line.down();
      await until(() => session.getState().status === 'reconnecting', false);
      const tries = tokens.length;
      await clock.advance(ms);
      expect(tokens.length).toBe(tries);
      line.up();
      network.isOnline = true;
      for (const listener of [...network.listeners]) listener();
      await until(() => session.getState().status === 'connected');
    },
    /** The cable is pulled. Nobody is told; the service finds out in its own time. */
    async goSilent() {
      line.freeze();
      session.sendClientContent({ turns: 'Say: I was silent for a while.', turnComplete: true });
      await clock.advance(20_000);
      expect(session.getState().status).toBe('reconnecting');
      await clock.advance(5_000);
      line.expireFrozen();
      await until(() => session.getState().status === 'connected');
    },
    type: (text: string) => session.sendClientContent({ turns: text, turnComplete: true }),
    async speak(pcm: Int16Array) {
      for (let at = 0; at < pcm.length; at += 2_400) {
        const data = Buffer.from(pcm.slice(at, at + 2_400).buffer).toString('base64');
        session.sendRealtimeInput({ audio: { data, mimeType: 'audio/pcm;rate=24000' } });
        await clock.advance(100);
      }
    },
  };
}

async function userSpeech(): Promise<Int16Array> {
  const { pcm } = (await createVoice('kal')).speak('I am speaking to you now.');
  const withPauses = new Int16Array(pcm.length + 24_000);
  withPauses.set(pcm, 4_800);
  return withPauses;
}

test('an hour through eleven cuts repeats no greeting and loses no turn', { timeout: 240_000 }, async () => {
  // One for each connection, which are counted from 1; the first and the last but one are told to go.
  const call = await startCall([
    { session: 2, at: 'audio', nth: 22, action: INTERNAL },
    { session: 3, at: 'user-audio', nth: 18, action: { type: 'drop' } },
    { session: 4, at: 'setup', action: INTERNAL },
    { session: 5, at: 'generation-complete', nth: 4, action: { ...INTERNAL, code: 1008, reason: 'Aborted.' } },
    { session: 6, at: 'function-call', action: { type: 'drop' } },
    { session: 7, at: 'turn-complete', nth: 3, action: { type: 'close', code: 1012, reason: 'restarting' } },
    { session: 8, at: 'setup-complete', action: { type: 'drop' } },
  ]);
  const speech = await userSpeech();
  const startMs = call.nowMs();
  await call.session.open();
  call.type('Say: Welcome to this call.');
  await call.answer();

  const expected: (string | RegExp)[] = ['Welcome to this call.'];
  for (let minute = 1; call.nowMs() - startMs < 60 * MINUTE_MS; minute++) {
    if (minute % 5 === 0) {
      await call.speak(speech);
      expected.push(/^You spoke for \d\.\d seconds\.$/);
    } else if (minute % 7 === 0) {
      call.type('call look');
      const pending = () => call.calls.filter((id) => !id.startsWith('cancelled')).at(-1);
      const before = call.calls.length;
      await call.until(() => call.calls.length > before && call.session.getState().status === 'connected');
      // A cut cancels the call, and it is made again.
      await call.until(() => !(call.calls.at(-1) ?? '').startsWith('cancelled'));
      call.session.sendToolResponse({
        functionResponses: { id: pending() ?? '', name: 'look', response: { output: `minute ${minute}` } },
      });
      expected.push(`The function look says: minute ${minute}.`);
    } else if (minute === 38) {
      await call.goSilent();
      expected.push('I was silent for a while.');
    } else {
      if (minute === 46) await call.loseNetwork(30_000);
      call.type(`Say: This is minute ${minute}.`);
      expected.push(`This is minute ${minute}.`);
    }
    await call.answer();
    await call.pass(minute * MINUTE_MS - (call.nowMs() - startMs));
  }

  expect(call.session.getState()).toEqual<LiveSessionState>({
    status: 'connected',
    failures: 0,
    resumptions: expect.any(Number) as number,
    droppedSpeechMs: 0,
    problem: undefined,
  });
  expect(call.log).toEqual([
    'go-away',
    'closed 1011', // in the middle of an answer
    'closed 1006', // while the user speaks; the next connection is refused
    'closed 1008', // before the end of a turn was told
    'closed 1006', // while the app runs a function
    'closed 1012', // between turns
    'closed 1006', // as soon as it was resumed
    'go-away',
    'closed 1006', // silence
    'closed 1006', // no network
    'go-away',
  ]);
  // Each connection had a token of its own.
  expect(new Set(call.tokens).size).toBe(call.tokens.length);
  // Every answer was heard to its end, once, in order.
  expect(call.complete().map(({ text }) => text.trim())).toEqual(
    expected.map((text) => (typeof text === 'string' ? text : expect.stringMatching(text))),
  );
  expect(call.complete().every(({ audioBytes }) => audioBytes > 10_000)).toBe(true);
  const spoken = call.complete().filter(({ text }) => text.includes('You spoke'));
  expect(new Set(spoken.map(({ text }) => text)).size).toBe(1);
  // What broke off was told to the app as interrupted, and only that: half an answer, and a function call.
  expect(call.turns.filter(({ interrupted }) => interrupted)).toHaveLength(2);
  expect(call.events).toEqual({ opened: 1, setups: 1, closed: [] });
  call.session.close();
  expect(call.events.closed).toEqual([1000]);
});

test('what was said behind the latest handle is known on the next connection', async () => {
  // All of the answer was sent; the handle for the moment behind it was not.
  const call = await startCall([{ session: 1, at: 'generation-complete', nth: 2, action: { type: 'drop' } }]);
  await call.session.open();
  call.type('Say: Welcome to this call.');
  await call.answer();
  call.type('My name is Ada.');
  await call.until(() => call.session.getState().resumptions === 1);
  call.type('What is my name?');
  await call.until(() => call.complete().length === 2);
  await call.answer();
  expect(call.complete().map(({ text }) => text.trim())).toEqual([
    'Welcome to this call.',
    'Nice to meet you, Ada.',
    'Your name is Ada.',
  ]);
});
