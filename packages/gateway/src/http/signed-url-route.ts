import type { IncomingMessage } from 'node:http';
import type { ApiKeys } from '../auth/api-keys.js';
import type { TokenSealer } from '../auth/sealed-token.js';
import { HttpError } from './http-error.js';
import { readJsonBody } from './json-body.js';
import { readProviderConfig } from './provider-config.js';
import { callerOf, type RateLimiter } from './rate-limiter.js';

/** What {@link wrapToken} works with. */
export interface SignedUrlRouteDependencies {
  readonly apiKeys: ApiKeys;
  readonly sealer: TokenSealer;
  /** Counts requests by API key, and by address those without a valid one. */
  readonly rateLimiter: RateLimiter;
  readonly hasVisemeModel: (name: string) => boolean;
  /** URL under which browsers reach this gateway. */
  readonly publicUrl: () => string;
}

/** Answer of `POST /v1/get-signed-url`: what an app passes to the provider's SDK as key and base URL. */
export interface SignedUrl {
  readonly api_key: string;
  readonly base_url: string;
}

/**
 * Serves `POST /v1/get-signed-url`: wraps an ephemeral token, for an app's server that holds an API key of this gateway.
 *
 * @throws HttpError 401 `INVALID_API_KEY`, 429 `RATE_LIMITED`, and what {@link readJsonBody} and
 *   {@link readProviderConfig} throw.
 */
export async function wrapToken(
  request: IncomingMessage,
  { apiKeys, sealer, rateLimiter, hasVisemeModel, publicUrl }: SignedUrlRouteDependencies,
): Promise<SignedUrl> {
  const key = /^bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
  const keyName = apiKeys.identify(key);
  const waitSeconds = rateLimiter.take(callerOf(request, keyName));
  if (waitSeconds > 0) {
    throw new HttpError(429, 'RATE_LIMITED', `Too many requests. Try again in ${waitSeconds} s.`, {
      'retry-after': String(waitSeconds),
    });
  }
  if (keyName === undefined) {
    const message = 'Invalid API key. Send one of the keys in LIPWIRE_API_KEYS as Authorization: Bearer <key>.';
    throw new HttpError(401, 'INVALID_API_KEY', message, { 'www-authenticate': 'Bearer' });
  }
  const contents = readProviderConfig(await readJsonBody(request), hasVisemeModel);
  return { api_key: await sealer.seal(contents), base_url: publicUrl() };
}
