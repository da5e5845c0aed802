import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { digestOfKey } from '../auth/key-digest.js';
import { createPolicy } from '../auth/policy.js';
import { requireAdmin } from './admin-guard.js';
import { RateLimiter } from './rate-limiter.js';

const SOURCE = {
  tenants: [],
  sealingSecrets: ['s'.repeat(32)],
  allowedOrigins: [],
  trustedProxies: [],
  failuresPerMinute: 2,
};

function guard(adminKey: string | undefined) {
  const adminKeyDigest = adminKey === undefined ? undefined : digestOfKey(adminKey);
  const policy = createPolicy({ ...SOURCE, adminKeyDigest });
  const rateLimiter = new RateLimiter(() => 0);
  return (authorization?: string) =>
    requireAdmin({ headers: { authorization }, socket: { remoteAddress: '192.0.2.1' } } as IncomingMessage, {
      policy: () => policy,
      rateLimiter,
    });
}

describe('requireAdmin', () => {
  it('lets the admin key pass, as often as it likes', () => {
    const ask = guard('the-admin-key');
    for (let i = 0; i < 5; i++) ask('Bearer the-admin-key');
  });

  it('lets nobody else pass, and counts guesses', () => {
    const ask = guard('the-admin-key');
    expect(() => ask()).toThrow(expect.objectContaining({ status: 401, code: 'INVALID_ADMIN_KEY' }));
    expect(() => ask(`Bearer ${digestOfKey('the-admin-key')}`)).toThrow(expect.objectContaining({ status: 401 }));
    expect(() => ask('Bearer x')).toThrow(expect.objectContaining({ status: 429, code: 'RATE_LIMITED' }));
    ask('Bearer the-admin-key');
  });

  it('does not exist without an admin key', () => {
    expect(() => guard(undefined)('Bearer undefined')).toThrow(expect.objectContaining({ status: 404 }));
  });
});
