import { expect, it } from 'vitest';
import { ManualClock } from '../../test/manual-clock.js';
import { type Announcements, Announcer, DEFAULT_ANNOUNCEMENTS } from './announcer.js';
import { Conversation } from './conversation.js';

function listen(announcements: Announcements = DEFAULT_ANNOUNCEMENTS) {
  const clock = new ManualClock();
  const conversation = new Conversation(clock);
  const announcer = new Announcer(conversation, announcements, clock);
  const said: string[] = [];
  announcer.subscribe(() => {
    if (announcer.getSnapshot()) said.push(announcer.getSnapshot());
  });
  const stop = announcer.start();
  const turn = async (thinkMs: number) => {
    conversation.expectReply();
    await clock.advance(thinkMs);
    conversation.onSpeech();
    conversation.onSounding(true);
    conversation.onVoiceEvent({ type: 'turn-complete' });
    await clock.advance(3_000);
    conversation.onSounding(false);
    await clock.advance(3_000);
  };
  return { clock, conversation, said, stop, turn };
}

it('says what is news, and nothing of the to and fro of a conversation', async () => {
  const { clock, conversation, said, turn } = listen();
  conversation.setStatus('connecting');
  await clock.advance(600);
  conversation.setStatus('connected');
  await clock.advance(1_000);
  for (let i = 0; i < 5; i++) await turn(800);
  expect(said).toEqual(['Connecting.', 'Listening.']);
  await turn(3_000);
  await turn(3_000);
  expect(said.slice(2)).toEqual(['Thinking.', 'Thinking.']);
  conversation.setStatus('reconnecting');
  await clock.advance(1_000);
  conversation.setStatus('connected');
  await clock.advance(1_000);
  conversation.setStatus('disconnected');
  expect(said.slice(4)).toEqual(['The connection was lost. Reconnecting.', 'Listening.', 'Call ended.']);
});

it('does not mention what was over before anybody could hear of it', async () => {
  const { clock, conversation, said, stop } = listen();
  conversation.setStatus('connecting');
  await clock.advance(100);
  conversation.setStatus('connected');
  conversation.setStatus('reconnecting');
  await clock.advance(500);
  conversation.setStatus('connected');
  await clock.advance(999);
  expect(said).toEqual([]);
  stop();
  await clock.advance(5_000);
  expect(said).toEqual([]);
});

it('says it in the words of the app, and nothing where there are none', () => {
  const { conversation, said } = listen({ failed: 'Nicht verbunden.' });
  conversation.setStatus('connecting');
  conversation.setStatus('failed', 'X');
  expect(said).toEqual(['Nicht verbunden.']);
});
