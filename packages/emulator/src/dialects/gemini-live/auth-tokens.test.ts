import { expect, test } from 'vitest';
import { AuthTokens } from './auth-tokens.js';

const TERMS = { uses: 1, expiresAtMs: 1000, newSessionUntilMs: 100, lock: undefined };
const USED = { refused: { code: 1011, reason: 'Token has been used too many times' } };
const EXPIRED = { refused: { code: 1011, reason: 'Token has expired' } };

test('a token is random and long, and opens as many sessions as it says', () => {
  const tokens = new AuthTokens();
  const name = tokens.create({ ...TERMS, uses: 2 });
  expect(name).toMatch(/^auth_tokens\/[0-9a-f]{64}$/);
  expect(tokens.create(TERMS)).not.toBe(name);
  const now = { dateMs: 0, resumes: false };
  expect(tokens.admit(name, now)).toEqual({ expiresAtMs: 1000, lock: undefined });
  expect(tokens.admit(name, now)).toEqual({ expiresAtMs: 1000, lock: undefined });
  expect(tokens.admit(name, now)).toEqual(USED);
});

test('0 uses are any number', () => {
  const tokens = new AuthTokens();
  const name = tokens.create({ ...TERMS, uses: 0 });
  for (let i = 0; i < 50; i++) expect(tokens.admit(name, { dateMs: 0, resumes: false })).not.toHaveProperty('refused');
});

test('it opens no session after one time, and is good for nothing after the other', () => {
  const tokens = new AuthTokens();
  const name = tokens.create({ ...TERMS, uses: 0 });
  expect(tokens.admit(name, { dateMs: 99, resumes: false })).not.toHaveProperty('refused');
  expect(tokens.admit(name, { dateMs: 100, resumes: false })).toEqual(EXPIRED);
  expect(tokens.admit(name, { dateMs: 999, resumes: true })).not.toHaveProperty('refused');
  expect(tokens.admit(name, { dateMs: 1000, resumes: true })).toEqual(EXPIRED);
});

test('to resume a session uses nothing up', () => {
  const tokens = new AuthTokens();
  const name = tokens.create(TERMS);
  for (let i = 0; i < 3; i++) expect(tokens.admit(name, { dateMs: 0, resumes: true })).not.toHaveProperty('refused');
  expect(tokens.admit(name, { dateMs: 0, resumes: false })).not.toHaveProperty('refused');
  expect(tokens.admit(name, { dateMs: 0, resumes: false })).toEqual(USED);
});

test('one that was never made is refused', () => {
  expect(new AuthTokens().admit('auth_tokens/__proto__', { dateMs: 0, resumes: false })).toEqual(EXPIRED);
});

test('ten thousand are remembered; then the first to expire is forgotten', () => {
  const tokens = new AuthTokens();
  const long = tokens.create({ ...TERMS, expiresAtMs: 5000 });
  const short = tokens.create({ ...TERMS, expiresAtMs: 500 });
  for (let i = 0; i < 9999; i++) tokens.create(TERMS);
  expect(tokens.admit(short, { dateMs: 0, resumes: false })).toEqual(EXPIRED);
  expect(tokens.admit(long, { dateMs: 0, resumes: false })).not.toHaveProperty('refused');
});
