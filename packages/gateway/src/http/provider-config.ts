import type { TokenContents } from '../auth/sealed-token.js';
import { MAX_CREDENTIAL_CHARS } from '../limits.js';
import { HttpError } from './http-error.js';

const DEFAULT_VISEME_MODEL = 'default';
const MAX_MODEL_CHARS = 256;

/**
 * Reads the body of `POST /v1/get-signed-url`:
 * `{ config: { provider: "gemini", provider_config: { ephemeral_token, model, viseme_model? } } }`.
 *
 * @param body what `JSON.parse` gave, of any type.
 * @param hasVisemeModel knows the names of viseme models.
 * @throws HttpError 400 `INVALID_PROVIDER_CONFIG`; the sentence names the field and never repeats its value, which
 *   may be a secret in the wrong place.
 */
export function readProviderConfig(
  body: unknown,
  hasVisemeModel: (name: string) => boolean,
): Omit<TokenContents, 'tenant'> {
  const config = record(record(body, 'the body').config, 'config');
  if (config.provider !== 'gemini') throw invalid('config.provider must be "gemini"');

  const { ephemeral_token, model, viseme_model } = record(config.provider_config, 'config.provider_config');
  if (!isVisibleAscii(ephemeral_token, MAX_CREDENTIAL_CHARS)) {
    throw invalid('config.provider_config.ephemeral_token must be the name of an ephemeral token (auth_tokens/…)');
  }
  if (!isVisibleAscii(model, MAX_MODEL_CHARS)) {
    throw invalid('config.provider_config.model must be the name of a Gemini Live model');
  }
  const visemeModel = viseme_model ?? DEFAULT_VISEME_MODEL;
  if (typeof visemeModel !== 'string' || !hasVisemeModel(visemeModel)) {
    throw invalid('config.provider_config.viseme_model must be the name of a viseme model: "default", or "none"');
  }
  return { credential: ephemeral_token, visemeModel };
}

function record(value: unknown, field: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(`${field} must be an object`);
  return value as Record<string, unknown>;
}

/** Both travel in URLs and headers, where nothing else is safe. */
function isVisibleAscii(value: unknown, maxChars: number): value is string {
  return typeof value === 'string' && value.length <= maxChars && /^[\x21-\x7e]+$/.test(value);
}

function invalid(what: string): HttpError {
  return new HttpError(400, 'INVALID_PROVIDER_CONFIG', `Invalid provider config: ${what}.`);
}
