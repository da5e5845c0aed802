import { createHash, timingSafeEqual } from 'node:crypto';

/** How a key is kept at rest: `sha256:` and 64 hexadecimal digits. */
export type KeyDigest = `sha256:${string}`;

const FORM = /^sha256:[0-9a-f]{64}$/i;

/**
 * The digest under which a key is kept and compared.
 *
 * SHA-256 without salt or stretching is right here, and only here: our keys are random, not chosen by people. With 128
 * bits or more there is no list to try, and a slow hash would hand strangers a way to keep the gateway busy.
 */
export function digestOfKey(key: string): KeyDigest {
  return `sha256:${createHash('sha256').update(key).digest('hex')}`;
}

/** True for a text in the form that {@link digestOfKey} gives; capital letters are taken too. */
export function isKeyDigest(text: string): text is KeyDigest {
  return FORM.test(text);
}

/** Compares digests. The time it takes does not depend on how much of them is alike. */
export function areSameDigest(one: KeyDigest, other: KeyDigest): boolean {
  return timingSafeEqual(bytesOf(one), bytesOf(other));
}

function bytesOf(digest: KeyDigest): Buffer {
  return Buffer.from(digest.slice('sha256:'.length), 'hex');
}
