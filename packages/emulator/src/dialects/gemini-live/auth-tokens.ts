import { randomBytes } from 'node:crypto';
import { EPHEMERAL_TOKEN_PREFIX } from '@lipwire/providers';
import { CLOSINGS, type Closing } from './closing.js';
import type { SetupLock } from './field-mask.js';

/** What a token is made with. Dates are in milliseconds since 1970. */
export interface AuthTokenTerms {
  /** How many sessions it may open; 0 for any number. */
  readonly uses: number;
  /** Until when it may be used at all: its sessions end then. */
  readonly expiresAtMs: number;
  /** Until when it may open a new session; to resume one is not to open one. */
  readonly newSessionUntilMs: number;
  /** What it fixes of the setup, if anything. */
  readonly lock: SetupLock | undefined;
}

/** The answer to somebody who comes with a token. */
export type Admission =
  | { readonly refused: Closing }
  | { readonly refused?: undefined; readonly expiresAtMs: number; readonly lock: SetupLock | undefined };

/** More are not remembered: the one that expires first is forgotten. */
const MAX_TOKENS = 1_000;

/** The ephemeral tokens that were made and are still good. */
export class AuthTokens {
  readonly #terms = new Map<string, AuthTokenTerms>();
  readonly #usesLeft = new Map<string, number>();

  /** @returns the token's name, `auth_tokens/<64 hexadecimal digits>`. */
  create(terms: AuthTokenTerms): string {
    const name = `${EPHEMERAL_TOKEN_PREFIX}${randomBytes(32).toString('hex')}`;
    if (this.#terms.size >= MAX_TOKENS) this.#forgetFirstToExpire();
    this.#terms.set(name, terms);
    this.#usesLeft.set(name, terms.uses === 0 ? Number.POSITIVE_INFINITY : terms.uses);
    return name;
  }

  /**
   * Admits the bearer of a token to a session, which uses it up by one unless a session is resumed.
   *
   * @param name of any form: it came from outside.
   * @param dateMs now.
   */
  admit(name: string, { dateMs, resumes }: { dateMs: number; resumes: boolean }): Admission {
    const terms = this.#terms.get(name);
    // One that was never made looks like one that was forgotten, and that is most likely what it is.
    if (!terms || terms.expiresAtMs <= dateMs) {
      this.#forget(name);
      return { refused: CLOSINGS.tokenExpired };
    }
    if (!resumes) {
      if (terms.newSessionUntilMs <= dateMs) return { refused: CLOSINGS.tokenExpired };
      const usesLeft = this.#usesLeft.get(name) ?? 0;
      if (usesLeft < 1) return { refused: CLOSINGS.tokenUsed };
      this.#usesLeft.set(name, usesLeft - 1);
    }
    return { expiresAtMs: terms.expiresAtMs, lock: terms.lock };
  }

  #forget(name: string): void {
    this.#terms.delete(name);
    this.#usesLeft.delete(name);
  }

  #forgetFirstToExpire(): void {
    let first: string | undefined;
    let firstMs = Number.POSITIVE_INFINITY;
    for (const [name, { expiresAtMs }] of this.#terms) {
      if (expiresAtMs < firstMs) [first, firstMs] = [name, expiresAtMs];
    }
    if (first !== undefined) this.#forget(first);
  }
}
