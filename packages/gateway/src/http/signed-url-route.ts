import type { IncomingMessage } from 'node:http';
import type { Policy } from '../auth/policy.js';
import { bearerKey } from './bearer-key.js';
import { HttpError } from './http-error.js';
import { readJsonBody } from './json-body.js';
import { readProviderConfig } from './provider-config.js';
import { callerOf, type RateLimiter } from './rate-limiter.js';

/** What {@link wrapToken} works with. */
export interface SignedUrlRouteDependencies {
  readonly policy: () => Policy;
  /** Counts requests by tenant, and by address those without a valid one. */
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
  { policy, rateLimiter, hasVisemeModel, publicUrl }: SignedUrlRouteDependencies,
): Promise<SignedUrl> {
  const { tenants, sealer, trustedProxies, failuresPerMinute } = policy();
  const tenant = tenants.withKey(bearerKey(request));
  rateLimiter.demand(
    callerOf(request, tenant, trustedProxies),
    tenant === undefined ? failuresPerMinute : tenant.limits.requestsPerMinute,
  );
  if (tenant === undefined) {
    const message = 'Invalid API key. Send one of the keys in LIPWIRE_API_KEYS as Authorization: Bearer <key>.';
    throw new HttpError(401, 'INVALID_API_KEY', message, { 'www-authenticate': 'Bearer' });
  }
  const { credential, visemeModel } = readProviderConfig(await readJsonBody(request), hasVisemeModel);
  return { api_key: await sealer.seal({ credential, visemeModel, tenant: tenant.name }), base_url: publicUrl() };
}
