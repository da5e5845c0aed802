/** One setting of the gateway, as `--help` shows it. */
export interface GatewaySetting {
  /** Name of the environment variable. */
  readonly env: string;
  /** Name of the flag without dashes, or `undefined`: secrets have none, because other users can read command lines. */
  readonly flag: string | undefined;
  /** What holds when neither is given, in words or as the value. */
  readonly default: string;
  readonly description: string;
}

/** The settings of the gateway by the name they have in {@link GatewayConfig}. Flags win over environment variables. */
export const GATEWAY_SETTINGS = {
  host: { env: 'LIPWIRE_HOST', flag: 'host', default: '127.0.0.1', description: 'address to listen on' },
  port: { env: 'LIPWIRE_PORT', flag: 'port', default: '8787', description: 'port to listen on; 0 takes any free one' },
  publicUrl: {
    env: 'LIPWIRE_PUBLIC_URL',
    flag: 'public-url',
    default: 'the URL it listens on',
    description: 'URL under which browsers reach the gateway',
  },
  apiKeys: {
    env: 'LIPWIRE_API_KEYS',
    flag: undefined,
    default: 'none: must be set',
    description: 'keys that may wrap tokens, comma-separated, each as it is or as its digest, sha256:<hex>',
  },
  adminKey: {
    env: 'LIPWIRE_ADMIN_KEY',
    flag: undefined,
    default: 'none: those routes do not exist',
    description: 'key to the routes of those who run the gateway, as it is or as its digest, sha256:<hex>',
  },
  secret: {
    env: 'LIPWIRE_SECRET',
    flag: undefined,
    default: 'made at start',
    description: 'sealing key of wrapped tokens, 32 bytes or more; required with REDIS_URL, the same on every gateway',
  },
  geminiUrl: {
    env: 'LIPWIRE_GEMINI_URL',
    flag: 'gemini-url',
    default: 'https://generativelanguage.googleapis.com',
    description: 'base URL of the Gemini API',
  },
  redisUrl: {
    env: 'REDIS_URL',
    flag: undefined,
    default: 'none: used tokens are remembered in memory',
    description: 'Redis or Valkey that several gateways share',
  },
  allowedOrigins: {
    env: 'LIPWIRE_ALLOWED_ORIGINS',
    flag: 'allowed-origins',
    default: 'any page may call',
    description: 'origins of the pages that may call, comma-separated, such as https://app.example.com',
  },
  maxSessions: {
    env: 'LIPWIRE_MAX_SESSIONS',
    flag: 'max-sessions',
    // A voice that speaks without pause took 2 % of a core (AMD EPYC, shared), and everything here runs on one.
    default: '100',
    description: 'calls at one time in this process',
  },
  maxMessageBytes: {
    env: 'LIPWIRE_MAX_MESSAGE_BYTES',
    flag: 'max-message-bytes',
    // A 768x768 JPEG in base64 is about 0.2 MiB, a setup with a book as its instruction a few, and speech comes in
    // pieces of some 10 KiB; video of an avatar may be larger.
    default: '16777216',
    description: 'largest message of either side of a call; more ends the call (1009)',
  },
  maxBacklogBytes: {
    env: 'LIPWIRE_MAX_BACKLOG_BYTES',
    flag: 'max-backlog-bytes',
    // The largest message behind as much as lets the other side pause: with the defaults no message is too large.
    default: '18874368',
    description: 'what may wait for a side of a call to take it; more ends the call (4005)',
  },
  maxStallSeconds: {
    env: 'LIPWIRE_MAX_STALL_SECONDS',
    flag: 'max-stall-seconds',
    default: '30',
    description: 'how long a side of a call may take nothing of what waits for it; longer ends the call (4005)',
  },
  heartbeatSeconds: {
    env: 'LIPWIRE_HEARTBEAT_SECONDS',
    flag: 'heartbeat-seconds',
    // 15 s lost a phone after 45 s, and the service refuses to resume a session that it takes for open.
    default: '5',
    description: 'time between two looks at each side of a call; who gives no sign of life for three is gone',
  },
  requestsPerMinute: {
    env: 'LIPWIRE_REQUESTS_PER_MINUTE',
    flag: 'requests-per-minute',
    default: '600',
    description: 'requests a minute by one tenant; also, without a valid key, from one address',
  },
  logLevel: {
    env: 'LIPWIRE_LOG_LEVEL',
    flag: 'log-level',
    default: 'info',
    description: 'error, warn, info, debug or silent; logs go to standard error as JSON',
  },
} as const satisfies Record<string, GatewaySetting>;
