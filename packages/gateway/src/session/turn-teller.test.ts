import { readGeminiServerMessage } from '@lipwire/providers';
import { describe, expect, it } from 'vitest';
import { audioMessage, silence } from '../../test/support/gemini-messages.js';
import type { CallWatcher } from './call-watcher.js';
import { TurnTeller } from './turn-teller.js';

const SPEECH = audioMessage([silence(100)]);
const INTERRUPTED = { serverContent: { interrupted: true } };
const GENERATED = { serverContent: { generationComplete: true } };
const COMPLETE = { serverContent: { turnComplete: true } };

/** What a watcher was told, in order. */
function told(...messages: unknown[]): string[] {
  const lines: string[] = [];
  const watcher: CallWatcher = {
    onTurnStart: () => lines.push('start'),
    onSpeech: (audioMs) => lines.push(`${audioMs} ms`),
    onInterrupted: () => lines.push('interrupted'),
    onTurnComplete: () => lines.push('complete'),
  };
  const teller = new TurnTeller([{}, watcher]);
  for (const message of messages) teller.hear(readGeminiServerMessage(message));
  return lines;
}

describe('TurnTeller', () => {
  it('tells a turn from its first speech to its end', () => {
    const two = ['start', '100 ms', '100 ms', 'complete', 'start', '100 ms', 'complete'];
    expect(told(SPEECH, SPEECH, GENERATED, COMPLETE, SPEECH, COMPLETE)).toEqual(two);
  });

  it('tells an interruption once, and no end after it', () => {
    const expected = ['start', '100 ms', 'interrupted', 'start', '100 ms', 'complete'];
    expect(told(SPEECH, INTERRUPTED, INTERRUPTED, COMPLETE, SPEECH, COMPLETE)).toEqual(expected);
  });

  it('counts speech that dies in its own message', () => {
    const message = { serverContent: { ...SPEECH.serverContent, interrupted: true, turnComplete: true } };
    expect(told(message)).toEqual(['start', '100 ms', 'interrupted']);
  });

  it('adds up the parts of a message, at their own rates, odd bytes and all', () => {
    const parts = [
      ...audioMessage([silence(50), new Uint8Array(1)]).serverContent.modelTurn.parts,
      ...audioMessage([silence(100, 16_000)], 'audio/pcm;rate=16000').serverContent.modelTurn.parts,
    ];
    const [start, speech] = told({ serverContent: { modelTurn: { parts } } });
    expect(start).toBe('start');
    expect(Number.parseFloat(speech ?? '')).toBeCloseTo(150 + 500 / 24_000, 6);
  });

  it('tells nothing of ends without speech, of words of the model, and of functions', () => {
    const words = { serverContent: { outputTranscription: { text: 'x' } } };
    const call = { toolCall: { functionCalls: [{ id: '1', name: 'f', args: {} }] } };
    expect(told(INTERRUPTED, GENERATED, COMPLETE, words, call, COMPLETE, {}, null)).toEqual([]);
  });

  it('tells once a message that somebody converses, in turns without speech too', () => {
    const alive = (...messages: unknown[]): number => {
      let times = 0;
      const teller = new TurnTeller([{ onConversation: () => times++ }]);
      for (const message of messages) teller.hear(readGeminiServerMessage(message));
      return times;
    };
    for (const message of [
      { serverContent: { inputTranscription: { text: 'hi' } } },
      { serverContent: { outputTranscription: { text: 'hello' }, turnComplete: true } },
      { toolCall: { functionCalls: [{ id: '1', name: 'f', args: {} }] } },
      { toolCallCancellation: { ids: ['1'] } },
      INTERRUPTED,
      GENERATED,
      COMPLETE,
    ]) {
      expect(alive(message)).toBe(1);
    }
    const byItself = [{ setupComplete: {} }, { goAway: { timeLeft: '10s' } }, { usageMetadata: {} }];
    expect(alive(...byItself, { sessionResumptionUpdate: { newHandle: 'h', resumable: true } }, SPEECH)).toBe(0);
  });
});
