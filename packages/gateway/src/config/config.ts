import type { KeyDigest } from '../auth/key-digest.js';
import type { Tenant } from '../auth/tenant.js';
import type { LogLevel } from '../observe/log.js';
import type { SessionLimits } from '../session/session-limits.js';
import { readConfigFile } from './config-file.js';
import { type GatewayConfigSource, readGivenSettings, withDefaults } from './given-settings.js';
import { refuseShortKeys } from './key-length.js';
import { readTenants } from './read-tenants.js';
import { readSealingSecrets } from './sealing-secrets.js';

/** Everything a gateway must know to start; {@link readGatewayConfig} makes it from flags, environment and file. */
export interface GatewayConfig {
  readonly host: string;
  /** 0 to 65535; 0 takes any free port. */
  readonly port: number;
  /** Without a trailing slash; `undefined`: the URL it listens on. */
  readonly publicUrl: string | undefined;
  /** Those who may use the gateway, at least one. */
  readonly tenants: readonly Tenant[];
  /** Of the key to the routes of those who run the gateway; `undefined`: nobody may. */
  readonly adminKeyDigest: KeyDigest | undefined;
  /** Each 32 bytes or more. The first seals and opens tokens, the others only open; none: one is made at start. */
  readonly sealingSecrets: readonly string[];
  /** Base URL of the Gemini API (`http`, `https`, `ws` or `wss`), without a trailing slash. */
  readonly geminiUrl: string;
  readonly redisUrl: string | undefined;
  /** Origins of the pages that may call; none: any page. A tenant may have its own instead. */
  readonly allowedOrigins: readonly string[];
  /** Addresses and ranges (CIDR) of the proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  /** Calls at one time, 1 or more. */
  readonly maxSessions: number;
  /** What one call may hold. */
  readonly sessionLimits: SessionLimits;
  /** Time for calls to end by themselves when whoever runs the gateway stops it, in seconds; 0 or more. */
  readonly drainSeconds: number;
  /** Requests and calls a minute from one address without a valid key or token; 1 or more. */
  readonly failuresPerMinute: number;
  readonly logLevel: LogLevel;
}

/**
 * Reads the settings of the gateway and checks each; see `GATEWAY_SETTINGS` for names and defaults. Flags win over
 * the environment, and both over the file that `LIPWIRE_CONFIG` or `--config` names. An empty value counts as not given.
 *
 * Without a sealing key and Redis a gateway makes a key of its own: tokens wrapped before a restart are void after it.
 *
 * @throws GatewayError `GATEWAY_CONFIG_INVALID`, with one sentence that names the setting, or the place in the file, and
 *   never shows a secret.
 */
export function readGatewayConfig(source: GatewayConfigSource): GatewayConfig {
  const given = readGivenSettings(source);
  const file = given.config === undefined ? {} : readConfigFile(given.config);
  const values = withDefaults({ ...file, ...given });
  refuseShortKeys(source, values);
  const { host, port, publicUrl, adminKey, geminiUrl, redisUrl } = values;
  const { allowedOrigins, trustedProxies, maxSessions, failuresPerMinute, drainSeconds, logLevel } = values;
  return {
    ...{ host, port, publicUrl, geminiUrl, redisUrl, maxSessions, drainSeconds, logLevel },
    ...{ allowedOrigins, trustedProxies, failuresPerMinute },
    sessionLimits: {
      maxMessageBytes: values.maxMessageBytes,
      maxBacklogBytes: values.maxBacklogBytes,
      maxStallMs: 1000 * values.maxStallSeconds,
      heartbeatMs: 1000 * values.heartbeatSeconds,
    },
    tenants: readTenants(values, file.tenants ?? []),
    adminKeyDigest: adminKey,
    sealingSecrets: readSealingSecrets(values),
  };
}
