import { readGeminiServerMessage } from '@lipwire/providers';
import { expect, test } from 'vitest';
import { emptyMemory } from '../../script/memory.js';
import type { SessionEvent } from '../../session-event.js';
import { encodeServerMessage, serverMessage } from './server-message.js';

const text = (...events: SessionEvent[]) =>
  Buffer.from(encodeServerMessage(serverMessage(events, emptyMemory()))).toString('utf8');

test('a message is pretty JSON with a line end, as recorded', () => {
  expect(text({ type: 'ready' })).toBe('{\n  "setupComplete": {}\n}\n');
  expect(encodeServerMessage(serverMessage([{ type: 'ready' }], emptyMemory()))).toHaveLength(26);
});

test('audio and words share a message', () => {
  const pcm16 = Uint8Array.of(0, 1, 2, 3);
  expect(
    JSON.parse(
      text({ type: 'transcript', speaker: 'model', text: ' of' }, { type: 'audio', pcm16, sampleRateHz: 24_000 }),
    ),
  ).toEqual({
    serverContent: {
      outputTranscription: { text: ' of' },
      modelTurn: { parts: [{ inlineData: { mimeType: 'audio/pcm;rate=24000', data: 'AAECAw==' } }] },
    },
  });
});

test('the end of a turn carries what it cost', () => {
  const memory = { ...emptyMemory(), promptTokens: { text: 3, audio: 24.2 }, responseTokens: 62.5 };
  expect(serverMessage([{ type: 'turn-complete' }], memory)).toEqual({
    serverContent: { turnComplete: true },
    usageMetadata: {
      promptTokenCount: 28,
      responseTokenCount: 63,
      totalTokenCount: 91,
      promptTokensDetails: [
        { modality: 'TEXT', tokenCount: 3 },
        { modality: 'AUDIO', tokenCount: 25 },
      ],
      responseTokensDetails: [{ modality: 'AUDIO', tokenCount: 63 }],
    },
  });
});

test.each<SessionEvent[]>([
  [{ type: 'ready' }],
  [{ type: 'audio', pcm16: Uint8Array.of(255, 254), sampleRateHz: 24_000 }],
  [{ type: 'transcript', speaker: 'user', text: '(1 second of speech)' }],
  [{ type: 'transcript', speaker: 'model', text: 'Hi "you" \u{1f600}' }],
  [{ type: 'interrupted' }],
  [{ type: 'generation-complete' }],
  [{ type: 'turn-complete' }],
  [{ type: 'tool-call-cancelled', callIds: ['a'] }],
  [{ type: 'go-away', timeLeftMs: 50_000 }],
  [{ type: 'go-away', timeLeftMs: 1_500 }],
  [{ type: 'go-away', timeLeftMs: undefined }],
  [{ type: 'resumption', handle: 'h', resumable: true }],
  [{ type: 'resumption', handle: '', resumable: false }],
])('%j reaches a client as it was meant', (event) => {
  expect(readGeminiServerMessage(JSON.parse(text(event)))).toEqual([event]);
});

test('a function call names the function', () => {
  const message = JSON.parse(text({ type: 'function-call', id: 'c1', name: 'f', args: { x: 1 } }));
  expect(message).toEqual({ toolCall: { functionCalls: [{ name: 'f', args: { x: 1 }, id: 'c1' }] } });
  expect(readGeminiServerMessage(message)).toEqual([{ type: 'tool-call', callIds: ['c1'], names: ['f'] }]);
});
