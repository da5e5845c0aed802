import type { IncomingMessage } from 'node:http';
import { areSameDigest, digestOfKey, type KeyDigest } from '../auth/key-digest.js';
import type { Policy } from '../auth/policy.js';
import { bearerKey } from './bearer-key.js';
import { HttpError } from './http-error.js';
import { callerOf, type RateLimiter } from './rate-limiter.js';

/** What {@link requireAdmin} works with. */
export interface AdminGuardDependencies {
  readonly policy: () => Policy;
  readonly rateLimiter: RateLimiter;
}

/**
 * Lets those pass who run the gateway: `Authorization: Bearer <admin key>`. Guesses are counted by address.
 *
 * @throws HttpError 404 `NOT_FOUND` where no admin key is set: there is nothing to guess at; 401 `INVALID_ADMIN_KEY`;
 *   429 `RATE_LIMITED`.
 */
export function requireAdmin(request: IncomingMessage, { policy, rateLimiter }: AdminGuardDependencies): void {
  const current = policy();
  const adminKeyDigest = requireAdminKeySet(current);
  const key = bearerKey(request);
  if (key !== undefined && areSameDigest(digestOfKey(key), adminKeyDigest)) return;
  rateLimiter.demand(callerOf(request, undefined, current.trustedProxies), current.failuresPerMinute);
  const message = 'Invalid admin key. Send LIPWIRE_ADMIN_KEY as Authorization: Bearer <key>.';
  throw new HttpError(401, 'INVALID_ADMIN_KEY', message, { 'www-authenticate': 'Bearer' });
}

/**
 * Hides what only makes sense with an admin key where none is set.
 *
 * @throws HttpError 404 `NOT_FOUND`.
 */
export function requireAdminKeySet({ adminKeyDigest }: Policy): KeyDigest {
  if (adminKeyDigest !== undefined) return adminKeyDigest;
  throw new HttpError(404, 'NOT_FOUND', 'There is nothing here while LIPWIRE_ADMIN_KEY is not set.');
}
