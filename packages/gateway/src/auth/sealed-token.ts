import { hkdfSync, randomUUID } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import { MAX_SEALED_TOKEN_CHARS, TOKEN_LIFETIME_MS } from '../limits.js';

/** What a wrapped token stands for. */
export interface TokenContents {
  /** An ephemeral token or an API key of the voice service. */
  readonly credential: string;
  readonly visemeModel: string;
  /** Name of the tenant whose key wrapped it. */
  readonly tenant: string;
}

/** What came of opening a wrapped token. */
export type UnsealResult =
  | {
      readonly state: 'valid';
      readonly contents: TokenContents;
      /** Id of this token, for the record of used ones. */
      readonly tokenId: string;
    }
  | { readonly state: 'expired' }
  | { readonly state: 'invalid' };

/** Starts every wrapped token: people and secret scanners can tell what they are looking at. */
export const SEALED_TOKEN_PREFIX = 'lipwire_';

const AUDIENCE = 'lipwire/gemini-live';

/**
 * Makes and opens the tokens that browsers hold: encrypted envelopes (JWE, A256GCM) that expire, around a credential
 * that browsers must not see. Any gateway with the same secret opens them; nothing is stored.
 */
export class TokenSealer {
  readonly #key: Uint8Array;
  readonly #nowMs: () => number;

  /**
   * @param secret 32 bytes or more. The encryption key is derived from it (HKDF-SHA-256), so that the secret can serve
   *   other purposes later.
   * @param nowMs wall time in milliseconds since 1970.
   */
  constructor(secret: string, nowMs: () => number = Date.now) {
    this.#key = new Uint8Array(hkdfSync('sha256', secret, '', 'lipwire sealed token v1', 32));
    this.#nowMs = nowMs;
  }

  /** Wraps a credential. The result is safe in URLs and valid for {@link TOKEN_LIFETIME_MS}. */
  async seal({ credential, visemeModel, tenant }: TokenContents): Promise<string> {
    const sealed = await new EncryptJWT({ credential, visemeModel, tenant })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setAudience(AUDIENCE)
      .setJti(randomUUID())
      .setExpirationTime(new Date(this.#nowMs() + TOKEN_LIFETIME_MS))
      .encrypt(this.#key);
    return SEALED_TOKEN_PREFIX + sealed;
  }

  /** Opens a wrapped token. Never throws: whatever is not ours is `invalid`. */
  async unseal(token: string): Promise<UnsealResult> {
    if (!token.startsWith(SEALED_TOKEN_PREFIX) || token.length > MAX_SEALED_TOKEN_CHARS) return { state: 'invalid' };
    try {
      const { payload } = await jwtDecrypt(token.slice(SEALED_TOKEN_PREFIX.length), this.#key, {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
        audience: AUDIENCE,
        requiredClaims: ['exp', 'jti'],
        currentDate: new Date(this.#nowMs()),
      });
      const { credential, visemeModel, tenant, jti } = payload;
      if (![credential, visemeModel, tenant, jti].every((claim) => typeof claim === 'string')) {
        return { state: 'invalid' };
      }
      return { state: 'valid', contents: { credential, visemeModel, tenant } as TokenContents, tokenId: jti as string };
    } catch (error) {
      return { state: error instanceof errors.JWTExpired ? 'expired' : 'invalid' };
    }
  }
}
