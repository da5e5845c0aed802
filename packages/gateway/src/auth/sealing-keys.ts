import { hkdfSync } from 'node:crypto';

/** A key that tokens are sealed with, and the short name that a token gives for it. */
export interface SealingKey {
  /** Fingerprint of the key, 8 characters; it tells nothing of the key and stands in the open in every token. */
  readonly id: string;
  /** 32 bytes, for A256GCM. */
  readonly bytes: Uint8Array;
}

/**
 * Derives the key of a secret (HKDF-SHA-256), so that the secret can serve other purposes later, and the key's
 * fingerprint, by another branch of the same derivation.
 */
export function sealingKeyOf(secret: string): SealingKey {
  const derive = (purpose: string, bytes: number) => Buffer.from(hkdfSync('sha256', secret, '', purpose, bytes));
  return {
    id: derive('lipwire sealed token v1, key id', 6).toString('base64url'),
    bytes: derive('lipwire sealed token v1', 32),
  };
}
