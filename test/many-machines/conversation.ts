import { GoogleGenAI, type LiveServerMessage, type Session } from '@google/genai';
import { LiveSession, type LiveSessionState } from '@lipwire/browser/session';
import { type Fleet, SECRETS } from './fleet.js';

const MODEL = 'gemini-3.8-live';

/** A call as apps make it: the official SDK, with the reconnect of `@lipwire/browser` around it. */
export interface Conversation {
  /** Answers that came to their end, oldest first. */
  readonly answers: readonly string[];
  /** Pieces of the present answer that came so far. */
  pieces(): number;
  /** Messages with speech that had visemes, and those that had none. */
  readonly visemes: { with: number; without: number };
  /** Tokens of the connections so far. */
  readonly tokens: readonly string[];
  /** Close codes of the connections that were lost. */
  readonly lost: readonly number[];
  /** For how long there was no connection, each time, in milliseconds. */
  readonly gapsMs: readonly number[];
  state(): LiveSessionState;
  /** Has a sentence spoken. */
  ask(sentence: string): void;
  close(): void;
}

/** Makes a token at the voice service and has it wrapped, as an app's server does. */
export async function getToken({ emulator }: Fleet, gatewayUrl: string): Promise<string> {
  const google = new GoogleGenAI({ apiKey: 'any', httpOptions: { baseUrl: emulator.url, apiVersion: 'v1alpha' } });
  const { name = '' } = await google.authTokens.create({ config: { uses: 1 } });
  return wrap(gatewayUrl, name);
}

/** Has a token of the voice service wrapped. */
export async function wrap(gatewayUrl: string, ephemeralToken: string): Promise<string> {
  const response = await fetch(`${gatewayUrl}/v1/get-signed-url`, {
    method: 'POST',
    headers: { authorization: `Bearer ${SECRETS.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      config: { provider: 'gemini', provider_config: { ephemeral_token: ephemeralToken, model: MODEL } },
    }),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return ((await response.json()) as { api_key: string }).api_key;
}

/** Begins a call at the public URL. */
export async function startConversation(fleet: Fleet): Promise<Conversation> {
  const answers: string[] = [];
  const visemes = { with: 0, without: 0 };
  const tokens: string[] = [];
  const lost: number[] = [];
  const gapsMs: number[] = [];
  let said = '';
  let pieces = 0;
  let wasInterrupted = false;

  const session = new LiveSession<string, Session, LiveServerMessage>({
    token: () => getToken(fleet, fleet.publicUrl),
    connect: (apiKey, { resumptionHandle, callbacks }) => {
      tokens.push(apiKey);
      const ai = new GoogleGenAI({ apiKey, httpOptions: { baseUrl: fleet.publicUrl } });
      const sessionResumption = resumptionHandle === undefined ? {} : { handle: resumptionHandle };
      return ai.live.connect({ model: MODEL, config: { outputAudioTranscription: {}, sessionResumption }, callbacks });
    },
    callbacks: {
      onmessage(message) {
        const { serverContent } = message;
        said += serverContent?.outputTranscription?.text ?? '';
        if (serverContent?.modelTurn?.parts?.some(({ inlineData }) => inlineData)) {
          pieces++;
          visemes['mascotVisemes' in message ? 'with' : 'without']++;
        }
        if (serverContent?.interrupted) wasInterrupted = true;
        if (!serverContent?.turnComplete) return;
        if (!wasInterrupted) answers.push(said.trim());
        [said, pieces, wasInterrupted] = ['', 0, false];
      },
      onreconnecting: ({ close }) => lost.push(close?.code ?? 0),
      onresumed: ({ gapMs }) => gapsMs.push(gapMs),
    },
  });
  await session.open();
  return {
    answers,
    visemes,
    tokens,
    lost,
    gapsMs,
    pieces: () => pieces,
    state: session.getState,
    ask: (sentence) => session.sendClientContent({ turns: `Say: ${sentence}`, turnComplete: true }),
    close: () => session.close(),
  };
}
