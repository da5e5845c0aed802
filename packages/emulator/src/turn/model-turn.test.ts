import { beforeAll, expect, test } from 'vitest';
import { ManualClock } from '../../test/support/manual-clock.js';
import { createRandom } from '../random.js';
import type { FunctionCallEvent, SessionEvent } from '../session-event.js';
import type { SpokenTurn } from '../spoken-turn.js';
import { durationMsOf } from '../voices/speech.js';
import { createVoice, type Voice } from '../voices/voice.js';
import { type CallInTurn, ModelTurn, type Pacing } from './model-turn.js';
import { PIECE_PROFILES } from './piece-profile.js';

let voice: Voice;
beforeAll(async () => {
  voice = await createVoice('kal');
});

const SENTENCES = ['Bobby put the map by the lamp.', 'Then he made some tea.'];

/** A turn with a clock in the test's hand; every message is noted with its time. */
function setUp({
  wantsTranscript = false,
  calls = [],
  ...pacing
}: Partial<Pacing> & { wantsTranscript?: boolean; calls?: CallInTurn[] } = {}) {
  const clock = new ManualClock();
  const messages: { atMs: number; events: readonly SessionEvent[] }[] = [];
  const kept: SpokenTurn[] = [];
  const ends: number[] = [];
  const failures: unknown[] = [];
  const turn = new ModelTurn(SENTENCES, calls, wantsTranscript, {
    clock,
    random: createRandom(3),
    pacing: { profile: PIECE_PROFILES['3.1'], pace: 4, maxTurnMs: 60_000, ...pacing },
    speak: async (sentence) => voice.speak(sentence),
    emit: (events) => messages.push({ atMs: clock.nowMs(), events }),
    keep: (spoken) => kept.push(spoken),
    emitCall: (call) => messages.push({ atMs: clock.nowMs(), events: [call] }),
    onEnd: () => ends.push(clock.nowMs()),
    onFailure: (error) => failures.push(error),
  });
  const all = () => messages.flatMap(({ atMs, events }) => events.map((event) => ({ ...event, atMs })));
  const audio = () => all().filter((event) => event.type === 'audio');
  return { clock, turn, messages, kept, ends, failures, all, audio };
}

/** Lets the promises of the synthesizer come true. */
const made = () => new Promise((resolve) => setImmediate(resolve));

test('sends all of the speech, faster than it plays and no faster than its pace', async () => {
  const { clock, turn, kept, audio, all, ends } = setUp();
  turn.start();
  await made();
  const [whole] = [voice.speak(SENTENCES.join(' '))];
  const wholeMs = durationMsOf(whole.pcm.length);
  clock.advance(wholeMs / 4 + 1);
  let sentMs = 0;
  for (const piece of audio()) {
    expect(piece.atMs).toBeCloseTo(sentMs / 4, 3);
    sentMs += piece.pcm16.length / 48;
  }
  expect(sentMs).toBeCloseTo(wholeMs, 6);
  expect(Buffer.concat(audio().map(({ pcm16 }) => pcm16))).toEqual(Buffer.from(whole.pcm.buffer));
  expect(kept).toEqual([
    { text: SENTENCES.join(' '), sampleRateHz: 24_000, pcm: whole.pcm, phones: whole.phones, interrupted: false },
  ]);

  // The last piece was sent, and then the turn waits until a listener has heard it.
  expect(all().at(-1)?.type).toBe('generation-complete');
  clock.advance(wholeMs - clock.nowMs() - 1);
  expect(all().at(-1)?.type).toBe('generation-complete');
  clock.advance(2);
  expect(all().at(-1)?.type).toBe('turn-complete');
  expect(all().at(-1)?.atMs).toBeCloseTo(wholeMs, 3);
  expect(ends).toHaveLength(1);
});

test('unpaced, everything is sent at once, and the end is still held back', async () => {
  const { turn, all, clock } = setUp({ pace: Number.POSITIVE_INFINITY });
  turn.start();
  await made();
  expect(all().at(-1)).toEqual({ type: 'generation-complete', atMs: 0 });
  clock.advance(60_000);
  expect(all().at(-1)?.type).toBe('turn-complete');
  expect(all().at(-1)?.atMs).toBeGreaterThan(1500);
});

test('words ride with audio, ahead of it, and are complete', async () => {
  const { turn, messages, clock } = setUp({ wantsTranscript: true });
  turn.start();
  await made();
  clock.advance(60_000);
  const words = messages.flatMap(({ events }) => events.filter((event) => event.type === 'transcript'));
  expect(words.map(({ text }) => text).join('')).toBe(SENTENCES.join(' '));
  const together = messages.filter(({ events }) => events.length === 2);
  expect(together.length).toBeGreaterThan(2);
  for (const { events } of together) expect(events.map(({ type }) => type)).toEqual(['transcript', 'audio']);
});

test('in the other profiles words come in messages of their own, in front', async () => {
  const { turn, messages, clock } = setUp({ wantsTranscript: true, profile: PIECE_PROFILES['2.5-half-cascade'] });
  turn.start();
  await made();
  clock.advance(60_000);
  expect(messages.every(({ events }) => events.length === 1)).toBe(true);
  expect(messages[0]?.events[0]).toEqual({ type: 'transcript', speaker: 'model', text: 'Bobby' });
});

test('interrupted while it speaks: two messages, no generation-complete, and silence', async () => {
  const { clock, turn, kept, all, audio, ends } = setUp();
  turn.start();
  await made();
  clock.advance(200);
  const pieces = audio().length;
  turn.interrupt();
  turn.interrupt();
  clock.advance(60_000);
  expect(all().slice(pieces)).toEqual([
    { type: 'interrupted', atMs: 200 },
    { type: 'turn-complete', atMs: 200 },
  ]);
  expect(ends).toEqual([200]);
  const [turnKept] = kept;
  expect(turnKept?.interrupted).toBe(true);
  const sent = Buffer.concat(audio().map(({ pcm16 }) => pcm16));
  expect(Buffer.from(turnKept?.pcm.buffer ?? new ArrayBuffer())).toEqual(sent);
  expect(turnKept?.phones.at(-1)?.endMs).toBeCloseTo(sent.length / 48, 6);
});

test('interrupted while the listener still hears it: the kept turn says so', async () => {
  const { clock, turn, kept, all } = setUp();
  turn.start();
  await made();
  clock.advance(900);
  expect(all().at(-1)?.type).toBe('generation-complete');
  expect(kept[0]?.interrupted).toBe(false);
  turn.interrupt();
  clock.advance(60_000);
  expect(
    all()
      .slice(-3)
      .map(({ type }) => type),
  ).toEqual(['generation-complete', 'interrupted', 'turn-complete']);
  expect(kept).toHaveLength(1);
  expect(kept[0]?.interrupted).toBe(true);
});

test('interrupted before its first sound: the pair of messages, and nothing to keep', async () => {
  const { clock, turn, kept, all, failures } = setUp();
  turn.start();
  turn.interrupt();
  await made();
  clock.advance(60_000);
  expect(all().map(({ type }) => type)).toEqual(['interrupted', 'turn-complete']);
  expect(kept).toEqual([]);
  expect(failures).toEqual([]);
});

test('what would have come next can be had for a fault', async () => {
  const { clock, turn, audio } = setUp();
  turn.start();
  await made();
  clock.advance(200);
  turn.interrupt();
  const sent = Buffer.concat(audio().map(({ pcm16 }) => pcm16));
  const late = turn.takeLatePiece();
  const whole = voice.speak(SENTENCES.join(' ')).pcm;
  expect(late).toEqual(whole.slice(sent.length / 2, sent.length / 2 + late.length));
  expect(late.length).toBeGreaterThan(0);
});

test('stopped, it is silent for good', async () => {
  const { clock, turn, all, audio, ends, kept } = setUp();
  turn.start();
  await made();
  clock.advance(100);
  const pieces = audio().length;
  turn.stop();
  clock.advance(60_000);
  expect(all()).toHaveLength(pieces);
  expect(ends).toEqual([]);
  expect(kept[0]?.interrupted).toBe(true);
});

test('a turn that is too long ends with the sentence that goes beyond', async () => {
  const { clock, turn, kept } = setUp({ maxTurnMs: 500 });
  turn.start();
  await made();
  clock.advance(60_000);
  expect(kept[0]?.pcm.length).toBe(voice.speak(SENTENCES[0] as string).pcm.length);
});

test('a voice that fails is reported once', async () => {
  const failures: unknown[] = [];
  const error = new Error('no voice');
  const turn = new ModelTurn(SENTENCES, [], false, {
    clock: new ManualClock(),
    random: createRandom(1),
    pacing: { profile: PIECE_PROFILES['3.1'], pace: 4, maxTurnMs: 1000 },
    speak: () => Promise.reject(error),
    emit: () => expect.unreachable(),
    emitCall: () => expect.unreachable(),
    keep: () => expect.unreachable(),
    onEnd: () => expect.unreachable(),
    onFailure: (failure) => failures.push(failure),
  });
  turn.start();
  await made();
  expect(failures).toEqual([error]);
});

test('calls functions between the sentences that they stand between, and goes on', async () => {
  const call = (id: string): FunctionCallEvent => ({ type: 'function-call', id, name: 'f', args: {} });
  const { clock, turn, all, kept } = setUp({
    calls: [
      { call: call('first'), beforeSentence: 0 },
      { call: call('middle'), beforeSentence: 1 },
      { call: call('last'), beforeSentence: 2 },
    ],
  });
  turn.start();
  await made();
  clock.advance(60_000);
  const sentences = SENTENCES.map((sentence) => voice.speak(sentence).pcm.length);
  let sent = 0;
  const places: [string, number][] = [];
  for (const event of all()) {
    if (event.type === 'audio') sent += event.pcm16.length / 2;
    if (event.type === 'function-call') places.push([event.id, sent]);
  }
  const whole = (sentences[0] ?? 0) + (sentences[1] ?? 0);
  expect(places).toEqual([
    ['first', 0],
    ['middle', sentences[0]],
    ['last', whole],
  ]);
  expect(sent).toBe(whole);
  expect(kept[0]?.text).toBe(SENTENCES.join(' '));
  expect(all().at(-1)?.type).toBe('turn-complete');
});

test('calls nothing more when it is interrupted', async () => {
  const { clock, turn, all } = setUp({
    calls: [{ call: { type: 'function-call', id: 'a', name: 'f', args: {} }, beforeSentence: 1 }],
  });
  turn.start();
  await made();
  clock.advance(100);
  turn.interrupt();
  clock.advance(60_000);
  expect(all().map(({ type }) => type)).not.toContain('function-call');
});
