import type { KeyDigest } from './key-digest.js';

/** What a tenant may use up. What is `undefined` has no bound of its own. */
export interface TenantLimits {
  /** Tokens wrapped and calls over the direct channel, a minute, at each gateway; 1 or more. */
  readonly requestsPerMinute?: number | undefined;
  /** Calls at one time, over all gateways; 1 or more. */
  readonly maxSessions?: number | undefined;
  /** Length of one call, in seconds; 1 or more. */
  readonly maxSessionSeconds?: number | undefined;
  /** Time without speech from either side after which a call ends, in seconds; 1 or more. */
  readonly maxIdleSeconds?: number | undefined;
  /** Speech of the voice service on one day (UTC), over all calls and gateways, in seconds; 1 or more. */
  readonly maxAudioSecondsPerDay?: number | undefined;
  /** What may wait for a side of a call to take it, in bytes, if that is less than the gateway's own bound; 65,536 or more. */
  readonly maxBacklogBytes?: number | undefined;
}

/** Somebody who uses the gateway: a customer, a team, an environment. */
export interface Tenant {
  /** Lower case letters, digits, `-`, `_` and `.`; fit for logs, metrics and the keys of Redis. */
  readonly name: string;
  /** Of the keys that wrap tokens and open the direct channel. */
  readonly apiKeyDigests: readonly KeyDigest[];
  /** Origins of the pages that may call with this tenant's tokens; none: those that the gateway allows. */
  readonly allowedOrigins: readonly string[];
  readonly limits: TenantLimits;
}

/** Whose the keys in `LIPWIRE_API_KEYS` are. */
export const DEFAULT_TENANT_NAME = 'default';
