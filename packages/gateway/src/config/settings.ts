import type { z } from 'zod';
import { LOG_LEVELS, type LogLevel } from '../observe/log.js';
import * as schema from './schema.js';

/** One setting of the gateway, as `--help` and the documentation show it. */
export interface GatewaySetting {
  /** Name of the environment variable. */
  readonly env: string;
  /** Name of the flag without dashes, or `undefined`: secrets have none, because other users can read command lines. */
  readonly flag: string | undefined;
  /** What a value looks like, in a word: `port`. */
  readonly value: string;
  /** What holds when it is given nowhere, in words or as the value. */
  readonly default: string;
  readonly description: string;
  /** How the text of a flag or variable is read: `list` is comma-separated. */
  readonly form: 'text' | 'number' | 'list';
  /** True if a configuration that is read again changes it; the others wait for the next start. */
  readonly isReloaded: boolean;
}

/** A setting and what its values must be. */
interface CheckedSetting<Schema extends z.ZodType, Fallback> extends GatewaySetting {
  readonly schema: Schema;
  /** What the configuration file may hold, or `undefined` if this cannot stand there. */
  readonly fileSchema: z.ZodType | undefined;
  /** The value when none is given. */
  readonly fallback: Fallback;
}

/** What each setting is given as in the table below; the rest has defaults. */
interface SettingSpec<Schema extends z.ZodType, Fallback> {
  readonly env: string;
  readonly flag?: string;
  readonly value: string;
  readonly description: string;
  readonly schema: Schema;
  /** Default: `schema`. `null`: not in the file. */
  readonly fileSchema?: z.ZodType | null;
  readonly fallback: Fallback;
  /** What `--help` says of the default, where the value does not say it. */
  readonly otherwise?: string;
  readonly isReloaded?: boolean;
}

function setting<Schema extends z.ZodType, Fallback extends z.output<Schema> | undefined>(
  form: GatewaySetting['form'],
  spec: SettingSpec<Schema, Fallback>,
): CheckedSetting<Schema, Fallback> {
  const { env, flag, value, description, fallback, otherwise = String(fallback), isReloaded = false } = spec;
  const fileSchema = spec.fileSchema === null ? undefined : (spec.fileSchema ?? spec.schema);
  return {
    env,
    flag,
    value,
    description,
    form,
    default: otherwise,
    isReloaded,
    schema: spec.schema,
    fileSchema,
    fallback,
  };
}

/** The settings of the gateway, by name. Flags win over environment variables, and both over the configuration file. */
export const GATEWAY_SETTINGS = {
  config: setting('text', {
    env: 'LIPWIRE_CONFIG',
    flag: 'config',
    value: 'file',
    description: 'configuration file (JSON), with tenants and anything else of this list that is no secret',
    schema: schema.text,
    fileSchema: null,
    fallback: undefined,
    otherwise: 'none',
  }),
  host: setting('text', {
    env: 'LIPWIRE_HOST',
    flag: 'host',
    value: 'address',
    description: 'address to listen on',
    schema: schema.text,
    fallback: '127.0.0.1',
  }),
  port: setting('number', {
    env: 'LIPWIRE_PORT',
    flag: 'port',
    value: 'port',
    description: 'port to listen on; 0 takes any free one',
    schema: schema.wholeNumber(0, 65_535),
    fallback: 8787,
  }),
  publicUrl: setting('text', {
    env: 'LIPWIRE_PUBLIC_URL',
    flag: 'public-url',
    value: 'url',
    description: 'URL under which browsers reach the gateway; may have a path',
    schema: schema.baseUrl('http', 'https'),
    fallback: undefined,
    otherwise: 'the URL it listens on',
  }),
  apiKeys: setting('list', {
    env: 'LIPWIRE_API_KEYS',
    value: 'keys',
    description:
      'keys of the tenant "default", each as it is or as its digest, `sha256:…`; `lipwire key` makes both. One is needed, here or in a tenant of the file',
    schema: schema.key.array(),
    fileSchema: schema.keyDigest.array(),
    fallback: [],
    otherwise: 'none',
    isReloaded: true,
  }),
  adminKey: setting('text', {
    env: 'LIPWIRE_ADMIN_KEY',
    value: 'key',
    description: 'key to the routes of those who run the gateway, as it is or as its digest',
    schema: schema.key,
    fileSchema: schema.keyDigest,
    fallback: undefined,
    otherwise: 'none: those routes do not exist',
    isReloaded: true,
  }),
  secret: setting('text', {
    env: 'LIPWIRE_SECRET',
    value: 'secret',
    description: 'sealing key of wrapped tokens, 32 bytes or more; required with REDIS_URL, the same on every gateway',
    schema: schema.sealingSecret,
    fileSchema: null,
    fallback: undefined,
    otherwise: 'made at start',
    isReloaded: true,
  }),
  extraSecrets: setting('list', {
    env: 'LIPWIRE_EXTRA_SECRETS',
    value: 'secrets',
    description: 'former and coming sealing keys, which open tokens and seal none, comma-separated',
    schema: schema.sealingSecret.array(),
    fileSchema: null,
    fallback: [],
    otherwise: 'none',
    isReloaded: true,
  }),
  secretFile: setting('text', {
    env: 'LIPWIRE_SECRET_FILE',
    value: 'file',
    description: 'file with the sealing keys, one a line: the first seals and opens, the others only open',
    schema: schema.text,
    fallback: undefined,
    otherwise: 'none',
    isReloaded: true,
  }),
  geminiUrl: setting('text', {
    env: 'LIPWIRE_GEMINI_URL',
    flag: 'gemini-url',
    value: 'url',
    description: 'base URL of the Gemini API',
    schema: schema.baseUrl('http', 'https', 'ws', 'wss'),
    fallback: 'https://generativelanguage.googleapis.com',
  }),
  redisUrl: setting('text', {
    env: 'REDIS_URL',
    value: 'url',
    description: 'Redis or Valkey that several gateways share',
    schema: schema.redisUrl,
    fileSchema: schema.redisUrlWithoutPassword,
    fallback: undefined,
    otherwise: 'none: used tokens are remembered in memory',
  }),
  allowedOrigins: setting('list', {
    env: 'LIPWIRE_ALLOWED_ORIGINS',
    flag: 'allowed-origins',
    value: 'origins',
    description: 'origins of the pages that may call, comma-separated, such as https://app.example.com',
    schema: schema.origin.array(),
    fallback: [],
    otherwise: 'any page may call',
    isReloaded: true,
  }),
  trustedProxies: setting('list', {
    env: 'LIPWIRE_TRUSTED_PROXIES',
    flag: 'trusted-proxies',
    value: 'networks',
    description: 'addresses or ranges of the proxies whose X-Forwarded-For is believed, comma-separated',
    schema: schema.network.array(),
    fallback: [],
    otherwise: 'none: the header is ignored',
    isReloaded: true,
  }),
  maxSessions: setting('number', {
    env: 'LIPWIRE_MAX_SESSIONS',
    flag: 'max-sessions',
    value: 'count',
    description: 'calls at one time in this process',
    schema: schema.wholeNumber(1, 1_000_000),
    // A voice that speaks without pause takes 0.2 % of a core, and everything here runs on one (docs/performance.md).
    fallback: 100,
  }),
  maxMessageBytes: setting('number', {
    env: 'LIPWIRE_MAX_MESSAGE_BYTES',
    flag: 'max-message-bytes',
    value: 'bytes',
    description: 'largest message of either side of a call; more ends the call (1009)',
    schema: schema.wholeNumber(65_536, 2 ** 30),
    // A 768x768 JPEG in base64 is about 0.2 MiB, a setup with a book as its instruction a few, and speech comes in
    // pieces of some 10 KiB; video of an avatar may be larger.
    fallback: 16 * 2 ** 20,
  }),
  maxBacklogBytes: setting('number', {
    env: 'LIPWIRE_MAX_BACKLOG_BYTES',
    flag: 'max-backlog-bytes',
    value: 'bytes',
    description: 'what may wait for a side of a call to take it; more ends the call (4005)',
    schema: schema.wholeNumber(65_536, 2 ** 31),
    // The largest message behind as much as lets the other side pause: with the defaults no message is too large.
    fallback: 18 * 2 ** 20,
  }),
  maxStallSeconds: setting('number', {
    env: 'LIPWIRE_MAX_STALL_SECONDS',
    flag: 'max-stall-seconds',
    value: 'seconds',
    description: 'how long a side of a call may take nothing of what waits for it; longer ends the call (4005)',
    schema: schema.wholeNumber(1, 86_400),
    fallback: 30,
  }),
  heartbeatSeconds: setting('number', {
    env: 'LIPWIRE_HEARTBEAT_SECONDS',
    flag: 'heartbeat-seconds',
    value: 'seconds',
    description: 'time between two looks at each side of a call; who gives no sign of life for three is gone',
    schema: schema.wholeNumber(1, 3_600),
    // 15 s lost a phone after 45 s, and the service refuses to resume a session that it takes for open.
    fallback: 5,
  }),
  drainSeconds: setting('number', {
    env: 'LIPWIRE_DRAIN_SECONDS',
    flag: 'drain-seconds',
    value: 'seconds',
    description: 'time for calls to end by themselves when the gateway is told to stop (SIGTERM); then they get 1001',
    schema: schema.wholeNumber(0, 86_400),
    // Long enough for an answer to end, and short enough for a rollout; a client that reconnects loses nothing.
    fallback: 30,
  }),
  requestsPerMinute: setting('number', {
    env: 'LIPWIRE_REQUESTS_PER_MINUTE',
    flag: 'requests-per-minute',
    value: 'count',
    description: 'requests and direct calls a minute by one tenant',
    schema: schema.wholeNumber(1, 1_000_000_000),
    fallback: 600,
    isReloaded: true,
  }),
  failuresPerMinute: setting('number', {
    env: 'LIPWIRE_FAILURES_PER_MINUTE',
    flag: 'failures-per-minute',
    value: 'count',
    description: 'requests and calls a minute from one address without a valid key or token',
    schema: schema.wholeNumber(1, 1_000_000_000),
    fallback: 300,
    isReloaded: true,
  }),
  tenantMaxSessions: setting('number', {
    env: 'LIPWIRE_TENANT_MAX_SESSIONS',
    flag: 'tenant-max-sessions',
    value: 'count',
    description: 'calls at one time of one tenant, over all gateways',
    schema: schema.wholeNumber(1, 1_000_000),
    fallback: undefined,
    otherwise: 'no limit',
    isReloaded: true,
  }),
  maxSessionSeconds: setting('number', {
    env: 'LIPWIRE_MAX_SESSION_SECONDS',
    flag: 'max-session-seconds',
    value: 'seconds',
    description: 'length of one call',
    schema: schema.wholeNumber(1, 1_000_000),
    fallback: undefined,
    otherwise: 'no limit',
    isReloaded: true,
  }),
  maxIdleSeconds: setting('number', {
    env: 'LIPWIRE_MAX_IDLE_SECONDS',
    flag: 'max-idle-seconds',
    value: 'seconds',
    description: 'time without a turn or speech after which a call ends',
    schema: schema.wholeNumber(1, 1_000_000),
    fallback: undefined,
    otherwise: 'no limit',
    isReloaded: true,
  }),
  maxAudioSecondsPerDay: setting('number', {
    env: 'LIPWIRE_MAX_AUDIO_SECONDS_PER_DAY',
    flag: 'max-audio-seconds-per-day',
    value: 'seconds',
    description: 'speech that one tenant may receive on a day (UTC), over all gateways',
    schema: schema.wholeNumber(1, 1_000_000_000),
    fallback: undefined,
    otherwise: 'no limit',
    isReloaded: true,
  }),
  logLevel: setting('text', {
    env: 'LIPWIRE_LOG_LEVEL',
    flag: 'log-level',
    value: 'level',
    description: 'error, warn, info, debug or silent; logs go to standard error as JSON',
    schema: schema.oneOf(LOG_LEVELS),
    fallback: 'info' as LogLevel,
  }),
};

/** Name of a setting: the one it has in the configuration file. */
export type SettingName = keyof typeof GATEWAY_SETTINGS;

/** The value of each setting, checked. */
export type SettingValues = { readonly [Name in SettingName]: SettingValue<(typeof GATEWAY_SETTINGS)[Name]> };

type SettingValue<Setting> =
  Setting extends CheckedSetting<infer Schema, infer Fallback> ? z.output<Schema> | Widened<Fallback> : never;
/** An empty list is a list, and a text is any text that the schema lets through. */
type Widened<Fallback> = undefined extends Fallback ? undefined : never;
