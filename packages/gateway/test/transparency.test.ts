import { Buffer } from 'node:buffer';
import { MASCOT_VISEMES_FIELD } from '@lipwire/cues';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ScriptedUpstream, startScriptedUpstream, type UpstreamCall } from './support/scripted-upstream.js';
import { connect, LIVE_PATH, type TestClient } from './support/test-client.js';
import { startTestGateway, type TestGateway } from './support/test-gateway.js';

let upstream: ScriptedUpstream;
let gateway: TestGateway;

beforeAll(async () => {
  upstream = await startScriptedUpstream();
  gateway = await startTestGateway({ geminiUrl: upstream.url });
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

/** Each run has a call of its own, so that one that was given up for lack of time disturbs no other. */
let runs = 0;
async function call(): Promise<{ client: TestClient; server: Promise<UpstreamCall> }> {
  const credential = `auth_tokens/run-${runs++}`;
  const client = connect(`${gateway.wsUrl}${LIVE_PATH}?key=${await gateway.token(credential)}`);
  return { client, server: upstream.callWith(credential) };
}

interface Frame {
  readonly data: Buffer;
  readonly isBinary: boolean;
}

/** `toEqual` walks through buffers element by element, which takes seconds here. */
function expectSame(actual: Frame, expected: Frame): void {
  expect(actual.isBinary).toBe(expected.isBinary);
  if (!actual.data.equals(expected.data)) expect(actual.data.toString('latin1')).toBe(expected.data.toString('latin1'));
}

/** Text that would trip whoever looks for braces, quotes or the field's name without knowing JSON. */
const trickyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '}',
    '{"}',
    '\\"}',
    '"mascotVisemes":{}',
    '}\n}\n',
    '\u2028',
    '\ud83d\ude00',
    ',',
    '\u0000',
    '\\u007d',
  ),
);

/** Any number of bytes, odd ones too. What they hold does not matter here, so it is not drawn byte by byte. */
const pcm16 = (maxBytes: number) =>
  fc.tuple(fc.nat(maxBytes), fc.nat(0xffff)).map(([length, seed]) => {
    const bytes = Buffer.alloc(length);
    for (let i = 0; i < length; i++) bytes[i] = (seed * (i + 1)) >> 3;
    return bytes;
  });

const audioPart = fc.record({
  inlineData: fc.record({
    mimeType: fc.constantFrom(
      'audio/pcm;rate=24000',
      'audio/pcm;rate=16000',
      'audio/pcm',
      'audio/pcm; rate=8000',
      'audio/pcm;rate=96000',
      'audio/wav',
      'image/jpeg',
    ),
    data: fc.oneof(
      pcm16(6_000).map((bytes) => bytes.toString('base64')),
      pcm16(300).map((bytes) => bytes.toString('base64url')),
      fc.constantFrom('', '====', 'not base64!'),
    ),
  }),
});
const textPart = fc.record({ text: trickyText, thought: fc.boolean() }, { requiredKeys: ['text'] });

const liveMessage = fc.record(
  {
    serverContent: fc.record(
      {
        modelTurn: fc.record({ parts: fc.array(fc.oneof(audioPart, audioPart, textPart), { maxLength: 4 }) }),
        outputTranscription: fc.record({ text: trickyText }),
        interrupted: fc.boolean(),
        generationComplete: fc.boolean(),
        turnComplete: fc.boolean(),
      },
      { requiredKeys: ['modelTurn'] },
    ),
    usageMetadata: fc.record({ totalTokenCount: fc.nat() }),
    toolCall: fc.record({
      functionCalls: fc.array(
        fc.record({ id: trickyText, args: fc.dictionary(trickyText, fc.jsonValue({ maxDepth: 1 })) }),
      ),
    }),
  },
  { requiredKeys: [] },
);
const serverMessage = fc.oneof({ weight: 4, arbitrary: liveMessage }, { weight: 1, arbitrary: fc.jsonValue() });

/** The message as bytes, in one of the ways in which JSON may be written. */
const frame: fc.Arbitrary<Frame> = fc
  .tuple(
    serverMessage,
    fc.constantFrom(undefined, 2, '\t'),
    fc.constantFrom('', '\n', ' \r\n\t'),
    fc.boolean(),
    fc.boolean(),
    fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  )
  .map(([message, indent, space, isBinary, isAscii, isCut]) => {
    let text = `${space}${JSON.stringify(message, null, indent)}${space}`;
    if (isAscii) text = text.replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
    // A message that was cut short: not JSON, but to be passed on.
    if (isCut) text = text.slice(0, text.length >> 1);
    return { data: Buffer.from(text), isBinary };
  });

/**
 * What upstream must have sent for the client to have received this: the same bytes without the one added field, if
 * there is one. The field is looked for from the end, where it is added, so that text that looks like it fools nobody.
 */
function withoutField(received: Frame, sent: Frame): Frame {
  if (received.data.length === sent.data.length) return received;
  const addedBytes = received.data.length - sent.data.length;
  const closing = received.data.lastIndexOf('}');
  const field = received.data.subarray(closing - addedBytes, closing);
  const start = `,"${MASCOT_VISEMES_FIELD}":`;
  expect(field.subarray(0, start.length).toString()).toBe(start);
  // What was added is one JSON value of ASCII, and nothing else.
  const value = field.subarray(start.length).toString('latin1');
  expect(JSON.stringify(JSON.parse(value))).toBe(value);
  expect(JSON.parse(received.data.toString())[MASCOT_VISEMES_FIELD]).toEqual(JSON.parse(value));
  const data = Buffer.concat([received.data.subarray(0, closing - addedBytes), received.data.subarray(closing)]);
  return { data, isBinary: received.isBinary };
}

/** Whether the message must carry the field: it has PCM that can be decoded. */
function mustCarryField({ data }: Frame): boolean {
  try {
    const parts = JSON.parse(data.toString()).serverContent.modelTurn.parts;
    return parts.some(
      (part: { inlineData?: { mimeType: string; data: string } }) =>
        part.inlineData?.mimeType.startsWith('audio/pcm') && /^[\w+/-]{2,}=*$/.test(part.inlineData.data),
    );
  } catch {
    return false;
  }
}

/** For machines that have much else to do: a hundred calls take two seconds on an idle one. */
const PATIENCE = { timeout: 60_000 };

it(
  'what the client receives, minus the added field, is what upstream sent: order, bytes, opcode',
  PATIENCE,
  async () => {
    let annotated = 0;
    let untouched = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { minLength: 1, maxLength: 12 }), async (frames) => {
        const { client, server } = await call();
        const { socket } = await server;
        for (const { data, isBinary } of frames) socket.send(data, { binary: isBinary });
        await client.received(frames.length);
        client.socket.close();
        await client.closed;

        expect(client.messages.length).toBe(frames.length);
        for (const [i, sent] of frames.entries()) {
          const received = client.messages[i] as Frame;
          expectSame(withoutField(received, sent), sent);
          const wasAnnotated = received.data.length !== sent.data.length;
          if (mustCarryField(sent)) expect(wasAnnotated).toBe(true);
          if (wasAnnotated) annotated++;
          else untouched++;
        }
      }),
      { seed: 20_261, numRuns: 60 },
    );
    // The traffic was worth the name.
    expect(annotated).toBeGreaterThan(80);
    expect(untouched).toBeGreaterThan(80);
  },
);

it('what upstream receives is what the client sent: order, bytes, opcode', PATIENCE, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(pcm16(70_000), fc.boolean()), { minLength: 1, maxLength: 12 }),
      async (frames) => {
        const { client, server } = await call();
        client.socket.once('open', () => {
          for (const [data, isBinary] of frames) {
            client.socket.send(isBinary ? data : data.toString('latin1'), { binary: isBinary });
          }
        });
        client.socket.once('message', () => client.socket.close(1000));
        const { socket, messages, closed } = await server;
        socket.send('hello');
        expect((await closed).code).toBe(1000);
        const expected = frames.map(([data, isBinary]) => ({
          data: isBinary ? Buffer.from(data) : Buffer.from(data.toString('latin1')),
          isBinary,
        }));
        expect(messages.length).toBe(expected.length);
        for (const [i, message] of messages.entries()) expectSame(message, expected[i] as Frame);
      },
    ),
    { seed: 20_261, numRuns: 50 },
  );
});
