import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePcmRateHz, readGeminiServerMessage } from './audio-tap.js';

const audioPart = (data: string, mimeType = 'audio/pcm;rate=24000') => ({ inlineData: { mimeType, data } });

describe('readGeminiServerMessage', () => {
  it('reads each kind of message', () => {
    expect(readGeminiServerMessage({ setupComplete: {} })).toEqual([{ type: 'ready' }]);
    expect(readGeminiServerMessage({ serverContent: { interrupted: true } })).toEqual([{ type: 'interrupted' }]);
    expect(readGeminiServerMessage({ serverContent: { generationComplete: true } })).toEqual([
      { type: 'generation-complete' },
    ]);
    expect(readGeminiServerMessage({ serverContent: { turnComplete: true }, usageMetadata: {} })).toEqual([
      { type: 'turn-complete' },
    ]);
    expect(readGeminiServerMessage({ serverContent: { inputTranscription: { text: ' hi' } } })).toEqual([
      { type: 'transcript', speaker: 'user', text: ' hi' },
    ]);
    expect(readGeminiServerMessage({ toolCall: { functionCalls: [{ id: 'a', name: 'f' }, {}] } })).toEqual([
      { type: 'tool-call', callIds: ['a'], names: ['f'] },
    ]);
    expect(readGeminiServerMessage({ toolCallCancellation: { ids: ['a'] } })).toEqual([
      { type: 'tool-call-cancelled', callIds: ['a'] },
    ]);
    expect(readGeminiServerMessage({ goAway: { timeLeft: '50.5s' } })).toEqual([
      { type: 'go-away', timeLeftMs: 50_500 },
    ]);
    expect(readGeminiServerMessage({ goAway: {} })).toEqual([{ type: 'go-away', timeLeftMs: undefined }]);
    expect(readGeminiServerMessage({ sessionResumptionUpdate: { newHandle: 'h', resumable: true } })).toEqual([
      { type: 'resumption', handle: 'h', resumable: true },
    ]);
  });

  it('walks all parts, and orders what shares a message by when it takes effect', () => {
    const message = {
      serverContent: {
        turnComplete: true,
        interrupted: true,
        generationComplete: true,
        modelTurn: { parts: [audioPart('AQA='), { text: 'thinking', thought: true }, audioPart('AgA=')] },
        outputTranscription: { text: 'Hello' },
      },
    };
    expect(readGeminiServerMessage(message)).toEqual([
      { type: 'transcript', speaker: 'model', text: 'Hello' },
      { type: 'audio', pcm16: Uint8Array.of(1, 0), sampleRateHz: 24_000 },
      { type: 'audio', pcm16: Uint8Array.of(2, 0), sampleRateHz: 24_000 },
      { type: 'interrupted' },
      { type: 'generation-complete' },
      { type: 'turn-complete' },
    ]);
  });

  it.each([
    ['audio that is not base64', audioPart('A')],
    ['empty audio', audioPart('')],
    ['another type', audioPart('AQA=', 'audio/opus')],
    ['a picture', audioPart('AQA=', 'image/jpeg')],
    ['a rate that no voice has', audioPart('AQA=', 'audio/pcm;rate=1')],
    ['no data', { inlineData: { mimeType: 'audio/pcm' } }],
    ['a part that is no object', 'text'],
  ])('passes over %s', (_, part) => {
    expect(readGeminiServerMessage({ serverContent: { modelTurn: { parts: [part] } } })).toEqual([]);
  });

  it('finds nothing in the empty messages that occur', () => {
    expect(readGeminiServerMessage({})).toEqual([]);
    expect(readGeminiServerMessage({ serverContent: {} })).toEqual([]);
  });

  it('never throws, whatever it is given', () => {
    const fields = [
      'serverContent',
      'modelTurn',
      'parts',
      'inlineData',
      'mimeType',
      'data',
      'toolCall',
      'goAway',
      'ids',
    ];
    const key = fc.oneof(fc.constantFrom(...fields), fc.string());
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small', maxDepth: 4 },
        fc.anything(),
        fc.array(tie('tree')),
        fc.dictionary(key, tie('tree')),
      ),
    }));
    fc.assert(
      fc.property(tree, (message) => {
        expect(Array.isArray(readGeminiServerMessage(message))).toBe(true);
      }),
    );
  });
});

describe('parsePcmRateHz', () => {
  it('reads the rate, in any spelling of the type', () => {
    expect(parsePcmRateHz('audio/pcm;rate=16000')).toBe(16_000);
    expect(parsePcmRateHz('Audio/PCM; codec=s16le; Rate = 48000')).toBe(48_000);
  });

  it('takes 24 kHz where none is given', () => {
    expect(parsePcmRateHz('audio/pcm')).toBe(24_000);
    expect(parsePcmRateHz('audio/pcm', 16_000)).toBe(16_000);
    expect(parsePcmRateHz('audio/pcm;rate=24000', 16_000)).toBe(24_000);
  });

  it('does not take other audio for PCM', () => {
    expect(parsePcmRateHz('audio/pcmu;rate=8000')).toBeUndefined();
    expect(parsePcmRateHz('')).toBeUndefined();
  });
});
