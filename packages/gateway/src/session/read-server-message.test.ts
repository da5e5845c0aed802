import { MASCOT_VISEMES_FIELD } from '@lipwire/cues';
import { readGeminiServerMessage, type VoiceEvent } from '@lipwire/providers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audioMessage, pretty, silence } from '../../test/support/gemini-messages.js';
import { measureServerMessage, readServerMessage, type ServerMessage } from './read-server-message.js';

/** The plain way, which is the reference. */
function readPlainly(message: Buffer): ServerMessage {
  try {
    const parsed: unknown = JSON.parse(message.toString('utf8'));
    const hasVisemes = typeof parsed === 'object' && parsed !== null && MASCOT_VISEMES_FIELD in parsed;
    return { events: readGeminiServerMessage(parsed), hasVisemes };
  } catch {
    return { events: [], hasVisemes: false };
  }
}

/** With bytes in a form that can be compared whatever array they are in, and only as many if they are not to be looked at. */
function comparable({ events, hasVisemes }: ServerMessage, withBytes = true): unknown {
  const plain = (event: VoiceEvent) =>
    event.type === 'audio'
      ? { ...event, pcm16: withBytes ? Buffer.from(event.pcm16).toString('hex') : event.pcm16.length }
      : event;
  return { hasVisemes, events: events.map(plain) };
}

/** Bytes whose base64 is short, long, or too long for the memory that calls share. */
const bytes = fc
  .tuple(fc.oneof(fc.nat(900), fc.nat(900), fc.nat(90_000)), fc.nat(255))
  .map(([length, seed]) => Buffer.from(Uint8Array.from({ length }, (_, i) => i * 7 + seed)));
const base64 = bytes.map((piece) => piece.toString('base64'));
const data = fc.oneof(
  { weight: 6, arbitrary: base64 },
  bytes.map((piece) => piece.toString('base64url')),
  // What is not base64 at its end, in its middle, or at all.
  fc
    .tuple(base64, fc.constantFrom('=', '==', '===', ' ', 'A', 'é', '\n', '\\', '"', '\u0001', '\ud83d\ude00'))
    .map(([a, b]) => a + b),
  fc.tuple(base64, base64).map(([a, b]) => `${a}=${b}`),
  fc.string({ unit: 'grapheme', maxLength: 600 }),
  fc.constantFrom('\u00010', '\u00011', 'data'.repeat(100)),
);
const part = fc.oneof(
  fc.record({
    inlineData: fc.record(
      {
        mimeType: fc.constantFrom('audio/pcm;rate=24000', 'audio/pcm', 'audio/pcm;rate=16000', 'image/png', 'data'),
        data,
      },
      { requiredKeys: [] },
    ),
  }),
  fc.record({ text: fc.oneof(data, fc.constant('data')) }),
  fc.record({ data }),
);
const text = fc.record({
  text: fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('data', 'say "data": x', '😀 ü')),
});
const message = fc.record(
  {
    serverContent: fc.record(
      {
        modelTurn: fc.record({ parts: fc.array(part, { maxLength: 4 }) }),
        outputTranscription: text,
        interrupted: fc.boolean(),
        turnComplete: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
    toolCall: fc.record({
      functionCalls: fc.array(fc.record({ id: data, args: fc.record({ data }) }), { maxLength: 2 }),
    }),
    sessionResumptionUpdate: fc.record({ newHandle: data, resumable: fc.boolean() }),
    mascotVisemes: fc.constant({}),
    data,
  },
  { requiredKeys: ['serverContent'] },
);
const written = fc
  .tuple(message, fc.constantFrom(undefined, 2))
  .map(([value, indent]) => Buffer.from(JSON.stringify(value, null, indent)));
/** JSON that something happened to: a byte replaced, taken out, or put in. */
const damaged = fc
  .tuple(written, fc.nat(), fc.constantFrom(...'"\\:,{}[]\n\u0001A=', undefined), fc.nat(1))
  .map(([json, at, character, removed]) => {
    const start = at % json.length;
    return Buffer.concat([json.subarray(0, start), Buffer.from(character ?? ''), json.subarray(start + removed)]);
  });

describe('readServerMessage', () => {
  it('reads what JSON.parse and the plain decoder read, whatever the message holds', () => {
    fc.assert(
      fc.property(fc.oneof(written, damaged), (json) => {
        expect(comparable(readServerMessage(json))).toEqual(comparable(readPlainly(json)));
      }),
      { seed: 5, numRuns: 1_500 },
    );
  });

  it('takes the last of two keys, as JSON.parse does', () => {
    const [first, last] = [silence(10), new Uint8Array(480).fill(1)].map((piece) =>
      Buffer.from(piece).toString('base64'),
    );
    const inlineData = `{"mimeType":"audio/pcm","data":"${first}","data":"${last}"}`;
    const json = Buffer.from(`{"serverContent":{"modelTurn":{"parts":[{"inlineData":${inlineData}}]}}}`);
    expect(comparable(readServerMessage(json))).toEqual(comparable(readPlainly(json)));
    expect(readServerMessage(json).events).toHaveLength(1);
  });
});

describe('measureServerMessage', () => {
  it('finds the same events, and as much speech', () => {
    const good = fc.array(fc.nat(3_000), { maxLength: 4 }).map((sizes) => {
      const { serverContent } = audioMessage(sizes.map((size) => new Uint8Array(size).fill(9)));
      return pretty({ serverContent: { ...serverContent, turnComplete: true } });
    });
    fc.assert(
      fc.property(good, (json) => {
        expect(comparable(measureServerMessage(json), false)).toEqual(comparable(readPlainly(json), false));
      }),
      { seed: 6, numRuns: 300 },
    );
  });
});
