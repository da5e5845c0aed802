import { beforeAll, expect, test } from 'vitest';
import { ManualClock } from '../test/support/manual-clock.js';
import type { CalledFunction } from './called-function.js';
import { DEFAULT_ACTIVITY } from './hearing/voice-activity.js';
import { createRandom } from './random.js';
import { defaultScript } from './script/default-script.js';
import { emptyMemory } from './script/memory.js';
import type { Script } from './script/script.js';
import { Session, type SessionPorts, type SessionSettings } from './session.js';
import type { SessionEvent } from './session-event.js';
import type { SpokenTurn } from './spoken-turn.js';
import { PIECE_PROFILES } from './turn/piece-profile.js';
import { createVoice, type Voice } from './voices/voice.js';

let voice: Voice;
let userSpeech: Float32Array;
beforeAll(async () => {
  voice = await createVoice('kal');
  userSpeech = Float32Array.from(voice.speak('Excuse me, may I say something?').pcm, (sample) => sample / 32768);
});

function setUp(settings: Partial<SessionSettings> = {}, ports: Partial<SessionPorts> = {}) {
  const clock = new ManualClock();
  const events: SessionEvent[] = [];
  const turns: SpokenTurn[] = [];
  const calls: CalledFunction[] = [];
  const session = new Session(
    {
      characterName: 'Lip',
      wantsInputTranscript: true,
      wantsOutputTranscript: false,
      activity: DEFAULT_ACTIVITY,
      userInterrupts: true,
      functionNames: ['get_weather'],
      ...settings,
    },
    emptyMemory(),
    {
      clock,
      random: createRandom(1),
      pacing: { profile: PIECE_PROFILES['3.1'], pace: 4, maxTurnMs: 60_000 },
      script: defaultScript,
      speak: async (sentence) => voice.speak(sentence),
      emit: (some) => events.push(...some),
      keep: (turn) => turns.push(turn),
      keepCall: (call) => calls.push(call),
      onFailure: (error) => {
        throw error;
      },
      ...ports,
    },
  );
  /** Lets the voice answer and time pass. */
  const pass = async (ms: number) => {
    // A macrotask for each sentence that may be made meanwhile.
    for (let i = 0; i < 8; i++) await new Promise((resolve) => setImmediate(resolve));
    clock.advance(ms);
  };
  const types = () =>
    events.map(({ type }) => type).filter((type, i, all) => type !== 'audio' || all[i - 1] !== 'audio');
  return { session, clock, events, types, turns, calls, pass };
}

const silence = (ms: number) => new Float32Array(24 * ms);

test('answers what was typed', async () => {
  const { session, types, turns, pass } = setUp();
  session.type('Say: Hello.', true);
  expect(session.isSpeaking).toBe(true);
  await pass(60_000);
  expect(types()).toEqual(['audio', 'generation-complete', 'turn-complete']);
  expect(turns.map(({ text }) => text)).toEqual(['Hello.']);
  expect(session.isSpeaking).toBe(false);
});

test('waits for the end of the turn, and answers all of it', async () => {
  const { session, turns, types, pass } = setUp();
  session.type('Say: one', false);
  session.type('two', false);
  await pass(10_000);
  expect(types()).toEqual([]);
  session.type(undefined, true);
  await pass(10_000);
  expect(turns.map(({ text }) => text)).toEqual(['one two']);
});

test('takes in a book without choking on it', async () => {
  const { session, turns, pass } = setUp();
  const startMs = performance.now();
  for (const word of ['count ', ' ', '1 ', '"', 'a. ']) session.type(word.repeat(100_000), false);
  session.type('count '.repeat(100_000), true);
  expect(performance.now() - startMs).toBeLessThan(1000);
  await pass(600_000);
  expect(turns).toHaveLength(1);
});

test('remembers what it is told that was answered elsewhere, and says nothing to it', async () => {
  const { session, turns, pass } = setUp();
  session.recall(['My name is Ada.', 'A joke, please.']);
  expect(session.isSpeaking).toBe(false);
  session.type('What is my name?', true);
  await pass(60_000);
  expect(turns.map(({ text }) => text)).toEqual(['Your name is Ada.']);
});

test('typing interrupts', async () => {
  const { session, turns, types, pass } = setUp();
  session.type('Count to ten', true);
  await pass(300);
  session.type('Say: Stop.', true);
  await pass(60_000);
  expect(types()).toEqual(['audio', 'interrupted', 'turn-complete', 'audio', 'generation-complete', 'turn-complete']);
  expect(turns.map(({ interrupted }) => interrupted)).toEqual([true, false]);
});

test('speaking interrupts, and is answered when it ends', async () => {
  const { session, events, types, turns, pass } = setUp();
  session.type('Count to ten', true);
  await pass(300);
  session.hear(silence(500), 24_000);
  expect(types()).toEqual(['audio']);
  session.hear(userSpeech, 24_000);
  expect(types()).toEqual(['audio', 'interrupted', 'turn-complete']);
  session.hear(silence(1000), 24_000);
  await pass(60_000);
  expect(events).toContainEqual({
    type: 'transcript',
    speaker: 'user',
    text: expect.stringMatching(/^\(\d\.\d seconds of speech\)$/),
  });
  expect(turns[1]?.text).toMatch(/^You spoke for [12]\.\d seconds\./);
});

test('speaking after the last audio interrupts, while it is still heard', async () => {
  const { session, types, turns, pass } = setUp();
  session.type('Say: Hello there, how are you?', true);
  await pass(800);
  expect(types()).toEqual(['audio', 'generation-complete']);
  session.hear(userSpeech, 24_000);
  expect(types()).toEqual(['audio', 'generation-complete', 'interrupted', 'turn-complete']);
  expect(turns[0]?.interrupted).toBe(true);
});

test('silence and noise interrupt nothing', async () => {
  const { session, types, pass } = setUp();
  session.type('Say: Hello there, how are you?', true);
  await pass(200);
  const random = createRandom(1);
  session.hear(silence(3000), 24_000);
  session.hear(
    silence(5000).map(() => 0.02 * (random() - 0.5)),
    24_000,
  );
  await pass(60_000);
  expect(types()).toEqual(['audio', 'generation-complete', 'turn-complete']);
});

test('where the user may not interrupt, the model finishes and answers after', async () => {
  const { session, types, turns, pass } = setUp({ userInterrupts: false });
  session.type('Say: Hello there.', true);
  await pass(100);
  session.hear(userSpeech, 24_000);
  session.hear(silence(1000), 24_000);
  await pass(60_000);
  await pass(60_000);
  expect(types()).toEqual([
    'audio',
    'transcript',
    'audio',
    'generation-complete',
    'turn-complete',
    'audio',
    'generation-complete',
    'turn-complete',
  ]);
  expect(turns.map(({ interrupted }) => interrupted)).toEqual([false, false]);
  expect(turns[1]?.text).toMatch(/^You spoke for/);
});

test.each([true, false])(
  'a script that throws ends the conversation and nothing else (at once: %s)',
  async (atOnce) => {
    const failures: unknown[] = [];
    const script: Script = (input) => {
      if (input.type === 'spoke') throw new Error('a defect of the script');
      return 'Hello there.';
    };
    const onFailure = (error: unknown) => failures.push(error);
    const { session, pass } = setUp({ userInterrupts: false, activity: 'manual' }, { script, onFailure });
    if (!atOnce) session.type('Hi', true);
    session.startActivity();
    session.endActivity();
    await pass(60_000);
    expect(failures).toEqual([new Error('a defect of the script')]);
  },
);

test('the end of the audio stream ends the speech', async () => {
  const { session, turns, pass } = setUp();
  session.hear(userSpeech.subarray(0, 24 * 1200), 24_000);
  session.endAudio();
  session.endAudio();
  await pass(60_000);
  expect(turns).toHaveLength(1);
  expect(turns[0]?.text).toMatch(/^You spoke for/);
});

test('with manual activity it takes the client at its word', async () => {
  const { session, events, types, turns, pass } = setUp({ activity: 'manual' });
  session.hear(userSpeech, 24_000);
  session.endActivity();
  await pass(1000);
  expect(types()).toEqual([]);
  session.type('Count to ten', true);
  await pass(200);
  session.startActivity();
  expect(types()).toEqual(['audio', 'interrupted', 'turn-complete']);
  session.hear(silence(1500), 24_000);
  session.endActivity();
  await pass(60_000);
  expect(events).toContainEqual({ type: 'transcript', speaker: 'user', text: '(1.5 seconds of speech)' });
  expect(turns[1]?.text).toMatch(/^You spoke for 1.5 seconds/);
});

test('calls a function and speaks its result', async () => {
  const { session, events, turns, pass } = setUp();
  session.type('Call get_weather', true);
  expect(events).toEqual([{ type: 'function-call', id: 'function-call-1', name: 'get_weather', args: {} }]);
  session.answerCall('function-call-9', { result: 'no' });
  session.answerCall('function-call-1', { result: 'sunny' });
  session.answerCall('function-call-1', { result: 'again' });
  await pass(60_000);
  expect(turns.map(({ text }) => text)).toEqual(['The function get weather says: sunny.']);
});

test('an interruption calls the function off', async () => {
  const { session, events, pass } = setUp();
  session.type('Call get_weather', true);
  session.hear(userSpeech, 24_000);
  expect(events.slice(1)).toEqual([{ type: 'tool-call-cancelled', callIds: ['function-call-1'] }]);
  session.answerCall('function-call-1', { result: 'too late' });
  await pass(1000);
  expect(events).toHaveLength(2);
});

test('a function that was not offered is only words', async () => {
  const { session, turns, pass } = setUp();
  session.type('Call my_mother', true);
  await pass(60_000);
  expect(turns[0]?.text).toContain('Call my_mother');
});

test('an answer that cannot be pronounced is an excuse', async () => {
  const { session, turns, pass } = setUp();
  session.type('Say: 日本語', true);
  await pass(60_000);
  expect(turns.map(({ text }) => text)).toEqual(['I have no words for that.']);
});

test('counts tokens: text, audio in and audio out', async () => {
  const { session, turns, pass } = setUp();
  session.type('Say: Hello.', true);
  session.hear(silence(1000), 24_000);
  await pass(60_000);
  expect(session.memory.promptTokens.text).toBe(3);
  expect(session.memory.promptTokens.audio).toBeCloseTo(25, 6);
  expect(session.memory.responseTokens).toBeCloseTo(((turns[0]?.pcm.length ?? 0) / 24_000) * 25, 6);
});

test('closed, it says nothing more', async () => {
  const { session, events, pass } = setUp();
  session.type('Count to ten', true);
  await pass(100);
  session.close();
  session.close();
  const before = events.length;
  await pass(60_000);
  expect(events).toHaveLength(before);
});

test('calls functions on the way, and speaks about their results or not, as the answers say', async () => {
  const { session, events, types, turns, calls, pass } = setUp();
  session.type('Say: One. [get_weather {"city":"Rome"}] Two. [get_weather] [other] Three.', true);
  await pass(60_000);
  expect(types()).toEqual([
    'audio',
    'function-call',
    'audio',
    'function-call',
    'audio',
    'generation-complete',
    'turn-complete',
  ]);
  expect(turns.at(-1)?.text).toBe('One. Two. [other] Three.');
  expect(calls.map(({ args }) => args)).toEqual([{ city: 'Rome' }, {}]);
  const ids = events.flatMap((event) => (event.type === 'function-call' ? [event.id] : []));
  expect(ids).toEqual(['function-call-1', 'function-call-2']);

  const response = { output: 'sunny' };
  session.answerCall('function-call-1', { result: 'sunny', response, scheduling: 'SILENT' });
  await pass(60_000);
  expect(turns).toHaveLength(1);
  expect(calls[0]).toEqual({ name: 'get_weather', args: { city: 'Rome' }, response, scheduling: 'SILENT' });
  session.answerCall('function-call-2', { result: 'rainy' });
  await pass(60_000);
  expect(turns.map(({ text }) => text).slice(1)).toEqual(['The function get weather says: rainy.']);
});

test('speaks about a result when it has finished, or at once', async () => {
  for (const [scheduling, interrupted] of [
    ['WHEN_IDLE', false],
    ['INTERRUPT', true],
  ] as const) {
    const { session, turns, pass } = setUp();
    session.type('Say: [get_weather] One, two, three, four.', true);
    await pass(100);
    session.answerCall('function-call-1', { result: 'sunny', scheduling });
    await pass(60_000);
    await pass(60_000);
    expect(turns.map((turn) => [turn.text, turn.interrupted])).toEqual([
      ['One, two, three, four.', interrupted],
      ['The function get weather says: sunny.', false],
    ]);
  }
});

test('says nothing to a silent answer that it waited for, and the turn is over', async () => {
  const { session, types, calls, pass } = setUp();
  session.type('Call get_weather {"city":"Rome"}', true);
  session.answerCall('function-call-1', { result: 'sunny', scheduling: 'SILENT' });
  await pass(60_000);
  expect(types()).toEqual(['function-call', 'turn-complete']);
  expect(calls[0]?.args).toEqual({ city: 'Rome' });
});
