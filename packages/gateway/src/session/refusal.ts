import type { WebSocket } from 'ws';
import { AUDIO_USED_UP } from '../leash/ending.js';
import { REFUSAL_LINGER_MS } from '../limits.js';
import { closeSocket } from './close-socket.js';
import { gatewayReason } from './close-status.js';

/** Why a call does not take place. The name goes into log and metrics. */
export type Refusal = keyof typeof REFUSALS;

const NEW_TOKEN = 'get a new one from POST /v1/get-signed-url';

/**
 * What a refused client is told. 1008: what it sent will never do. 1013: come back later. 1011: something behind the
 * gateway failed.
 */
const REFUSALS = {
  unknown_path: [1008, 'Unknown path: connect to the base_url from POST /v1/get-signed-url.'],
  origin_not_allowed: [
    1008,
    'This page may not call here: its origin is not allowed (LIPWIRE_ALLOWED_ORIGINS, tenant).',
  ],
  token_missing: [1008, `No token: ${NEW_TOKEN}.`],
  token_invalid: [1008, `Token not valid at this gateway: ${NEW_TOKEN}.`],
  token_expired: [1008, `Token expired: ${NEW_TOKEN}.`],
  token_early: [1013, 'The clocks of the gateways differ: try again later.'],
  token_used: [1008, `Token already used, it is good for one session: ${NEW_TOKEN}.`],
  tenant_unknown: [1008, `Token of a tenant that this gateway does not know: ${NEW_TOKEN}.`],
  api_key_invalid: [1008, 'Invalid API key: mascot_key must be one of LIPWIRE_API_KEYS.'],
  gemini_key_missing: [1008, 'No Gemini key: send it as key=.'],
  viseme_model_unknown: [1008, 'Unknown viseme_model: leave it out, or send "default" or "none".'],
  rate_limited: [1013, 'Too many calls with this API key, or from here without a valid key or token: wait a minute.'],
  full: [1013, 'All lines are busy: try again later.'],
  tenant_full: [1013, 'All lines of this account are busy: try again later.'],
  audio_used_up: [AUDIO_USED_UP.code, AUDIO_USED_UP.sentence],
  register_unavailable: [1013, 'Calls cannot be counted now: try again later.'],
  token_record_unavailable: [1013, 'Tokens cannot be checked now: try again later with a new one.'],
  stopping: [1013, 'The gateway is stopping: connect again.'],
  upstream_unreachable: [1011, 'The voice service cannot be reached: try again later.'],
  upstream_refused: [1011, 'The voice service refused the connection: check the Gemini key or token.'],
  internal_error: [1011, 'The gateway failed: try again.'],
} as const satisfies Record<string, readonly [code: number, sentence: string]>;

/** Close code of a refusal. */
export function refusalCode(refusal: Refusal): number {
  return REFUSALS[refusal][0];
}

/**
 * Tells a client, by close code and reason, why there will be no call. The WebSocket had to be accepted for it: of a
 * refused upgrade a browser sees neither status nor text.
 */
export function refuse(client: WebSocket, refusal: Refusal, sessionId: string): void {
  const [code, sentence] = REFUSALS[refusal];
  closeSocket(client, { code, reason: gatewayReason(sentence, sessionId) });
  const timer = setTimeout(() => client.terminate(), REFUSAL_LINGER_MS);
  timer.unref();
  client.once('close', () => clearTimeout(timer));
}
