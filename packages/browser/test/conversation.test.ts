import type { Expression } from '@lipwire/rig/contract';
import { expect, it } from 'vitest';
import { captionsOf } from '../src/captions/captions-of.js';
import { LipwireClient } from '../src/client.js';
import type { LipwireClientOptions } from '../src/client-options.js';
import { ending, speech, tone } from './gemini-messages.js';
import { ManualClock } from './manual-clock.js';
import { ManualFrames } from './manual-frames.js';
import { passTime } from './pass-time.js';

/** A client in whose world time passes when the test says so. */
function call(options: LipwireClientOptions = {}) {
  const clock = new ManualClock();
  const frames = new ManualFrames();
  const client = new LipwireClient(
    { playAudio: false, displayLatencyMs: 0, ...options },
    { frames, clock, nowMs: () => frames.now },
  );
  const captions = captionsOf(client);
  const rig = { expressions: [] as Expression[], listening: [] as boolean[], calm: [] as boolean[], gestures: 0 };
  client.setRig({
    setWeights: () => {},
    setSpeaking: () => {},
    setListening: (listening) => rig.listening.push(listening),
    setExpression: (expression) => rig.expressions.push(expression),
    setCalm: (calm) => rig.calm.push(calm),
    fireGesture: () => {
      rig.gestures++;
    },
  });
  const states: string[] = [];
  client.conversation.subscribe(() => states.push(client.conversation.getSnapshot().name));
  return {
    client,
    captions,
    rig,
    states,
    pass: (ms: number) => passTime({ frames, clock }, ms),
    text: () => captions.getSnapshot().map(({ text, interrupted }) => text + (interrupted ? ' --' : '')),
  };
}

it('names what goes on, shows words with their sound, and cuts both at an interruption', async () => {
  const { client, pass, states, text, rig } = call();
  client.handleMessage({ setupComplete: {} });
  client.handleMessage(
    speech(tone(4000), [], { outputTranscription: { text: 'These are words that take their time.' } }),
  );
  await pass(1_000);
  expect(text()[0]).toMatch(/^These are words/);
  expect(text()[0]).not.toMatch(/take/);
  const heard = text()[0];
  client.handleMessage(ending({ interrupted: true }));
  await pass(100);
  expect(text()).toEqual([`${heard} --`]);
  client.handleMessage({ serverContent: { outputTranscription: { text: ' and never end' } } });
  client.handleMessage(ending({ turnComplete: true }));
  await pass(1_000);
  client.handleMessage(speech(tone(200), [], { outputTranscription: { text: 'Yes?' } }));
  client.handleMessage(ending({ turnComplete: true }));
  await pass(500);
  expect(text()).toEqual([`${heard} --`, 'Yes?']);
  expect(states).toEqual(['listening', 'thinking', 'speaking', 'interrupted', 'thinking', 'speaking', 'listening']);
  // The moment between the first message and its sound is no thought.
  expect(rig.expressions).toEqual(['surprised', 'thinking', 'neutral']);
  expect(rig.listening.at(-1)).toBe(true);
});

it('thinks with its mouth closed when the sound of a turn stays away', async () => {
  const { client, pass, states } = call();
  client.handleMessage(speech(tone(300), [{ visemeId: 2, offset: 0 }]));
  await pass(250);
  expect(client.weights[2]).toBe(1);
  await pass(450);
  expect([states.at(-1), client.weights[0]]).toEqual(['thinking', 1]);
});

it('shows nothing on the rig that the app wants to show itself', async () => {
  const { client, rig } = call({ showState: false });
  client.conversation.expectReply();
  client.setSessionStatus('connected');
  expect(rig.expressions).toEqual([]);
  expect(rig.listening).toEqual([false]);
  client.setListening(true);
  client.setSessionStatus('disconnected');
  expect(rig.listening.at(-1)).toBe(true);
  client.setListening(undefined);
  expect(rig.listening.at(-1)).toBe(false);
});

it('makes no gestures for a user who wants little motion', async () => {
  const { client, pass, rig } = call({ gesture: true, reducedMotion: true });
  expect(rig.calm).toEqual([true]);
  client.handleMessage(speech(tone(300)));
  await pass(100);
  expect(rig.gestures).toBe(0);
  client.configure({ reducedMotion: false });
  client.handleMessage(ending({ turnComplete: true }));
  client.handleMessage(speech(tone(300)));
  await pass(500);
  expect([rig.gestures, rig.calm]).toEqual([1, [true, false]]);
});

it('is told the status of a session, and forgets the words of the last call when the next begins', async () => {
  const { client, captions, states, text } = call();
  client.setSessionStatus('connecting');
  captions.addTyped('Hello');
  client.setSessionStatus('connected');
  client.setSessionStatus('reconnecting');
  client.setSessionStatus('failed', 'BROWSER_SESSION_LOST');
  expect(client.conversation.getSnapshot()).toEqual({ name: 'failed', code: 'BROWSER_SESSION_LOST' });
  expect(text()).toEqual(['Hello']);
  client.setSessionStatus('connecting');
  expect(text()).toEqual([]);
  expect(states).toEqual(['connecting', 'listening', 'reconnecting', 'failed', 'connecting']);
});
