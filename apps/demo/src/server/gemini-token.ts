import { type CreateAuthTokenConfig, GoogleGenAI, type LiveConnectConfig, Modality } from '@google/genai';
import { mascotTools } from '@lipwire/browser/tools';
import type { DemoConfig } from '../config';
import { SignedSessionError } from './signed-session-error';

/** How long a session can be started with the token; the gateway's wrapped token lives as long. */
const START_WITHIN_MS = 10 * 60_000;
const TIMEOUT_MS = 10_000;

/** What {@link createGeminiToken} needs. */
export interface GeminiTokenRequest {
  readonly apiKey: string;
  /** Where Google's API is, if not at Google: the emulator, a proxy. */
  readonly baseUrl: string | undefined;
  readonly config: DemoConfig;
  /** A conversation to go on with; empty for a new one. */
  readonly resumptionHandle: string;
  readonly nowMs: number;
}

/**
 * Makes a Google ephemeral token that starts one session, with this setup and no other: what a browser asks for beside
 * it is ignored, so neither instruction nor model can be changed there.
 *
 * @returns the token's name, `auth_tokens/…`.
 * @throws SignedSessionError `DEMO_GEMINI_REFUSED`, `DEMO_GEMINI_UNREACHABLE`
 */
export async function createGeminiToken(request: GeminiTokenRequest): Promise<string> {
  const { apiKey, baseUrl, config, resumptionHandle, nowMs } = request;
  const ai = new GoogleGenAI({ apiKey, httpOptions: { apiVersion: 'v1alpha', ...(baseUrl ? { baseUrl } : {}) } });
  const tokenConfig: CreateAuthTokenConfig = {
    uses: 1,
    newSessionExpireTime: new Date(nowMs + START_WITHIN_MS).toISOString(),
    liveConnectConstraints: { model: config.model, config: liveConfig(config, resumptionHandle) },
    abortSignal: AbortSignal.timeout(TIMEOUT_MS),
  };
  let name: string | undefined;
  try {
    ({ name } = await ai.authTokens.create({ config: tokenConfig }));
  } catch (cause) {
    throw refusal(cause, baseUrl);
  }
  if (!name) throw new SignedSessionError('DEMO_GEMINI_REFUSED', 'Gemini made no token. Try again.');
  return name;
}

/** The whole setup of the session; the official SDK's own names. */
function liveConfig(config: DemoConfig, resumptionHandle: string): LiveConnectConfig {
  return {
    responseModalities: [Modality.AUDIO],
    systemInstruction: config.instruction,
    speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: config.voice } } },
    // The model may smile and nod.
    tools: mascotTools,
    // The captions.
    outputAudioTranscription: {},
    inputAudioTranscription: {},
    // A connection lasts about ten minutes and a context a quarter of an hour; with these two the call goes on.
    sessionResumption: resumptionHandle ? { handle: resumptionHandle } : {},
    contextWindowCompression: { slidingWindow: {} },
    ...(config.thinkingLevel ? { thinkingConfig: { thinkingLevel: config.thinkingLevel } } : {}),
  };
}

/** Google's own words stay here: an error body may repeat the key. */
function refusal(cause: unknown, baseUrl: string | undefined): SignedSessionError {
  const status = (cause as { status?: unknown } | null)?.status;
  const where = baseUrl ? ` at ${new URL(baseUrl).origin}` : '';
  if (typeof status !== 'number') {
    return new SignedSessionError(
      'DEMO_GEMINI_UNREACHABLE',
      `The Gemini API${where} cannot be reached. Check the network, or GOOGLE_GEMINI_BASE_URL if you have set it.`,
      { cause },
    );
  }
  const what =
    status === 429
      ? 'The quota of GEMINI_API_KEY is used up. Wait a while, or use another key.'
      : status === 400 || status === 401 || status === 403
        ? 'Check GEMINI_API_KEY, and that it may use the model.'
        : 'Try again in a while.';
  return new SignedSessionError('DEMO_GEMINI_REFUSED', `Gemini${where} made no token (${status}). ${what}`, { cause });
}
