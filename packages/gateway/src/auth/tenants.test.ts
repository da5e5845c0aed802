import { expect, it } from 'vitest';
import { digestOfKey } from './key-digest.js';
import { Tenants } from './tenants.js';

const tenant = (name: string, ...keys: string[]) => ({
  name,
  apiKeyDigests: keys.map(digestOfKey),
  allowedOrigins: [],
  limits: {},
});
const tenants = new Tenants([tenant('acme', 'first', 'second'), tenant('globex', 'third'), tenant('keyless')]);

it('finds the tenant of a key', () => {
  expect(['first', 'second', 'third'].map((key) => tenants.withKey(key)?.name)).toEqual(['acme', 'acme', 'globex']);
});

it.each([undefined, '', 'firs', 'first ', 'FIRST', 'fourth', digestOfKey('first')])('knows no other: %j', (key) => {
  expect(tenants.withKey(key)).toBeUndefined();
});

it('finds a tenant by its name', () => {
  expect(tenants.named('globex')?.name).toBe('globex');
  expect(tenants.named('constructor')).toBeUndefined();
});
