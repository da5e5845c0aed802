import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test/manual-clock.js';
import { Conversation } from './conversation.js';

function talk({ connected = true } = {}) {
  const clock = new ManualClock();
  const conversation = new Conversation(clock);
  const names: string[] = [];
  conversation.subscribe(() => names.push(conversation.getSnapshot().name));
  if (connected) conversation.setStatus('connected');
  names.length = 0;
  return { clock, conversation, names, name: () => conversation.getSnapshot().name };
}

describe('Conversation', () => {
  it('follows a whole call', async () => {
    const { clock, conversation, names } = talk({ connected: false });
    conversation.setStatus('connecting');
    conversation.setStatus('connected');
    conversation.onVoice(true);
    await clock.advance(2_000);
    conversation.onVoice(false);
    await clock.advance(400);
    conversation.onSpeech();
    await clock.advance(60);
    conversation.onSounding(true);
    conversation.onVoiceEvent({ type: 'generation-complete' });
    conversation.onVoiceEvent({ type: 'turn-complete' });
    await clock.advance(3_000);
    conversation.onSounding(false);
    conversation.setStatus('disconnecting');
    conversation.setStatus('disconnected');
    expect(names).toEqual(['connecting', 'listening', 'userSpeaking', 'thinking', 'speaking', 'listening', 'ended']);
    expect(clock.waiting).toBe(0);
  });

  it('keeps the code of a failure, until the next call', () => {
    const { conversation, name } = talk();
    conversation.setStatus('failed', 'CLOSED_1011');
    expect(conversation.getSnapshot()).toEqual({ name: 'failed', code: 'CLOSED_1011' });
    conversation.setStatus('disconnected');
    expect(name()).toBe('failed');
    conversation.setStatus('connecting');
    expect(name()).toBe('connecting');
  });

  it('is idle, not ended, where there never was a call', () => {
    const { conversation, name, names } = talk({ connected: false });
    conversation.setStatus('disconnected');
    expect([name(), names]).toEqual(['idle', []]);
  });

  it('thinks when the sound of a turn runs out, and shows no gap that is shorter', async () => {
    const { clock, conversation, names } = talk();
    conversation.onSpeech();
    conversation.onSounding(true);
    await clock.advance(500);
    conversation.onSounding(false);
    await clock.advance(299);
    conversation.onSounding(true);
    await clock.advance(500);
    expect(names).toEqual(['thinking', 'speaking']);
    conversation.onSounding(false);
    await clock.advance(299);
    expect(names).toHaveLength(2);
    await clock.advance(1);
    expect(names.at(-1)).toBe('thinking');
    conversation.onSpeech();
    conversation.onSounding(true);
    conversation.onVoiceEvent({ type: 'turn-complete' });
    conversation.onSounding(false);
    expect(names).toEqual(['thinking', 'speaking', 'thinking', 'speaking', 'listening']);
  });

  it('does not think for ever about a turn that the service forgot', async () => {
    const { clock, conversation, name } = talk();
    conversation.onSpeech();
    conversation.onSounding(true);
    conversation.onSounding(false);
    await clock.advance(29_999);
    expect(name()).toBe('thinking');
    await clock.advance(1);
    expect(name()).toBe('listening');
    expect(clock.waiting).toBe(0);
  });

  it('shows an interruption for a moment, then what the user does, then that it thinks', async () => {
    const { clock, conversation, names } = talk();
    conversation.onSpeech();
    conversation.onSounding(true);
    conversation.onVoice(true);
    conversation.onCut();
    conversation.onSounding(false);
    conversation.onVoiceEvent({ type: 'interrupted' });
    conversation.onVoiceEvent({ type: 'turn-complete' });
    await clock.advance(699);
    expect(names).toEqual(['thinking', 'speaking', 'interrupted']);
    await clock.advance(1);
    expect(names.at(-1)).toBe('userSpeaking');
    conversation.onVoice(false);
    expect(names.at(-1)).toBe('thinking');
  });

  it('sees no interruption where nothing was being said', () => {
    const { conversation, names } = talk();
    conversation.onCut();
    conversation.onVoiceEvent({ type: 'interrupted' });
    expect(names).toEqual([]);
  });

  it('knows by their words that a user speaks, without a microphone', async () => {
    const { clock, conversation, names } = talk();
    const words = { type: 'transcript', speaker: 'user', text: 'Hello' } as const;
    conversation.onVoiceEvent(words);
    await clock.advance(1_000);
    conversation.onVoiceEvent(words);
    await clock.advance(1_199);
    expect(names).toEqual(['userSpeaking']);
    await clock.advance(1);
    expect(names).toEqual(['userSpeaking', 'thinking']);
    await clock.advance(6_000);
    expect(names.at(-1)).toBe('listening');
  });

  it('takes words of the user that come with the answer for old ones', () => {
    const { conversation, name } = talk();
    conversation.onSpeech();
    conversation.onVoiceEvent({ type: 'transcript', speaker: 'user', text: 'Hello' });
    expect(name()).toBe('thinking');
  });

  it('waits for no answer to a cough, nor to what is said while the mascot talks on', async () => {
    const { clock, conversation, name } = talk();
    conversation.onVoice(true);
    await clock.advance(299);
    conversation.onVoice(false);
    expect(name()).toBe('listening');
    conversation.onSpeech();
    conversation.onVoiceEvent({ type: 'turn-complete' });
    conversation.onSounding(true);
    conversation.onVoice(true);
    await clock.advance(1_000);
    conversation.onVoice(false);
    conversation.onSounding(false);
    expect(name()).toBe('listening');
  });

  it('waits for the answer to a typed line beyond the end of the turn that the line cut', async () => {
    const { clock, conversation, name } = talk();
    conversation.onSpeech();
    conversation.onSounding(true);
    conversation.expectReply();
    conversation.onCut();
    conversation.onSounding(false);
    conversation.onVoiceEvent({ type: 'turn-complete' });
    await clock.advance(20_000);
    expect(name()).toBe('thinking');
    conversation.onSpeech();
    conversation.onSounding(true);
    conversation.onVoiceEvent({ type: 'turn-complete' });
    conversation.onSounding(false);
    expect(name()).toBe('listening');
  });

  it('thinks while a function is called, and no longer once the call is cancelled', () => {
    const { conversation, names } = talk();
    conversation.onVoiceEvent({ type: 'tool-call', callIds: ['1'], names: ['set_expression', 'look'] });
    conversation.onVoiceEvent({ type: 'tool-call-cancelled', callIds: ['1'] });
    expect(names).toEqual(['thinking', 'listening']);
  });

  it('does not think about calls that only change the face', async () => {
    const { conversation, names } = talk();
    conversation.onVoiceEvent({ type: 'tool-call', callIds: ['1', '2'], names: ['set_expression', 'play_gesture'] });
    expect(names).toEqual([]);
    conversation.onVoiceEvent({ type: 'tool-call', callIds: ['3'], names: [] });
    expect(names).toEqual(['thinking']);
  });

  it('speaks on while a connection is replaced, then says so, and is back when the next one is ready', () => {
    const { conversation, names } = talk();
    conversation.onSpeech();
    conversation.onSounding(true);
    conversation.setStatus('reconnecting');
    conversation.onVoiceEvent({ type: 'generation-complete' });
    expect(names.at(-1)).toBe('speaking');
    conversation.onSounding(false);
    expect(names.at(-1)).toBe('reconnecting');
    conversation.onVoiceEvent({ type: 'ready' });
    expect(names.at(-1)).toBe('listening');
  });

  it('tells by the messages alone that there is a call, and by the closed socket that it is over', () => {
    const { conversation, names } = talk({ connected: false });
    conversation.onVoiceEvent({ type: 'ready' });
    conversation.onClosed();
    conversation.onVoiceEvent({ type: 'ready' });
    expect(names).toEqual(['listening', 'ended', 'listening']);
    // Once the app says how the call does, its word counts.
    conversation.setStatus('connected');
    conversation.onClosed();
    expect(names.at(-1)).toBe('listening');
  });
});
