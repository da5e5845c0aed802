import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readClientMessage } from './client-message.js';
import { ClosingError } from './closing.js';

const read = (message: unknown) => readClientMessage(Buffer.from(JSON.stringify(message)));

/** PCM16 0xfbff, 0xfeff: its base64 has both characters in which the alphabets differ. */
const BYTES = Uint8Array.of(0xfb, 0xff, 0xfe, 0xff);

test.each([
  [
    { clientContent: { turns: [{ role: 'user', parts: [{ text: 'Hel' }, { text: 'lo' }] }], turnComplete: true } },
    [{ type: 'content', answered: [], text: 'Hel\nlo', turnComplete: true }],
  ],
  [
    // Python spells the outside in snake_case.
    { client_content: { turns: [{ parts: [{ text: 'Hi' }] }], turn_complete: true } },
    [{ type: 'content', answered: [], text: 'Hi', turnComplete: true }],
  ],
  [{ clientContent: { turnComplete: true } }, [{ type: 'content', answered: [], text: undefined, turnComplete: true }]],
  [{ clientContent: {} }, [{ type: 'content', answered: [], text: undefined, turnComplete: false }]],
  [
    // What the model answered before is history.
    {
      clientContent: {
        turns: [
          { role: 'user', parts: [{ text: 'What did' }, { text: 'you say?' }] },
          { role: 'model', parts: [{ text: 'I said' }] },
          { role: 'user', parts: [{ text: 'You?' }] },
        ],
      },
    },
    [{ type: 'content', answered: ['What did\nyou say?'], text: 'You?', turnComplete: false }],
  ],
  [{ realtimeInput: { text: 'Hi' } }, [{ type: 'realtime-text', text: 'Hi' }]],
  [
    { realtimeInput: { audio: { mimeType: 'audio/pcm;rate=16000', data: '+//+/w==' } } },
    [{ type: 'audio', pcm16: BYTES, sampleRateHz: 16_000 }],
  ],
  [
    // The alphabet for URLs, as Python writes it; without padding, as some do.
    { realtime_input: { audio: { mime_type: 'audio/pcm; rate=48000', data: '-__-_w' } } },
    [{ type: 'audio', pcm16: BYTES, sampleRateHz: 48_000 }],
  ],
  [
    // No rate: 16 kHz is what the service takes.
    { realtimeInput: { audio: { mimeType: 'audio/pcm', data: '+//+/w==' } } },
    [{ type: 'audio', pcm16: BYTES, sampleRateHz: 16_000 }],
  ],
  [
    // The legacy form.
    {
      realtimeInput: {
        mediaChunks: [
          { mimeType: 'audio/pcm;rate=8000', data: '+//+/w==' },
          { mimeType: 'image/jpeg', data: 'AAAA' },
        ],
      },
    },
    [{ type: 'audio', pcm16: BYTES, sampleRateHz: 8_000 }, { type: 'picture' }],
  ],
  [{ realtimeInput: { video: { mimeType: 'image/png', data: 'AAAA' } } }, [{ type: 'picture' }]],
  [{ realtimeInput: { activityStart: {} } }, [{ type: 'activity-start' }]],
  [{ realtime_input: { activity_end: {} } }, [{ type: 'activity-end' }]],
  [{ realtimeInput: { audioStreamEnd: true } }, [{ type: 'audio-stream-end' }]],
  [{ realtimeInput: {} }, []],
  [
    {
      toolResponse: {
        functionResponses: [
          { id: 'a', name: 'f', response: { output: 'ok' } },
          { id: 'b', response: { x: 1 }, scheduling: 'SILENT' },
        ],
      },
    },
    [
      { type: 'function-result', id: 'a', result: 'ok', response: { output: 'ok' } },
      { type: 'function-result', id: 'b', result: '{"x":1}', response: { x: 1 }, scheduling: 'SILENT' },
    ],
  ],
])('%j', (message, events) => {
  expect(read(message)).toEqual(events);
});

/** How a frame closes the connection. */
function closingOf(frame: Uint8Array | string) {
  try {
    readClientMessage(Buffer.from(frame as string));
  } catch (error) {
    if (error instanceof ClosingError) return error.closing;
    throw error;
  }
  return expect.unreachable();
}

test.each([
  ['', 'Invalid JSON payload received.'],
  ['{', 'Invalid JSON payload received.'],
  ['[]', 'Invalid JSON payload received.'],
  ['null', 'Invalid JSON payload received.'],
  ['"setup"', 'Invalid JSON payload received.'],
  ['{"setup":{}} {}', 'Invalid JSON payload received.'],
  [Uint8Array.of(0xff, 0xfe, 0x7b), 'Invalid JSON payload received.'],
  [`${'{"setup":'.repeat(5000)}1${'}'.repeat(5000)}`, 'Invalid JSON payload received.'],
  [`{"setup":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'Invalid JSON payload received.'],
  ['{}', 'Request contains an invalid argument.'],
  ['{"setup":{},"clientContent":{}}', 'Request contains an invalid argument.'],
  ['{"setup":5}', 'Request contains an invalid argument.'],
  ['{"realtimeInput":[]}', 'Request contains an invalid argument.'],
  ['{"hello":{}}', 'Invalid JSON payload received. Unknown name "hello": Cannot find field.'],
  ['{"constructor":{}}', 'Invalid JSON payload received. Unknown name "constructor": Cannot find field.'],
  ['{"__proto__":{}}', /^Invalid JSON payload received. Unknown name/],
  ['{"realtimeInput":{"audio":{"mimeType":"audio/webm","data":"AAAA"}}}', 'Request contains an invalid argument.'],
  [
    '{"realtimeInput":{"audio":{"mimeType":"audio/pcm;rate=7","data":"AAAA"}}}',
    'Request contains an invalid argument.',
  ],
  [
    '{"realtimeInput":{"audio":{"mimeType":"audio/pcm;rate=16000","data":"*"}}}',
    'Request contains an invalid argument.',
  ],
  ['{"realtimeInput":{"audio":null}}', 'Request contains an invalid argument.'],
])('%s closes with 1007', (frame, reason) => {
  expect(closingOf(frame)).toEqual({ code: 1007, reason: expect.stringMatching(reason) });
});

test('whatever JSON comes in, it is read or closed upon', () => {
  const names = fc.constantFrom('setup', 'clientContent', 'client_content', 'realtimeInput', 'toolResponse', 'other');
  fc.assert(
    fc.property(fc.dictionary(names, fc.jsonValue(), { maxKeys: 2 }), (message) => {
      try {
        expect(Array.isArray(read(message))).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(ClosingError);
      }
    }),
    { seed: 1, numRuns: 500 },
  );
});
