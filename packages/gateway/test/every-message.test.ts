// Every kind of message that Gemini Live knows, in both directions: what passes, and what is added to it.
import { Buffer } from 'node:buffer';
import type { MascotVisemes } from '@lipwire/cues';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addedField } from './support/added-field.js';
import { pretty, silence } from './support/gemini-messages.js';
import { connectRaw, type RawPeer, type RawUpstream, startRawUpstream } from './support/raw-peer.js';
import { API_KEY, startTestGateway, type TestGateway } from './support/test-gateway.js';
import { encodeFrame, OPCODE } from './support/wire-frame.js';

let upstream: RawUpstream;
let gateway: TestGateway;
beforeAll(async () => {
  upstream = await startRawUpstream();
  gateway = await startTestGateway({ geminiUrl: upstream.url });
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

let calls = 0;
async function call(visemeModel = 'default'): Promise<{ client: RawPeer; server: RawPeer }> {
  const key = `call-${calls++}`;
  const server = upstream.callWith(key);
  const url = `${gateway.url}/v1/conversation/gemini?key=${key}&mascot_key=${API_KEY}&viseme_model=${visemeModel}`;
  return { client: await connectRaw(url), server: await server };
}

const MASK = Buffer.from([9, 8, 7, 6]);

const pcm = (durationMs: number, rateHz?: number) => Buffer.from(silence(durationMs, rateHz)).toString('base64');
const audio = (data: string, mimeType = 'audio/pcm;rate=24000') => ({ inlineData: { mimeType, data } });
const content = (fields: object) => ({ serverContent: fields });
const speech = (...parts: object[]) => ({ modelTurn: { parts } });

/** What the gateway adds: the cues of the tests' own engine (1, 2, 3 … each 100 ms, 80 ms late), and counts. */
function visemes(cues: readonly (readonly [visemeId: number, offset: number])[], counts: Partial<MascotVisemes> = {}) {
  return {
    visemes: cues.map(([visemeId, offset]) => ({ visemeId, offset })),
    audio_event_id: 1,
    subchunk_id: 1,
    total_chunks: 1,
    audio_duration: 100,
    ...counts,
  };
}

/** Nothing is added. */
const AS_IT_IS = undefined;

/** Each row is a call of its own: what the service says there, message by message, and what is added to each. */
const FROM_SERVER: readonly (readonly [what: string, ...messages: (readonly [unknown, object | undefined])[]])[] = [
  ['setupComplete', [{ setupComplete: {} }, AS_IT_IS]],
  ['setupComplete of Vertex AI', [{ setupComplete: { sessionId: '1f0c' } }, AS_IT_IS]],
  ['speech', [content(speech(audio(pcm(100)))), visemes([[1, 0]])]],
  [
    'speech, and what ends it',
    [content(speech(audio(pcm(100)))), visemes([[1, 0]])],
    // 200 ms of speech have the second cue at 100 ms, which is the first sample of this message.
    [content(speech(audio(pcm(100)))), visemes([[2, 0]], { audio_event_id: 2 })],
    // Silence, where the speech ended: 0 ms from the end.
    [
      content({ generationComplete: true }),
      visemes([[0, 0]], { audio_event_id: 2, total_chunks: 0, audio_duration: 0 }),
    ],
    [content({ turnComplete: true }), AS_IT_IS],
  ],
  [
    'speech whose cues ride on the next message',
    [content(speech(audio(pcm(50)))), visemes([], { audio_duration: 50 })],
    [content(speech(audio(pcm(50)))), visemes([[1, -50]], { audio_event_id: 2, audio_duration: 50 })],
  ],
  [
    'speech and the end of its turn in one message',
    [
      content({ ...speech(audio(pcm(100))), generationComplete: true, turnComplete: true }),
      visemes([
        [1, 0],
        [0, 100],
      ]),
    ],
  ],
  [
    'several audio parts',
    [content(speech(audio(pcm(60)), { text: 'and' }, audio(pcm(40)))), visemes([[1, 0]], { total_chunks: 2 })],
  ],
  [
    'speech with its transcript and a count of tokens',
    [
      {
        ...content({ ...speech(audio(pcm(100))), outputTranscription: { text: 'Hello' } }),
        usageMetadata: { totalTokenCount: 3 },
      },
      visemes([[1, 0]]),
    ],
  ],
  [
    'speech that is interrupted in its own message: the mouth stays shut',
    [content({ ...speech(audio(pcm(100))), interrupted: true }), visemes([[0, 0]])],
    // What comes late of the dead turn starts a new one.
    [content(speech(audio(pcm(100)))), visemes([[1, 0]], { audio_event_id: 2 })],
  ],
  [
    'interrupted: the cues that waited die',
    [content(speech(audio(pcm(50)))), visemes([], { audio_duration: 50 })],
    [content({ interrupted: true }), AS_IT_IS],
    [content({ turnComplete: true }), AS_IT_IS],
  ],
  ['speech without a rate (Vertex AI): 24 kHz', [content(speech(audio(pcm(100), 'audio/pcm'))), visemes([[1, 0]])]],
  ['speech at 16 kHz', [content(speech(audio(pcm(100, 16_000), 'audio/pcm;rate=16000'))), visemes([[1, 0]])]],
  [
    'speech at a rate that the engine does not take: counted, without cues',
    [content(speech(audio(pcm(100, 96_000), 'audio/pcm;rate=96000'))), visemes([])],
  ],
  [
    'one byte of speech, and the byte that completes the sample',
    [content(speech(audio('AA=='))), visemes([], { audio_duration: 0 })],
    [content(speech(audio('AA=='))), visemes([], { audio_event_id: 2, audio_duration: 0 })],
  ],
  [
    'audio in the alphabet of URLs',
    [content(speech(audio(`${'_-8A'.repeat(1200)}`))), visemes([], { audio_duration: 75 })],
  ],
  ['audio that is none', [content(speech(audio('not base64!'))), AS_IT_IS], [content(speech(audio(''))), AS_IT_IS]],
  ['audio that is not PCM', [content(speech(audio('AAAA', 'audio/wav'))), AS_IT_IS]],
  [
    'pictures',
    [content(speech(audio('AAAA', 'image/png'))), AS_IT_IS],
    [content(speech(audio('AAAA', 'video/mp4'))), AS_IT_IS],
  ],
  [
    'words',
    [content(speech({ text: 'Hi' })), AS_IT_IS],
    [content(speech({ text: '**Hm**', thought: true })), AS_IT_IS],
  ],
  [
    'code and what it gave',
    [content(speech({ executableCode: { language: 'PYTHON', code: 'print("}")' } })), AS_IT_IS],
    [content(speech({ codeExecutionResult: { outcome: 'OUTCOME_OK', output: '}\n' } })), AS_IT_IS],
  ],
  [
    'transcripts',
    [content({ outputTranscription: { text: 'Hé "llo}', finished: true } }), AS_IT_IS],
    [content({ inputTranscription: { text: ' hi there', languageCode: 'en-US' } }), AS_IT_IS],
    [content({ interimInputTranscription: { text: ' hi th' } }), AS_IT_IS],
  ],
  ['interrupted, with nothing to interrupt', [content({ interrupted: true }), AS_IT_IS]],
  [
    'the end of a turn without speech',
    [content({ generationComplete: true }), AS_IT_IS],
    [content({ turnComplete: true }), AS_IT_IS],
  ],
  [
    'the end of a turn, with reason, sources and a count of tokens',
    [
      {
        ...content({ turnComplete: true, turnCompleteReason: 'NEED_MORE_INPUT', groundingMetadata: {} }),
        usageMetadata: { totalTokenCount: 140 },
      },
      AS_IT_IS,
    ],
  ],
  [
    'interactionStatus',
    [content({ interactionStatus: 'IN_PROGRESS' }), AS_IT_IS],
    [content({ interactionStatus: 'IDLE' }), AS_IT_IS],
  ],
  ['waitingForInput', [content({ waitingForInput: true }), AS_IT_IS]],
  ['urlContextMetadata', [content({ urlContextMetadata: { urlMetadata: [] } }), AS_IT_IS]],
  ['usageMetadata alone', [{ usageMetadata: { promptTokenCount: 77 } }, AS_IT_IS]],
  [
    'toolCall',
    [
      { toolCall: { functionCalls: [{ name: 'f', args: { x: 1 }, id: 'function-call-5831923424298605773' }] } },
      AS_IT_IS,
    ],
  ],
  ['toolCallCancellation', [{ toolCallCancellation: { ids: ['function-call-1'] } }, AS_IT_IS]],
  ['goAway', [{ goAway: { timeLeft: '50s' } }, AS_IT_IS]],
  [
    'sessionResumptionUpdate',
    [{ sessionResumptionUpdate: { newHandle: '95e91930', resumable: true } }, AS_IT_IS],
    [{ sessionResumptionUpdate: {} }, AS_IT_IS],
  ],
  [
    'voice activity',
    [{ voiceActivity: { type: 'ACTIVITY_START', audioOffset: '0.200s' } }, AS_IT_IS],
    [{ voiceActivityDetectionSignal: { vadSignalType: 'VAD_SIGNAL_TYPE_SOS' } }, AS_IT_IS],
  ],
  [
    'an error',
    [{ error: { code: 400, message: 'Bad', status: 'INVALID_ARGUMENT' } }, AS_IT_IS],
    [{ code: 500 }, AS_IT_IS],
  ],
  [
    'what nobody knows yet',
    [{ somethingNew: { deep: [{ mascotVisemes: 1 }] } }, AS_IT_IS],
    [content({ newField: true }), AS_IT_IS],
  ],
  [
    'nothing',
    [{}, AS_IT_IS],
    [content({}), AS_IT_IS],
    [content({ modelTurn: {} }), AS_IT_IS],
    [content(speech()), AS_IT_IS],
  ],
  ['what is no object', [[], AS_IT_IS], ['text', AS_IT_IS], [12, AS_IT_IS], [true, AS_IT_IS], [null, AS_IT_IS]],
  [
    'speech that a gateway further up has annotated',
    [{ ...content(speech(audio(pcm(100)))), mascotVisemes: { visemes: [] } }, AS_IT_IS],
  ],
];

describe('from the service to the client', () => {
  it.each(FROM_SERVER)('%s', async (_what, ...rows) => {
    const { client, server } = await call();
    // As the service writes it, and as tightly as can be.
    const sent = rows.map(([message], i) => (i % 2 === 0 ? pretty(message) : Buffer.from(JSON.stringify(message))));
    // The service sends binary frames; here text is mixed in, to see that each keeps what it is.
    const opcodes = rows.map((_, i) => (i % 3 === 2 ? OPCODE.text : OPCODE.binary));
    for (const [i, payload] of sent.entries()) {
      server.socket.write(encodeFrame({ fin: true, opcode: opcodes[i] as number, payload }));
    }
    await client.until(() => client.messages.length >= sent.length);
    for (const [i, [, added]] of rows.entries()) {
      const received = client.messages[i];
      expect(received?.isBinary).toBe(opcodes[i] === OPCODE.binary);
      expect(addedField(received?.data as Buffer, sent[i] as Buffer)).toEqual(added);
    }
    client.socket.destroy();
  });

  it('adds nothing at all in a call that wants no visemes', async () => {
    const { client, server } = await call('none');
    const sent = FROM_SERVER.flatMap(([, ...rows]) => rows.map(([message]) => pretty(message)));
    for (const payload of sent) server.socket.write(encodeFrame({ fin: true, opcode: OPCODE.binary, payload }));
    await client.until(() => client.messages.length >= sent.length);
    expect(Buffer.concat(client.messages.map(({ data }) => data)).equals(Buffer.concat(sent))).toBe(true);
    client.socket.destroy();
  });
});

/** What clients say: the words of every SDK, and what none should. */
const FROM_CLIENT: readonly (readonly [what: string, ...messages: readonly unknown[]])[] = [
  [
    'setup',
    {
      setup: {
        model: 'models/gemini-3.8-live',
        generationConfig: {
          responseModalities: ['AUDIO'],
          speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Aoede' } } },
        },
        systemInstruction: { parts: [{ text: 'Sei höflich. }' }], role: 'user' },
        tools: [{ functionDeclarations: [{ name: 'f', parameters: { type: 'OBJECT', properties: {} } }] }],
        sessionResumption: { handle: 'h' },
        contextWindowCompression: { triggerTokens: '25600', slidingWindow: {} },
        outputAudioTranscription: {},
      },
    },
  ],
  [
    'clientContent',
    { clientContent: { turns: [{ role: 'user', parts: [{ text: 'Hello' }] }], turnComplete: true } },
    { client_content: { turns: [], turnComplete: false } },
    { clientContent: { turnComplete: true } },
  ],
  [
    'realtimeInput',
    { realtimeInput: { audio: { mimeType: 'audio/pcm;rate=16000', data: pcm(20, 16_000) } } },
    { realtime_input: { audio: { mime_type: 'audio/pcm;rate=16000', data: 'AAAA-_8=' } } },
    { realtimeInput: { video: { mimeType: 'image/jpeg', data: 'AAAA' } } },
    { realtimeInput: { text: 'Hello' } },
    { realtimeInput: { audioStreamEnd: true } },
    { realtimeInput: { activityStart: {} } },
    { realtimeInput: { activityEnd: {} } },
    { realtimeInput: { mediaChunks: [{ mimeType: 'audio/pcm;rate=16000', data: 'AAAA' }] } },
  ],
  [
    'toolResponse',
    {
      toolResponse: {
        functionResponses: [{ id: 'fc_1', name: 'f', response: { output: 'ok' }, scheduling: 'INTERRUPT' }],
      },
    },
    { tool_response: { functionResponses: [] } },
  ],
  // Speech of the service's own form gets nothing added on this way.
  ['what only the service says', content(speech(audio(pcm(100)))), { mascotVisemes: {} }],
  ['what is nothing', {}, [], '', 0, null],
];

describe('from the client to the service', () => {
  it.each(FROM_CLIENT)('%s', async (_what, ...messages) => {
    const { client, server } = await call();
    const sent = messages.flatMap((message) => [pretty(message), Buffer.from(JSON.stringify(message))]);
    sent.push(Buffer.alloc(0), Buffer.from([0xff, 0x00, 0xc3]));
    for (const [i, payload] of sent.entries()) {
      const opcode = i % 2 === 0 ? OPCODE.text : OPCODE.binary;
      client.socket.write(encodeFrame({ fin: true, opcode, payload, mask: MASK }));
    }
    await server.until(() => server.messages.length >= sent.length);
    for (const [i, { data, isBinary }] of server.messages.entries()) {
      expect(data.equals(sent[i] as Buffer)).toBe(true);
      expect(isBinary).toBe(i % 2 === 1);
    }
    client.socket.destroy();
  });
});

describe('size', () => {
  it('adds nothing that would make a message larger than 1 MiB, which Python does not take', async () => {
    const { client, server } = await call();
    const sent = [1_048_576 - 200, 1_048_576 - 20, 1_048_576, 2_000_000].map((bytes) => {
      const bare = JSON.stringify(content(speech(audio(pcm(100)), { text: '' })));
      return Buffer.from(bare.replace('"text":""', `"text":"${'x'.repeat(bytes - bare.length)}"`));
    });
    for (const payload of sent) server.socket.write(encodeFrame({ fin: true, opcode: OPCODE.binary, payload }));
    await client.until(() => client.messages.length >= sent.length);
    const added = sent.map((bytes, i) => addedField(client.messages[i]?.data as Buffer, bytes));
    expect(added.map((field) => field !== undefined)).toEqual([true, false, false, false]);
    client.socket.destroy();
  });
});

describe('the log', () => {
  it('tells once a call of speech at a rate that the engine does not take', async () => {
    const { client, server } = await call();
    const before = gateway.log().split('speech at a rate').length;
    for (const rateHz of [96_000, 24_000, 96_000, 192_000]) {
      const payload = pretty(content(speech(audio(pcm(20, rateHz), `audio/pcm;rate=${rateHz}`))));
      server.socket.write(encodeFrame({ fin: true, opcode: OPCODE.binary, payload }));
    }
    await client.until(() => client.messages.length >= 4);
    expect(gateway.log().split('speech at a rate').length - before).toBe(1);
    client.socket.destroy();
  });
});
