/*
 * What values of the configuration may look like. Each part says in words what is expected, as the end of a sentence that
 * begins with the setting's name; only parts that never hold a secret repeat what was given.
 */
import { isIP } from 'node:net';
import { z } from 'zod';
import { digestOfKey, isKeyDigest, type KeyDigest } from '../auth/key-digest.js';

type Say = (issue: { readonly input?: unknown }) => string;

/** A whole number in a range. */
export function wholeNumber(min: number, max: number) {
  const say: Say = ({ input }) => `must be a whole number from ${min} to ${max}, not ${shown(input)}`;
  return z.number({ error: say }).int({ error: say, abort: true }).min(min, { error: say }).max(max, { error: say });
}

/** One of a few words. */
export function oneOf<const Word extends string>(words: readonly Word[]) {
  return z.enum(words, { error: ({ input }) => `must be one of ${words.join(', ')}, not ${shown(input)}` });
}

/** Any text but an empty one. */
export const text = z.string({ error: 'must be a text' }).min(1, 'must not be empty');

/** A URL to which paths are added, without a trailing slash. Not repeated: it may hold a password. */
export function baseUrl(...schemes: readonly string[]) {
  const begin = schemes.map((scheme) => `${scheme}://`).join(' or ');
  return z.string({ error: `must be a URL that starts with ${begin}` }).transform((given, check) => {
    const url = parseUrl(given);
    if (url === undefined || !schemes.includes(url.protocol.slice(0, -1))) {
      return refuse(check, `must be a URL that starts with ${begin}`);
    }
    if (url.search || url.hash || url.username || url.password) {
      return refuse(check, 'must be a base URL: without user name, query or fragment');
    }
    return url.href.replace(/\/+$/, '');
  });
}

/** Address of a Redis, which may hold a password. */
export const redisUrl = z.string({ error: 'must be a URL' }).refine((given) => redisUrlOf(given) !== undefined, {
  error: 'must be a URL that starts with redis:// or rediss://',
  abort: true,
});

/** Address of a Redis, as the configuration file may hold it. */
export const redisUrlWithoutPassword = redisUrl.refine(
  (given) => !redisUrlOf(given)?.password,
  'must be without a password, for this file holds no secrets: set REDIS_URL instead',
);

/** Origin of a page. */
export const origin = z
  .string({ error: 'must be an origin such as https://app.example.com' })
  .transform((given, check) => {
    const found = parseUrl(given)?.origin;
    if (found !== undefined && found !== 'null' && given.replace(/\/$/, '').toLowerCase() === found) return found;
    return refuse(check, `must be an origin such as https://app.example.com, not ${shown(given)}`);
  });

/** Addresses of machines: one, or a range in CIDR notation. */
export const network = z
  .string({ error: 'must be an address such as 10.0.0.7 or a range such as 10.0.0.0/8' })
  .refine(isNetwork, {
    error: ({ input }) => `must be an address such as 10.0.0.7 or a range such as 10.0.0.0/8, not ${shown(input)}`,
  });

/** A key, as it is or as its digest; the digest comes out. */
export const key = z.string({ error: 'must be a key' }).transform((given, check): KeyDigest => {
  if (isKeyDigest(given)) return lowerCase(given);
  // A digest that lost characters would else be a key by itself, and the key that it was made of would open nothing.
  if (/^sha256:/i.test(given)) return refuse(check, 'must be a digest of sha256: and 64 hexadecimal digits, or a key');
  if (/^[\x21-\x7e]+$/.test(given)) return digestOfKey(given);
  return refuse(check, 'must be a key of visible ASCII characters: no HTTP header can carry others');
});

/** The digest of a key, as the configuration file must hold it. */
export const keyDigest = z
  .string({ error: 'must be the digest of a key, sha256: and 64 hexadecimal digits' })
  .regex(/^sha256:[0-9a-fA-F]{64}$/, {
    error: 'must be the digest of a key, sha256: and 64 hexadecimal digits; `lipwire key` makes both',
    abort: true,
  })
  .transform((digest) => lowerCase(digest as KeyDigest));

/** What tokens are sealed with. */
export const sealingSecret = z
  .string({ error: 'must be a text' })
  .refine((secret) => Buffer.byteLength(secret) >= MIN_SECRET_BYTES, {
    error: ({ input }) =>
      `must be ${MIN_SECRET_BYTES} bytes or more, and has ${Buffer.byteLength(String(input))}: try \`openssl rand -hex 32\``,
  });
const MIN_SECRET_BYTES = 32;

/** Name of a tenant. */
export const tenantName = z.string({ error: 'must be the name of the tenant' }).regex(/^[a-z0-9][a-z0-9_.-]{0,62}$/, {
  error: ({ input }) =>
    `must be up to 63 of the characters a-z, 0-9, "-", "_" and ".", and begin with a letter or digit, not ${shown(input)}`,
});

/** A value as a message may repeat it. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const written =
    typeof value === 'object' && value !== null ? (Array.isArray(value) ? 'a list' : 'an object') : undefined;
  return written ?? JSON.stringify(typeof value === 'string' && value.length > 40 ? `${value.slice(0, 40)}…` : value);
}

function isNetwork(given: string): boolean {
  const [address = '', prefix, ...more] = given.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0 || address.includes('%')) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}

function redisUrlOf(given: string): URL | undefined {
  const url = parseUrl(given);
  return url?.protocol === 'redis:' || url?.protocol === 'rediss:' ? url : undefined;
}

function lowerCase(digest: KeyDigest): KeyDigest {
  return digest.toLowerCase() as KeyDigest;
}

function parseUrl(given: string): URL | undefined {
  return URL.canParse(given) ? new URL(given) : undefined;
}

function refuse(check: z.RefinementCtx, message: string): never {
  check.issues.push({ code: 'custom', message, input: undefined });
  return z.NEVER;
}
