import { randomBytes } from 'node:crypto';
import { digestOfKey, isKeyDigest, type KeyDigest } from '../auth/key-digest.js';
import { DEFAULT_TENANT_NAME, type Tenant } from '../auth/tenant.js';
import { GatewayError } from '../errors.js';
import { LOG_LEVELS, type LogLevel } from '../observe/log.js';
import type { SessionLimits } from '../session/session-limits.js';
import { GATEWAY_SETTINGS, type GatewaySetting } from './settings.js';

/** Everything a gateway must know to start; {@link readGatewayConfig} makes it from flags and environment. */
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
  /** 32 bytes or more. */
  readonly secret: string;
  /** Base URL of the Gemini API (`http`, `https`, `ws` or `wss`), without a trailing slash. */
  readonly geminiUrl: string;
  readonly redisUrl: string | undefined;
  /** Origins of the pages that may call; none: any page. */
  readonly allowedOrigins: readonly string[];
  /** Calls at one time, 1 or more. */
  readonly maxSessions: number;
  /** What one call may use up. */
  readonly sessionLimits: SessionLimits;
  /** 1 or more. */
  readonly requestsPerMinute: number;
  readonly logLevel: LogLevel;
}

/** Where settings come from. */
export interface GatewayConfigSource {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** By flag name without dashes (`port`, `public-url`); they win over `env`. */
  readonly flags?: Readonly<Record<string, string | undefined>>;
}

const MIN_SECRET_BYTES = 32;

/**
 * Reads the settings of the gateway and checks each; see {@link GATEWAY_SETTINGS} for names and defaults. An empty
 * value counts as not given.
 *
 * Without `LIPWIRE_SECRET` and Redis a new secret is made: tokens wrapped before a restart are void after it.
 *
 * @throws GatewayError `GATEWAY_CONFIG_INVALID`, with one sentence that names the setting and never shows a secret.
 */
export function readGatewayConfig({ env, flags = {} }: GatewayConfigSource): GatewayConfig {
  const given = (setting: GatewaySetting): string | undefined =>
    (setting.flag === undefined ? undefined : flags[setting.flag]?.trim()) || env[setting.env]?.trim() || undefined;
  const { host, port, publicUrl, apiKeys, adminKey, secret, geminiUrl, redisUrl, allowedOrigins } = GATEWAY_SETTINGS;
  const { maxSessions, requestsPerMinute, logLevel } = GATEWAY_SETTINGS;
  const number = (setting: GatewaySetting, min: number, max: number): number =>
    wholeNumber(setting, given(setting) ?? setting.default, min, max);
  const { maxMessageBytes, maxBacklogBytes, maxStallSeconds, heartbeatSeconds } = GATEWAY_SETTINGS;
  const redis = given(redisUrl);
  const publicUrlGiven = given(publicUrl);
  return {
    host: given(host) ?? host.default,
    port: wholeNumber(port, given(port) ?? port.default, 0, 65_535),
    publicUrl: publicUrlGiven === undefined ? undefined : baseUrl(publicUrl, publicUrlGiven, ['http:', 'https:']),
    tenants: [
      {
        name: DEFAULT_TENANT_NAME,
        apiKeyDigests: readApiKeys(apiKeys, given(apiKeys)),
        allowedOrigins: [],
        limits: {},
      },
    ],
    adminKeyDigest: readAdminKey(adminKey, given(adminKey)),
    secret: readSecret(secret, given(secret), redis !== undefined),
    geminiUrl: baseUrl(geminiUrl, given(geminiUrl) ?? geminiUrl.default, ['http:', 'https:', 'ws:', 'wss:']),
    redisUrl: redis === undefined ? undefined : readRedisUrl(redisUrl, redis),
    allowedOrigins: list(given(allowedOrigins)).map((text) => readOrigin(allowedOrigins, text)),
    maxSessions: wholeNumber(maxSessions, given(maxSessions) ?? maxSessions.default, 1, 1_000_000),
    sessionLimits: {
      maxMessageBytes: number(maxMessageBytes, 65_536, 2 ** 30),
      maxBacklogBytes: number(maxBacklogBytes, 65_536, 2 ** 31),
      maxStallMs: 1000 * number(maxStallSeconds, 1, 86_400),
      heartbeatMs: 1000 * number(heartbeatSeconds, 1, 3_600),
    },
    requestsPerMinute: wholeNumber(requestsPerMinute, given(requestsPerMinute) ?? requestsPerMinute.default, 1, 1e9),
    logLevel: readLogLevel(logLevel, given(logLevel) ?? logLevel.default),
  };
}

function readApiKeys(setting: GatewaySetting, text: string | undefined): readonly KeyDigest[] {
  const keys = list(text);
  if (keys.length === 0) {
    throw invalid(
      setting,
      'must hold at least one key of your choice, for example the output of `openssl rand -hex 24`',
    );
  }
  return keys.map((key) => readKey(setting, key));
}

function readAdminKey(setting: GatewaySetting, text: string | undefined): KeyDigest | undefined {
  return text === undefined ? undefined : readKey(setting, text);
}

/** A key as it is, or the digest of one. */
function readKey(setting: GatewaySetting, text: string): KeyDigest {
  if (isKeyDigest(text)) return text.toLowerCase() as KeyDigest;
  if (/^[\x21-\x7e]+$/.test(text)) return digestOfKey(text);
  throw invalid(setting, 'holds a key with spaces or characters outside ASCII, which no HTTP header can carry');
}

function readSecret(setting: GatewaySetting, text: string | undefined, shared: boolean): string {
  if (text === undefined) {
    if (!shared) return randomBytes(MIN_SECRET_BYTES).toString('base64url');
    throw invalid(setting, 'must be set, the same on every gateway, when REDIS_URL is: any of them may open a token');
  }
  const bytes = Buffer.byteLength(text);
  if (bytes < MIN_SECRET_BYTES) {
    throw invalid(setting, `must be ${MIN_SECRET_BYTES} bytes or more, and has ${bytes}: try \`openssl rand -hex 32\``);
  }
  return text;
}

function readRedisUrl(setting: GatewaySetting, text: string): string {
  const url = parseUrl(text);
  if (url?.protocol === 'redis:' || url?.protocol === 'rediss:') return text;
  throw invalid(setting, 'must be a URL that starts with redis:// or rediss://');
}

function readOrigin(setting: GatewaySetting, text: string): string {
  const origin = parseUrl(text)?.origin;
  if (origin !== undefined && origin !== 'null' && text.replace(/\/$/, '').toLowerCase() === origin) return origin;
  throw invalid(setting, `holds ${quote(text)}, which is not an origin such as https://app.example.com`);
}

function readLogLevel(setting: GatewaySetting, text: string): LogLevel {
  const level = LOG_LEVELS.find((known) => known === text);
  if (level === undefined) throw invalid(setting, `must be one of ${LOG_LEVELS.join(', ')}, not ${quote(text)}`);
  return level;
}

function baseUrl(setting: GatewaySetting, text: string, protocols: readonly string[]): string {
  const url = parseUrl(text);
  if (url === undefined || !protocols.includes(url.protocol)) {
    const schemes = protocols.map((protocol) => `${protocol}//`);
    throw invalid(setting, `must be a URL that starts with ${schemes.join(' or ')}`);
  }
  if (url.search || url.hash || url.username || url.password) {
    throw invalid(setting, 'must be a base URL: without user name, query or fragment');
  }
  return url.href.replace(/\/+$/, '');
}

function wholeNumber(setting: GatewaySetting, text: string, min: number, max: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw invalid(setting, `must be a whole number from ${min} to ${max}, not ${quote(text)}`);
}

function list(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

function invalid({ env, flag }: GatewaySetting, what: string): GatewayError {
  return new GatewayError('GATEWAY_CONFIG_INVALID', `${env}${flag === undefined ? '' : ` (--${flag})`} ${what}.`);
}
