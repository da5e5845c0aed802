import type { SignedSession } from '../call/signed-session';
import { readDemoConfig } from '../config';
import { readGatewayUrl } from './gateway-url';
import { createGeminiToken } from './gemini-token';
import { SignedSessionError } from './signed-session-error';
import { wrapToken } from './wrap-token';

/** What {@link createSignedSession} needs. */
export interface SignedSessionRequest {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A conversation to go on with; empty for a new one. */
  readonly resumptionHandle: string;
  /** Whom the user wants to talk to, if they said. */
  readonly mascot?: string | undefined;
  readonly nowMs: number;
}

/**
 * Prepares one session: a Google ephemeral token with the whole setup in it, wrapped at the gateway.
 *
 * @throws SignedSessionError with a code for each thing that can be wrong.
 */
export async function createSignedSession({
  env,
  resumptionHandle,
  mascot,
  nowMs,
}: SignedSessionRequest): Promise<SignedSession> {
  const apiKey = env.GEMINI_API_KEY;
  if (!apiKey) {
    throw new SignedSessionError('DEMO_GEMINI_KEY_MISSING', 'GEMINI_API_KEY is not set. Set it and start again.');
  }
  const gatewayKey = env.LIPWIRE_API_KEY || env.MASCOT_BOT_API_KEY;
  if (!gatewayKey) {
    throw new SignedSessionError(
      'DEMO_GATEWAY_KEY_MISSING',
      "LIPWIRE_API_KEY is not set. Set it to one of the gateway's LIPWIRE_API_KEYS and start again.",
    );
  }
  const gatewayUrl = readGatewayUrl(env);
  const config = readDemoConfig(env, mascot);
  const baseUrl = env.GOOGLE_GEMINI_BASE_URL || undefined;
  const ephemeralToken = await createGeminiToken({ apiKey, baseUrl, config, resumptionHandle, nowMs });
  const wrapped = await wrapToken({ gatewayUrl, gatewayKey, ephemeralToken, model: config.model });
  return {
    baseUrl: wrapped.baseUrl,
    ephemeralToken: wrapped.token,
    model: config.model,
    initialMessage: config.greeting,
  };
}
