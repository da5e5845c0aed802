import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { digestOfKey } from '../auth/key-digest.js';
import { GatewayError } from '../errors.js';
import { readGatewayConfig } from './config.js';
import { CONFIG_FILE_SCHEMA } from './config-file.js';

const folder = mkdtempSync(join(tmpdir(), 'lipwire-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

const KEY = digestOfKey('a key of acme');
const ACME = { name: 'acme', apiKeys: [KEY] };

function written(contents: unknown, name = 'lipwire.json'): string {
  const path = join(folder, name);
  writeFileSync(path, typeof contents === 'string' ? contents : JSON.stringify(contents));
  return path;
}

function read(contents: unknown, env: Record<string, string> = {}) {
  return readGatewayConfig({ env, flags: { config: written(contents) } });
}

function problemOf(contents: unknown, env: Record<string, string> = {}): string {
  try {
    read(contents, env);
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'GATEWAY_CONFIG_INVALID') return error.message;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('the configuration file', () => {
  it('describes tenants, each with keys, origins and limits of its own', () => {
    const { tenants, maxSessions } = read({
      $schema: 'https://example.com/gateway-config.schema.json',
      maxSessions: 500,
      requestsPerMinute: 100,
      maxSessionSeconds: 3_600,
      maxIdleSeconds: 60,
      tenants: [
        {
          name: 'acme',
          apiKeys: [KEY, digestOfKey('another').toUpperCase().replace('SHA', 'sha')],
          allowedOrigins: ['https://acme.example/'],
          limits: { requestsPerMinute: 7, maxSessions: 3, maxIdleSeconds: null, maxBacklogBytes: 65_536 },
        },
        { name: 'globex', apiKeys: [digestOfKey('a key of globex')] },
      ],
    });
    expect(maxSessions).toBe(500);
    expect(tenants).toEqual([
      {
        name: 'acme',
        apiKeyDigests: [KEY, digestOfKey('another')],
        allowedOrigins: ['https://acme.example'],
        limits: { requestsPerMinute: 7, maxSessions: 3, maxSessionSeconds: 3_600, maxBacklogBytes: 65_536 },
      },
      {
        name: 'globex',
        apiKeyDigests: [digestOfKey('a key of globex')],
        allowedOrigins: [],
        limits: { requestsPerMinute: 100, maxSessionSeconds: 3_600, maxIdleSeconds: 60 },
      },
    ]);
  });

  it('gives way to the environment, and both to flags', () => {
    const flags = { config: written({ port: 1, host: '::1', maxSessions: 2, tenants: [ACME] }), port: '3' };
    const config = readGatewayConfig({ env: { LIPWIRE_PORT: '4', LIPWIRE_MAX_SESSIONS: '5' }, flags });
    expect(config).toMatchObject({ host: '::1', port: 3, maxSessions: 5 });
  });

  it('shares the tenant "default" with LIPWIRE_API_KEYS', () => {
    const env = { LIPWIRE_API_KEYS: 'one' };
    expect(read({ tenants: [ACME] }, env).tenants.map(({ name }) => name)).toEqual(['default', 'acme']);
    const own = { ...ACME, name: 'default', limits: { maxSessions: 1 } };
    expect(read({ tenants: [own] }, env).tenants).toMatchObject([
      { name: 'default', apiKeyDigests: [KEY, digestOfKey('one')], limits: { maxSessions: 1 } },
    ]);
    expect(read({ apiKeys: [KEY] }).tenants).toMatchObject([{ name: 'default', apiKeyDigests: [KEY] }]);
  });

  it('may name the file of the sealing keys, from where it lies itself', () => {
    written(`${'n'.repeat(32)}\n\n  ${'o'.repeat(32)}  \n`, 'sealing-keys');
    expect(read({ secretFile: 'sealing-keys', tenants: [ACME] }).sealingSecrets).toEqual([
      'n'.repeat(32),
      'o'.repeat(32),
    ]);
  });

  const tenants = (...changes: object[]) => ({ tenants: changes.map((change) => ({ ...ACME, ...change })) });
  const tooMany = { limits: { maxSessions: 0 } };
  it.each([
    ['', 'lipwire.json must be valid JSON, and is not'],
    ['{\n  "port": 1,\n  "host" }', 'lipwire.json must be valid JSON, and is not'],
    ['[]', 'lipwire.json must be a JSON object.'],
    [{ port: '8787' }, 'port in lipwire.json must be a whole number from 0 to 65535, not "8787".'],
    [{ port: 80.5 }, 'port in lipwire.json must be a whole number from 0 to 65535, not 80.5.'],
    [{ logLevel: 'loud' }, 'logLevel in lipwire.json must be one of error, warn, info, debug, silent, not "loud".'],
    [{ host: '' }, 'host in lipwire.json must not be empty.'],
    [{ redisUrl: 'redis://:hunter2@redis' }, 'redisUrl in lipwire.json must be without a password'],
    [{ allowedOrigins: ['https://a.example', 'b'] }, 'allowedOrigins[1] in lipwire.json must be an origin'],
    [{ apiKeys: ['hunter2'] }, 'apiKeys[0] in lipwire.json must be the digest of a key'],
    [{ adminKey: 'hunter2' }, 'adminKey in lipwire.json must be the digest of a key'],
    [{ secret: 'hunter2' }, 'secret in lipwire.json must not stand there: set LIPWIRE_SECRET instead.'],
    [{ config: 'x' }, 'config in lipwire.json must not stand there: set LIPWIRE_CONFIG (--config) instead.'],
    [{ maxSession: 1 }, 'maxSession in lipwire.json is not a known setting; the nearest is maxSessions.'],
    [{ Tenants: [] }, 'Tenants in lipwire.json is not a known setting; the nearest is tenants.'],
    [{ tenants: {} }, 'tenants in lipwire.json must be a list of tenants.'],
    [{ tenants: ['acme'] }, 'tenants[0] in lipwire.json must be an object that describes a tenant.'],
    [tenants({ name: 'Acme Inc.' }), 'tenants[0].name in lipwire.json must be up to 63 of the characters'],
    [tenants({}, { name: 'b', apiKeys: [7] }), 'tenants[1].apiKeys[0] in lipwire.json must be the digest of a key'],
    [tenants({ apiKeys: [] }), 'tenants[0].apiKeys in lipwire.json must hold at least one digest'],
    [tenants({ limit: {} }), 'tenants[0].limit in lipwire.json is not a known setting; the nearest is limits.'],
    [
      { tenants: [{ name: 'acme', apiKey: [KEY] }] },
      'tenants[0].apiKey in lipwire.json is not a known setting; the nearest is apiKeys.',
    ],
    [
      tenants({ limits: { foo: 1 } }),
      'tenants[0].limits.foo in lipwire.json is not a known setting; known here are requestsPerMinute, maxSessions,',
    ],
    [
      tenants(tooMany),
      'tenants[0].limits.maxSessions in lipwire.json must be a whole number from 1 to 1000000, not 0.',
    ],
    [tenants({}, {}), 'tenants[1].name must be another than that of tenants[0].'],
    [tenants({}, { name: 'b' }), 'tenants[1].apiKeys[0] must not be a key of "acme" too.'],
    [{ tenants: [] }, 'LIPWIRE_API_KEYS must hold at least one key'],
  ])('is refused in one sentence: %j', (contents, sentence) => {
    const problem = problemOf(contents);
    expect(problem.startsWith(sentence)).toBe(true);
    expect(problem).toMatch(/^[^\n]*\.$/);
    expect(problem).not.toContain('hunter2');
  });

  it('is refused with the line where it stops being JSON', () => {
    expect(problemOf('{\n  "port": 1,\n}')).toBe('lipwire.json must be valid JSON, and is not (line 3).');
  });

  it('never repeats what stands where a name should be', () => {
    const key = 'hunter2'.repeat(20);
    expect(problemOf({ [key]: 1 })).not.toContain('hunter2hunter2');
    expect(problemOf(`{"apiKeys": ["hunter2]}`)).not.toContain('hunter2');
  });

  it('may name a secret file with a key that is too short, which is not shown', () => {
    written(`${'n'.repeat(32)}\nhunter2\n`, 'short-key');
    expect(problemOf({ secretFile: 'short-key', tenants: [ACME] })).toMatch(
      /^Key 2 in the file of LIPWIRE_SECRET_FILE must be 32 bytes or more, and has 7: /,
    );
  });

  it('is shown by an example in docs/ that works', () => {
    const page = readFileSync(new URL('../../../../docs/gateway-configuration.md', import.meta.url), 'utf8');
    const example = JSON.parse(/```json\n(.*?)```/s.exec(page)?.[1] ?? '') as object;
    written('n'.repeat(32), 'sealing-keys');
    const { tenants } = read({ ...example, secretFile: 'sealing-keys' });
    expect(tenants.map(({ name, limits }) => [name, limits.maxSessionSeconds])).toEqual([
      ['acme', 3_600],
      ['globex', undefined],
    ]);
  });

  it('is described by the JSON Schema in docs/', async () => {
    const described = z.toJSONSchema(CONFIG_FILE_SCHEMA, { io: 'input' });
    // Written anew by `npx vitest run --project unit packages/gateway/src/config --update`.
    await expect(
      `${JSON.stringify({ title: 'Configuration of the Lipwire gateway', ...described }, null, 2)}\n`,
    ).toMatchFileSnapshot('../../../../docs/gateway-config.schema.json');
  });
});
