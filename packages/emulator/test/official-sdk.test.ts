import {
  GoogleGenAI,
  type LiveConnectConfig,
  type LiveServerMessage,
  Modality,
  type Session as SdkSession,
} from '@google/genai';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scaledClock } from '../src/clock.js';
import { type Emulator, startEmulator } from '../src/server.js';
import { createVoice } from '../src/voices/voice.js';

/** The official SDK, as an app uses it, on time that runs ten times as fast. */
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ clock: scaledClock(10) });
});
afterAll(() => emulator.close());

async function call(config: LiveConnectConfig = {}, apiKey = 'any', apiVersion?: string) {
  const messages: LiveServerMessage[] = [];
  let changed = () => {};
  let closed: { code: number; reason: string } | undefined;
  const ai = new GoogleGenAI({ apiKey, httpOptions: { baseUrl: emulator.url, ...(apiVersion && { apiVersion }) } });
  const session: SdkSession = await ai.live.connect({
    model: 'gemini-3.8-live',
    config,
    callbacks: {
      onmessage: (message) => {
        messages.push(message);
        changed();
      },
      onclose: ({ code, reason }) => {
        closed = { code, reason };
        changed();
      },
    },
  });
  const until = async (fits: () => boolean) => {
    while (!fits()) {
      await new Promise<void>((resolve) => {
        changed = resolve;
      });
    }
  };
  const turnsComplete = () => messages.filter(({ serverContent }) => serverContent?.turnComplete).length;
  return {
    session,
    messages,
    untilTurns: (turns: number) => until(() => turnsComplete() >= turns),
    untilClosed: () => until(() => closed !== undefined).then(() => closed),
    transcript: (of: 'inputTranscription' | 'outputTranscription') =>
      messages.map(({ serverContent }) => serverContent?.[of]?.text ?? '').join(''),
  };
}

test('a call by API key: typed, spoken to, transcribed, closed', async () => {
  const { session, messages, untilTurns, transcript } = await call({
    responseModalities: [Modality.AUDIO],
    inputAudioTranscription: {},
    outputAudioTranscription: {},
  });
  session.sendClientContent({ turns: 'Say: Bobby put the map by the lamp.', turnComplete: true });
  await untilTurns(1);
  expect(transcript('outputTranscription')).toBe('Bobby put the map by the lamp.');
  const sent = Buffer.concat(messages.map(({ data }) => Buffer.from(data ?? '', 'base64')));
  expect(emulator.turns.at(-1)?.text).toBe('Bobby put the map by the lamp.');
  expect(sent).toEqual(Buffer.from(emulator.turns.at(-1)?.pcm.buffer ?? new ArrayBuffer()));

  const user = (await createVoice('rms')).speak('Can you hear me? I am speaking to you.');
  const pcm = new Int16Array(user.pcm.length + 24_000);
  pcm.set(user.pcm);
  for (let at = 0; at < pcm.length; at += 2400) {
    const data = Buffer.from(pcm.slice(at, at + 2400).buffer).toString('base64');
    session.sendRealtimeInput({ audio: { data, mimeType: 'audio/pcm;rate=24000' } });
  }
  await untilTurns(2);
  expect(transcript('inputTranscription')).toMatch(/^\(\d\.\d seconds of speech\)$/);
  expect(emulator.turns.at(-1)?.text).toMatch(/^You spoke for \d\.\d seconds\./);

  session.sendRealtimeInput({ text: 'Say: Goodbye.' });
  session.sendRealtimeInput({ video: { data: 'AAAA', mimeType: 'image/jpeg' } });
  session.sendRealtimeInput({ audioStreamEnd: true });
  await untilTurns(3);
  expect(emulator.turns.at(-1)?.text).toBe('Goodbye.');
  session.close();
});

test('a call by ephemeral token: the token decides the setup, and opens one call', async () => {
  const ai = new GoogleGenAI({ apiKey: 'any', httpOptions: { baseUrl: emulator.url, apiVersion: 'v1alpha' } });
  const token = await ai.authTokens.create({
    config: {
      uses: 1,
      liveConnectConstraints: {
        model: 'gemini-3.8-live',
        config: {
          responseModalities: [Modality.AUDIO],
          outputAudioTranscription: {},
          systemInstruction: 'You are Mia.',
          speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: 'Charon' } } },
        },
      },
    },
  });
  const name = token.name ?? '';
  expect(name).toMatch(/^auth_tokens\//);
  // The client asks for another character and no transcript; the token wins.
  const { session, untilTurns, transcript } = await call({ systemInstruction: 'You are Otto.' }, name, 'v1alpha');
  session.sendClientContent({ turns: 'Hello', turnComplete: true });
  await untilTurns(1);
  expect(transcript('outputTranscription')).toBe('Hello! I am Mia. Type something or speak to me, and watch my lips.');
  const { pcm } = (await createVoice('rms')).speak(
    'Hello! I am Mia. Type something or speak to me, and watch my lips.',
  );
  expect(emulator.turns.at(-1)?.pcm).toEqual(pcm);
  session.close();

  // The SDK never settles a connect that is refused: only onclose tells.
  const refused = await new Promise<{ code: number; reason: string }>((resolve) => {
    new GoogleGenAI({ apiKey: name, httpOptions: { baseUrl: emulator.url, apiVersion: 'v1alpha' } }).live.connect({
      model: 'gemini-3.8-live',
      callbacks: { onmessage: () => {}, onclose: ({ code, reason }) => resolve({ code, reason }) },
    });
  });
  expect(refused).toEqual({ code: 1011, reason: 'Token has been used too many times' });
});

test('lockAdditionalFields: only what the token names is locked', async () => {
  const ai = new GoogleGenAI({ apiKey: 'any', httpOptions: { baseUrl: emulator.url, apiVersion: 'v1alpha' } });
  const token = await ai.authTokens.create({
    config: {
      liveConnectConstraints: { model: 'gemini-3.8-live', config: { systemInstruction: 'You are Mia.' } },
      lockAdditionalFields: [],
    },
  });
  const { session, untilTurns, transcript } = await call({ outputAudioTranscription: {} }, token.name, 'v1alpha');
  session.sendClientContent({ turns: 'Hello', turnComplete: true });
  await untilTurns(1);
  expect(transcript('outputTranscription')).toMatch(/I am Mia/);
  session.close();
});

test('a function is called, answered and spoken about', async () => {
  const { session, messages, untilTurns } = await call({
    tools: [{ functionDeclarations: [{ name: 'get_weather' }] }],
  });
  session.sendClientContent({ turns: 'Call get_weather', turnComplete: true });
  const called = () => messages.find(({ toolCall }) => toolCall)?.toolCall?.functionCalls?.[0];
  while (!called()) await new Promise((resolve) => setImmediate(resolve));
  const { id = '', name = '' } = called() ?? {};
  expect(name).toBe('get_weather');
  session.sendToolResponse({ functionResponses: [{ id, name, response: { output: 'sunny' } }] });
  await untilTurns(1);
  expect(emulator.turns.at(-1)?.text).toBe('The function get weather says: sunny.');
  session.close();
});

test('errors of the REST side are those that the SDK knows', async () => {
  const ai = new GoogleGenAI({ apiKey: 'any', httpOptions: { baseUrl: emulator.url, apiVersion: 'v1alpha' } });
  await expect(ai.authTokens.create({ config: { expireTime: '2099-01-01T00:00:00Z' } })).rejects.toMatchObject({
    status: 400,
    message: expect.stringContaining('expire_time is too far in the future. Maximum lifetime is 20h.'),
  });
  await expect(ai.models.generateContent({ model: 'x', contents: 'y' })).rejects.toMatchObject({ status: 404 });
});
