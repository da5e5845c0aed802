import { TrustedProxies } from './client-address.js';
import type { KeyDigest } from './key-digest.js';
import { TokenSealer } from './sealed-token.js';
import type { Tenant } from './tenant.js';
import { Tenants } from './tenants.js';

/**
 * Who may do what at this gateway. It never changes: a configuration that is read again makes a new one, which the next
 * request and the next call go by, while calls that run keep the one they began with.
 */
export interface Policy {
  readonly tenants: Tenants;
  readonly sealer: TokenSealer;
  /** Of the key that opens the routes of those who run the gateway; `undefined`: nobody may. */
  readonly adminKeyDigest: KeyDigest | undefined;
  /** Origins of the pages that may call; none: any. A tenant may have narrower ones of its own. */
  readonly allowedOrigins: readonly string[];
  /** Origins of the pages that may call with somebody's tokens, as far as they are named. */
  readonly namedOrigins: readonly string[];
  readonly trustedProxies: TrustedProxies;
  /** Requests and calls a minute from one address without a valid key or token. */
  readonly failuresPerMinute: number;
}

/** The part of the configuration that a {@link Policy} is made of. */
export interface PolicySource {
  readonly tenants: readonly Tenant[];
  /** At least one: the first seals, all open. */
  readonly sealingSecrets: readonly string[];
  readonly adminKeyDigest: KeyDigest | undefined;
  readonly allowedOrigins: readonly string[];
  readonly trustedProxies: readonly string[];
  readonly failuresPerMinute: number;
}

/** @param nowMs wall time in milliseconds since 1970. */
export function createPolicy(source: PolicySource, nowMs?: () => number): Policy {
  const { tenants, sealingSecrets, adminKeyDigest, allowedOrigins, failuresPerMinute } = source;
  return {
    tenants: new Tenants(tenants),
    sealer: new TokenSealer(sealingSecrets, nowMs),
    ...{ adminKeyDigest, allowedOrigins, failuresPerMinute },
    namedOrigins: [...new Set([...allowedOrigins, ...tenants.flatMap((tenant) => tenant.allowedOrigins)])],
    trustedProxies: new TrustedProxies(source.trustedProxies),
  };
}
