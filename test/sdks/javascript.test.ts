// The official JavaScript client, in its three major versions, holds a call through the gateway.

import * as genai2 from '@google/genai';
import { readMascotVisemes } from '@lipwire/cues';
import { createVoice } from '@lipwire/emulator';
import * as genai1 from 'genai-1';
import * as genai3 from 'genai-3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveMessage, LiveSdk, LiveSdkCallbacks, LiveSdkConfig, LiveSdkSession } from './live-sdk.js';
import { MODEL, type Service, startService } from './service.js';

const SDKS: readonly (readonly [version: string, sdk: LiveSdk])[] = [
  ['1.52', genai1],
  ['2.32', genai2],
  ['3.1', genai3],
];

const SENTENCE = 'Bobby put the map by the lamp.';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

/** How a call ended. */
interface CloseEvent {
  readonly code: number;
  readonly reason: string;
}

/** One call, with what the app's own handlers were told. */
interface Call {
  readonly session: LiveSdkSession;
  readonly messages: readonly LiveMessage[];
  readonly closed: Promise<CloseEvent>;
  /** Waits until a message fits, and gives the first that does. */
  until(fits: (message: LiveMessage) => boolean, from?: number): Promise<LiveMessage>;
}

/** As an app does it: its server makes a token and has it wrapped, its page connects with what came of that. */
async function call({ GoogleGenAI }: LiveSdk, config: LiveSdkConfig = {}): Promise<Call> {
  const server = new GoogleGenAI({
    apiKey: 'any',
    httpOptions: { baseUrl: service.emulator.url, apiVersion: 'v1alpha' },
  });
  const { name = '' } = await server.authTokens.create({ config: { uses: 1 } });
  const { api_key, base_url } = await service.wrap(name);
  return connect({ GoogleGenAI }, api_key, base_url, config);
}

async function connect(
  { GoogleGenAI }: LiveSdk,
  apiKey: string,
  baseUrl: string,
  config: LiveSdkConfig,
): Promise<Call> {
  const messages: LiveMessage[] = [];
  let onclose: LiveSdkCallbacks['onclose'] = () => {};
  const closed = new Promise<CloseEvent>((resolve) => {
    onclose = ({ code, reason }) => resolve({ code, reason });
  });
  let changed = () => {};
  const session = await new GoogleGenAI({ apiKey, httpOptions: { baseUrl } }).live.connect({
    model: MODEL,
    config,
    callbacks: {
      onmessage: (message) => {
        messages.push(message);
        changed();
      },
      onclose,
    },
  });
  const until: Call['until'] = async (fits, from = 0) => {
    for (;;) {
      const found = messages.slice(from).find(fits);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        changed = resolve;
      });
    }
  };
  return { session, messages, closed, until };
}

const isTurnComplete = ({ serverContent }: LiveMessage) => serverContent?.turnComplete === true;

function transcript(messages: readonly LiveMessage[], of: 'inputTranscription' | 'outputTranscription'): string {
  return messages.map(({ serverContent }) => serverContent?.[of]?.text ?? '').join('');
}

describe.each(SDKS)('@google/genai %s', (_version, sdk) => {
  it('speaks: the app gets every message as the service sent it, and the visemes beside the sound', async () => {
    const { session, messages, until } = await call(sdk, { outputAudioTranscription: {} });
    session.sendClientContent({ turns: `Say: ${SENTENCE}`, turnComplete: true });
    await until(isTurnComplete);
    session.close();

    expect(messages[0]?.setupComplete).toBeDefined();
    expect(transcript(messages, 'outputTranscription')).toBe(SENTENCE);
    // The SDK's own getter finds the speech, whole.
    const heard = Buffer.concat(messages.map(({ data }) => Buffer.from(data ?? '', 'base64')));
    const spoken = service.emulator.turns.at(-1);
    expect(heard.equals(Buffer.from(spoken?.pcm.buffer ?? new ArrayBuffer()))).toBe(true);

    const withSound = messages.filter(({ data }) => data !== undefined).map(readMascotVisemes);
    expect(withSound.length).toBeGreaterThan(3);
    expect(withSound.map((field) => field?.audio_event_id)).toEqual(withSound.map((_, i) => i + 1));
    const visemes = messages.flatMap((message) => readMascotVisemes(message)?.visemes ?? []);
    // "Bobby put the map by the lamp" closes the lips seven times.
    expect(visemes.filter(({ visemeId }) => visemeId === 21).length).toBeGreaterThanOrEqual(5);
    expect(visemes.at(-1)?.visemeId).toBe(0);
  });

  it('listens, and is interrupted by speech', async () => {
    const { session, messages, until } = await call(sdk, { inputAudioTranscription: {} });
    session.sendClientContent({ turns: 'Count to fifty', turnComplete: true });
    await until(({ data }) => data !== undefined);
    await speak(session);
    await until(({ serverContent }) => serverContent?.interrupted === true);
    const before = messages.length;
    session.sendRealtimeInput({ audioStreamEnd: true });
    await until(isTurnComplete, before);
    expect(transcript(messages, 'inputTranscription')).toMatch(/^\(\d\.\d seconds of speech\)$/);
    expect(service.emulator.turns.at(-1)?.text).toMatch(/^You spoke for \d\.\d seconds\./);
    session.close();
  });

  it('calls a function and speaks about what it gave', async () => {
    const { session, until } = await call(sdk, { tools: [{ functionDeclarations: [{ name: 'get_weather' }] }] });
    session.sendClientContent({ turns: 'Call get_weather', turnComplete: true });
    const { toolCall } = await until((message) => message.toolCall !== undefined);
    const { id = '', name = '' } = toolCall?.functionCalls?.[0] ?? {};
    expect(name).toBe('get_weather');
    session.sendToolResponse({ functionResponses: [{ id, name, response: { output: 'sunny' } }] });
    const spoken = await until((message) => (readMascotVisemes(message)?.visemes.length ?? 0) > 0);
    expect(spoken.data ?? spoken.serverContent).toBeDefined();
    await until(isTurnComplete);
    expect(service.emulator.turns.at(-1)?.text).toBe('The function get weather says: sunny.');
    session.close();
  });

  it('resumes with a handle over a new connection', async () => {
    const first = await call(sdk, { sessionResumption: {} });
    first.session.sendClientContent({ turns: 'My name is Ana', turnComplete: true });
    await first.until(isTurnComplete);
    const spokenAt = first.messages.findIndex(isTurnComplete);
    const update = await first.until((m) => m.sessionResumptionUpdate?.resumable === true, spokenAt);
    first.session.close();
    // Hanging up reaches the service: it refuses a new connection while it holds the old one.
    expect((await first.closed).code).toBe(1005);

    const handle = update.sessionResumptionUpdate?.newHandle ?? '';
    const second = await call(sdk, { sessionResumption: { handle } });
    second.session.sendClientContent({ turns: 'What is my name?', turnComplete: true });
    await second.until(isTurnComplete);
    expect(service.emulator.turns.at(-1)?.text).toBe('Your name is Ana.');
    second.session.close();
  });

  it('is told the close code and the reason of the service', async () => {
    service.emulator.faults.push({
      at: 'generation-complete',
      action: { type: 'close', code: 1011, reason: 'Internal error occurred.' },
    });
    const { session, closed } = await call(sdk);
    session.sendClientContent({ turns: 'Say: Hi.', turnComplete: true });
    expect(await closed).toEqual({ code: 1011, reason: 'Internal error occurred.' });
    service.emulator.faults.length = 0;
  });

  it('is told why a used token opens nothing', async () => {
    const { api_key, base_url } = await service.wrap('auth_tokens/unknown');
    const connect = () =>
      new Promise<CloseEvent>((resolve) => {
        // What connect() promises is not waited for: of a call that is refused it never settles before 3.0, and rejects
        // from then on.
        new sdk.GoogleGenAI({ apiKey: api_key, httpOptions: { baseUrl: base_url } }).live
          .connect({
            model: MODEL,
            callbacks: { onmessage: () => {}, onclose: ({ code, reason }) => resolve({ code, reason }) },
          })
          .catch(() => {});
      });
    const closes = [await connect(), await connect()];
    // The first attempt reached the service, which does not know the token.
    expect(closes[0]?.reason).not.toMatch(/used/);
    expect(closes[1]).toEqual({
      code: 1008,
      reason: expect.stringMatching(/^Token already used, .* \[[0-9a-f]{8}\]$/),
    });
  });
});

/** Somebody talks into the microphone, a second of silence behind it. */
async function speak(session: LiveSdkSession): Promise<void> {
  const { pcm } = (await createVoice('rms')).speak('Can you hear me? I am speaking to you.');
  const microphone = new Int16Array(pcm.length + 24_000);
  microphone.set(pcm);
  for (let at = 0; at < microphone.length; at += 2_400) {
    const data = Buffer.from(microphone.slice(at, at + 2_400).buffer).toString('base64');
    session.sendRealtimeInput({ audio: { data, mimeType: 'audio/pcm;rate=24000' } });
  }
}
