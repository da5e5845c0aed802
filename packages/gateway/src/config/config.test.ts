import { describe, expect, it } from 'vitest';
import { digestOfKey } from '../auth/key-digest.js';
import { GatewayError } from '../errors.js';
import { readGatewayConfig } from './config.js';

const tenants = (...keys: string[]) => [
  { name: 'default', apiKeyDigests: keys.map(digestOfKey), allowedOrigins: [], limits: { requestsPerMinute: 600 } },
];
const KEYS = { LIPWIRE_API_KEYS: 'a-key' };

function errorOf(env: Record<string, string>, flags: Record<string, string> = {}): GatewayError {
  try {
    readGatewayConfig({ env: { ...KEYS, ...env }, flags });
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('readGatewayConfig', () => {
  it('needs nothing but a key', () => {
    expect(readGatewayConfig({ env: KEYS })).toEqual({
      host: '127.0.0.1',
      port: 8787,
      publicUrl: undefined,
      tenants: tenants('a-key'),
      adminKeyDigest: undefined,
      sealingSecrets: [],
      geminiUrl: 'https://generativelanguage.googleapis.com',
      redisUrl: undefined,
      allowedOrigins: [],
      trustedProxies: [],
      maxSessions: 100,
      sessionLimits: {
        maxMessageBytes: 16 * 1024 ** 2,
        maxBacklogBytes: 18 * 1024 ** 2,
        maxStallMs: 30_000,
        heartbeatMs: 5_000,
      },
      drainSeconds: 30,
      failuresPerMinute: 300,
      logLevel: 'info',
    });
  });

  it('reads every setting', () => {
    const env = {
      LIPWIRE_HOST: '0.0.0.0',
      LIPWIRE_PORT: '0',
      LIPWIRE_PUBLIC_URL: 'https://voice.example.com/live/',
      LIPWIRE_API_KEYS: ` the-first-key-of-two , ${digestOfKey('two').toUpperCase().replace('SHA', 'sha')} ,`,
      LIPWIRE_ADMIN_KEY: 'the-key-of-the-admin',
      LIPWIRE_SECRET: 's'.repeat(32),
      LIPWIRE_EXTRA_SECRETS: `${'t'.repeat(32)}, ${'u'.repeat(32)}`,
      LIPWIRE_GEMINI_URL: 'http://127.0.0.1:8788/',
      REDIS_URL: 'rediss://user:pass@redis.example.com:6380/1',
      LIPWIRE_ALLOWED_ORIGINS: 'https://app.example.com, http://localhost:3000/',
      LIPWIRE_TRUSTED_PROXIES: '10.0.0.0/8, ::1',
      LIPWIRE_MAX_SESSIONS: '7',
      LIPWIRE_MAX_MESSAGE_BYTES: '100000',
      LIPWIRE_MAX_BACKLOG_BYTES: '200000',
      LIPWIRE_MAX_STALL_SECONDS: '8',
      LIPWIRE_HEARTBEAT_SECONDS: '9',
      LIPWIRE_DRAIN_SECONDS: '0',
      LIPWIRE_REQUESTS_PER_MINUTE: '60',
      LIPWIRE_FAILURES_PER_MINUTE: '30',
      LIPWIRE_TENANT_MAX_SESSIONS: '5',
      LIPWIRE_MAX_SESSION_SECONDS: '3600',
      LIPWIRE_MAX_IDLE_SECONDS: '300',
      LIPWIRE_MAX_AUDIO_SECONDS_PER_DAY: '86400',
      LIPWIRE_LOG_LEVEL: 'silent',
    };
    expect(readGatewayConfig({ env })).toEqual({
      host: '0.0.0.0',
      port: 0,
      publicUrl: 'https://voice.example.com/live',
      tenants: [
        {
          ...tenants('the-first-key-of-two', 'two')[0],
          limits: {
            requestsPerMinute: 60,
            maxSessions: 5,
            maxSessionSeconds: 3600,
            maxIdleSeconds: 300,
            maxAudioSecondsPerDay: 86400,
          },
        },
      ],
      adminKeyDigest: digestOfKey('the-key-of-the-admin'),
      sealingSecrets: ['s'.repeat(32), 't'.repeat(32), 'u'.repeat(32)],
      geminiUrl: 'http://127.0.0.1:8788',
      redisUrl: 'rediss://user:pass@redis.example.com:6380/1',
      allowedOrigins: ['https://app.example.com', 'http://localhost:3000'],
      trustedProxies: ['10.0.0.0/8', '::1'],
      maxSessions: 7,
      sessionLimits: { maxMessageBytes: 100_000, maxBacklogBytes: 200_000, maxStallMs: 8_000, heartbeatMs: 9_000 },
      drainSeconds: 0,
      failuresPerMinute: 30,
      logLevel: 'silent',
    });
  });

  it('lets flags win, and takes empty values as not given', () => {
    const config = readGatewayConfig({
      env: { ...KEYS, LIPWIRE_PORT: '1000', LIPWIRE_HOST: '::1', REDIS_URL: '' },
      flags: { port: '2000', host: '' },
    });
    expect(config).toMatchObject({ port: 2000, host: '::1', redisUrl: undefined });
  });

  it.each([
    ['LIPWIRE_API_KEYS', { LIPWIRE_API_KEYS: '' }],
    ['LIPWIRE_API_KEYS', { LIPWIRE_API_KEYS: ' , ' }],
    ['LIPWIRE_API_KEYS', { LIPWIRE_API_KEYS: 'schlüssel' }],
    ['LIPWIRE_ADMIN_KEY', { LIPWIRE_ADMIN_KEY: 'schlüssel' }],
    ['LIPWIRE_ADMIN_KEY', { LIPWIRE_ADMIN_KEY: `sha256:${'0'.repeat(63)}` }],
    ['LIPWIRE_API_KEYS', { LIPWIRE_API_KEYS: 'SHA256:0' }],
    ['LIPWIRE_PORT (--port)', { LIPWIRE_PORT: '65536' }],
    ['LIPWIRE_PORT (--port)', { LIPWIRE_PORT: '80a' }],
    ['LIPWIRE_PORT (--port)', { LIPWIRE_PORT: '-1' }],
    ['LIPWIRE_PUBLIC_URL', { LIPWIRE_PUBLIC_URL: 'voice.example.com' }],
    ['LIPWIRE_PUBLIC_URL', { LIPWIRE_PUBLIC_URL: 'https://voice.example.com/?a=b' }],
    ['LIPWIRE_SECRET', { LIPWIRE_SECRET: 'x'.repeat(31) }],
    ['LIPWIRE_SECRET', { REDIS_URL: 'redis://127.0.0.1' }],
    ['LIPWIRE_GEMINI_URL', { LIPWIRE_GEMINI_URL: 'ftp://example.com' }],
    ['REDIS_URL', { REDIS_URL: 'http://127.0.0.1', LIPWIRE_SECRET: 'x'.repeat(32) }],
    ['LIPWIRE_ALLOWED_ORIGINS', { LIPWIRE_ALLOWED_ORIGINS: 'https://a.example.com/page' }],
    ['LIPWIRE_ALLOWED_ORIGINS', { LIPWIRE_ALLOWED_ORIGINS: '*' }],
    ['LIPWIRE_ALLOWED_ORIGINS (--allowed-origins), entry 2,', { LIPWIRE_ALLOWED_ORIGINS: 'http://a.example,b' }],
    ['LIPWIRE_TRUSTED_PROXIES', { LIPWIRE_TRUSTED_PROXIES: 'proxy.example.com' }],
    ['LIPWIRE_TRUSTED_PROXIES', { LIPWIRE_TRUSTED_PROXIES: '10.0.0.0/33' }],
    ['LIPWIRE_TRUSTED_PROXIES', { LIPWIRE_TRUSTED_PROXIES: '10.0.0.0/8/8' }],
    ['LIPWIRE_EXTRA_SECRETS', { LIPWIRE_EXTRA_SECRETS: 'x'.repeat(32) }],
    ['LIPWIRE_EXTRA_SECRETS, entry 2,', { LIPWIRE_EXTRA_SECRETS: `${'x'.repeat(32)},y` }],
    ['LIPWIRE_SECRET and LIPWIRE_SECRET_FILE', { LIPWIRE_SECRET: 'x'.repeat(32), LIPWIRE_SECRET_FILE: '/nowhere' }],
    ['LIPWIRE_SECRET_FILE names', { LIPWIRE_SECRET_FILE: '/nowhere/at/all' }],
    ['LIPWIRE_CONFIG (--config) names', { LIPWIRE_CONFIG: '/nowhere/at/all' }],
    ['LIPWIRE_API_KEYS', { LIPWIRE_HOST: '0.0.0.0' }],
    ['LIPWIRE_API_KEYS', { LIPWIRE_PUBLIC_URL: 'https://voice.example.com' }],
    ['LIPWIRE_MAX_SESSIONS', { LIPWIRE_MAX_SESSIONS: '0' }],
    ['LIPWIRE_REQUESTS_PER_MINUTE', { LIPWIRE_REQUESTS_PER_MINUTE: '1.5' }],
    ['LIPWIRE_LOG_LEVEL', { LIPWIRE_LOG_LEVEL: 'loud' }],
  ])('names %s when it is wrong: %j', (name, env) => {
    const error = errorOf(env as unknown as Record<string, string>);
    expect(error.code).toBe('GATEWAY_CONFIG_INVALID');
    expect(error.message.startsWith(name)).toBe(true);
    expect(error.message).toMatch(/\.$/);
  });

  it('names the setting for a wrong flag too', () => {
    expect(errorOf({}, { port: 'x' })).toMatchObject({ code: 'GATEWAY_CONFIG_INVALID' });
  });

  it('never shows a secret', () => {
    const messages = [
      errorOf({ LIPWIRE_SECRET: 'hunter2' }),
      errorOf({ LIPWIRE_API_KEYS: 'hunter2 three' }),
      errorOf({ LIPWIRE_ADMIN_KEY: 'hunter2 three' }),
      errorOf({ LIPWIRE_SECRET: 'x'.repeat(32), LIPWIRE_EXTRA_SECRETS: 'hunter2' }),
      errorOf({ LIPWIRE_HOST: '::', LIPWIRE_API_KEYS: 'hunter2' }),
      errorOf({ REDIS_URL: 'hunter2', LIPWIRE_SECRET: 'x'.repeat(32) }),
      errorOf({ LIPWIRE_GEMINI_URL: 'https://me:hunter2@example.com' }),
    ].map(({ message }) => message);
    expect(messages.join()).not.toContain('hunter2');
  });
});
