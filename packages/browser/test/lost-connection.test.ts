// A connection is lost in the middle of an answer, and the mascot sees the sockets' own messages, as by intercept().
import { expect, test } from 'vitest';
import { captionsOf } from '../src/captions/captions-of.js';
import { LipwireClient } from '../src/client.js';
import { ending, speech, tone } from './gemini-messages.js';
import { ManualClock } from './manual-clock.js';
import { ManualFrames } from './manual-frames.js';

function setUp() {
  const clock = new ManualClock();
  const frames = new ManualFrames();
  const client = new LipwireClient(
    { playAudio: false, displayLatencyMs: 0 },
    { frames, clock, nowMs: () => frames.now },
  );
  const captions = captionsOf(client);
  const states: string[] = [];
  client.conversation.subscribe(() => states.push(client.conversation.getSnapshot().name));
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= 10) {
      frames.next(10);
      await clock.advance(10);
    }
  };
  return { client, captions, states, pass };
}

const answer = (ms: number, text: string) =>
  speech(tone(ms), [{ visemeId: 2, offset: 0 }], { outputTranscription: { text } });

test('what came of it is heard to its end; then the mascot thinks, its mouth closed, until the answer comes again', async () => {
  const { client, captions, states, pass } = setUp();
  client.setSessionStatus('connected');
  client.handleMessage({ setupComplete: {} });
  client.handleMessage(answer(2_000, 'Once upon a time'));
  await pass(500);

  client.setSessionStatus('reconnecting');
  await pass(1_000);
  expect([states.at(-1), client.state.speaking, client.weights[2]]).toEqual(['speaking', true, 1]);
  await pass(1_000);
  expect([states.at(-1), client.state.speaking, client.weights[0]]).toEqual(['reconnecting', false, 1]);

  client.handleMessage({ setupComplete: {} });
  client.setSessionStatus('connected');
  await pass(3_000);
  expect(states.at(-1)).toBe('thinking');

  client.handleMessage(answer(1_000, 'Once upon a time.'));
  client.handleMessage(ending({ generationComplete: true }));
  await pass(500);
  expect([states.at(-1), client.weights[2]]).toEqual(['speaking', 1]);
  client.handleMessage(ending({ turnComplete: true }));
  await pass(1_500);
  expect(states.at(-1)).toBe('listening');
  expect(captions.getSnapshot().map(({ text }) => text)).toEqual(['Once upon a time', 'Once upon a time.']);
});

test('an answer that had come whole is no reason to think', async () => {
  const { client, states, pass } = setUp();
  client.setSessionStatus('connected');
  client.handleMessage(answer(1_000, 'All of it.'));
  client.handleMessage(ending({ generationComplete: true }));
  await pass(100);
  client.setSessionStatus('reconnecting');
  client.handleMessage({ setupComplete: {} });
  client.setSessionStatus('connected');
  await pass(2_000);
  expect(states).toEqual(['listening', 'thinking', 'speaking', 'listening']);
});
