import { randomUUID } from 'node:crypto';
import { decodeProtectedHeader, EncryptJWT, errors, type JWTPayload, jwtDecrypt } from 'jose';
import { MAX_CLOCK_SKEW_MS, MAX_SEALED_TOKEN_CHARS, TOKEN_LIFETIME_MS } from '../limits.js';
import { type SealingKey, sealingKeyOf } from './sealing-keys.js';

/** What a wrapped token stands for. */
export interface TokenContents {
  /** An ephemeral token or an API key of the voice service. */
  readonly credential: string;
  readonly visemeModel: string;
  /** Name of the tenant whose key wrapped it. */
  readonly tenant: string;
}

/**
 * What came of opening a wrapped token. `early`: it was sealed in what is the future here, so that clocks differ by more
 * than the record of used tokens allows for.
 */
export type UnsealResult =
  | {
      readonly state: 'valid';
      readonly contents: TokenContents;
      /** Id of this token, for the record of used ones. */
      readonly tokenId: string;
    }
  | { readonly state: 'expired' }
  | { readonly state: 'early' }
  | { readonly state: 'invalid' };

/** Starts every wrapped token: people and secret scanners can tell what they are looking at. */
export const SEALED_TOKEN_PREFIX = 'lipwire_';

const AUDIENCE = 'lipwire/gemini-live';

/**
 * Makes and opens the tokens that browsers hold: encrypted envelopes (JWE, A256GCM) that expire, around a credential
 * that browsers must not see. Any gateway with the same keys opens them; nothing is stored.
 */
export class TokenSealer {
  readonly #sealingKey: SealingKey;
  readonly #keysById: ReadonlyMap<string, SealingKey>;
  readonly #nowMs: () => number;

  /**
   * @param secrets at least one, each 32 bytes or more. The first seals; all open, so that keys can be changed while
   *   tokens of the old one are on their way.
   * @param nowMs wall time in milliseconds since 1970.
   */
  constructor(secrets: readonly string[], nowMs: () => number = Date.now) {
    const keys = secrets.map(sealingKeyOf);
    const [first] = keys;
    if (first === undefined) throw new Error('A sealer needs a key.');
    this.#sealingKey = first;
    this.#keysById = new Map(keys.map((key) => [key.id, key]));
    this.#nowMs = nowMs;
  }

  /** Wraps a credential. The result is safe in URLs and valid for {@link TOKEN_LIFETIME_MS}. */
  async seal({ credential, visemeModel, tenant }: TokenContents): Promise<string> {
    const nowMs = this.#nowMs();
    const sealed = await new EncryptJWT({ credential, visemeModel, tenant })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: this.#sealingKey.id })
      .setAudience(AUDIENCE)
      .setJti(randomUUID())
      .setIssuedAt(new Date(nowMs))
      .setExpirationTime(new Date(nowMs + TOKEN_LIFETIME_MS))
      .encrypt(this.#sealingKey.bytes);
    return SEALED_TOKEN_PREFIX + sealed;
  }

  /** Opens a wrapped token. Never throws: whatever is not ours is `invalid`. */
  async unseal(token: string): Promise<UnsealResult> {
    if (!token.startsWith(SEALED_TOKEN_PREFIX) || token.length > MAX_SEALED_TOKEN_CHARS) return { state: 'invalid' };
    const envelope = token.slice(SEALED_TOKEN_PREFIX.length);
    try {
      // Nothing is decrypted for who cannot even name a key.
      const key = this.#keysById.get(decodeProtectedHeader(envelope).kid ?? '');
      if (key === undefined) return { state: 'invalid' };
      const { payload } = await jwtDecrypt(envelope, key.bytes, {
        keyManagementAlgorithms: ['dir'],
        contentEncryptionAlgorithms: ['A256GCM'],
        audience: AUDIENCE,
        requiredClaims: ['iat', 'exp', 'jti'],
        currentDate: new Date(this.#nowMs()),
      });
      return this.#examine(payload);
    } catch (error) {
      return { state: error instanceof errors.JWTExpired ? 'expired' : 'invalid' };
    }
  }

  #examine({ credential, visemeModel, tenant, jti, iat = Number.NaN }: JWTPayload): UnsealResult {
    if (![credential, visemeModel, tenant, jti].every((claim) => typeof claim === 'string')) {
      return { state: 'invalid' };
    }
    if (iat * 1000 - this.#nowMs() > MAX_CLOCK_SKEW_MS) return { state: 'early' };
    return { state: 'valid', contents: { credential, visemeModel, tenant } as TokenContents, tokenId: jti as string };
  }
}
