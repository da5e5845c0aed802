// An hour with the official SDK and the emulator, on clocks that the test moves.
import { GoogleGenAI, type LiveServerMessage, type Session } from '@google/genai';
import { createVoice, type Emulator, type Fault, startEmulator } from '@lipwire/emulator';
import { afterEach, expect, test, vi } from 'vitest';
import { LiveSession, type LiveSessionState, TokenPrefetcher } from '../src/session/index.js';
import { ManualClock, settle } from './manual-clock.js';

const MINUTE_MS = 60_000;
const INTERNAL = { type: 'close', code: 1011, reason: 'Internal error occurred.' } as const;

let emulator: Emulator;
afterEach(async () => {
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
  const server = new GoogleGenAI({ apiKey: 'any', httpOptions: { baseUrl: emulator.url, apiVersion: 'v1alpha' } });

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
  let connections = 0;

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
      connections++;
      const ai = new GoogleGenAI({ apiKey, httpOptions: { baseUrl: emulator.url, apiVersion: 'v1alpha' } });
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
  });

  /** Lets what is on the wire arrive; retries wait for the session's clock, which goes on for them alone. */
  const until = async (fits: () => boolean) => {
    for (;;) {
      for (let i = 0; i < 20; i++) await settle();
      if (fits() && inFlight === 0) return;
      if (inFlight === 0 && session.getState().status === 'reconnecting') await clock.advance(100);
      await new Promise((resolve) => setTimeout(resolve, 1));
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
    for (let i = 0; complete().length < wanted && i < 20; i++) await pass(1_000);
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
    connections: () => connections,
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
    } else {
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
    'go-away',
    'go-away',
    'go-away',
  ]);
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
