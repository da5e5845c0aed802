import { createHash, timingSafeEqual } from 'node:crypto';

/** The keys of those who may use the gateway. */
export class ApiKeys {
  readonly #digests: readonly Buffer[];

  /** @param keys at least one, visible ASCII. */
  constructor(keys: readonly string[]) {
    this.#digests = keys.map(digest);
  }

  /**
   * Finds out which key a caller holds. The time it takes does not depend on how much of a guess was right: digests
   * are compared, all of them, each in constant time.
   *
   * @returns a name for the key that is fit for logs and maps (`key-1`), or `undefined` if it is not one of ours.
   */
  identify(candidate: string | undefined): string | undefined {
    if (candidate === undefined) return undefined;
    const wanted = digest(candidate);
    let found = -1;
    for (const [i, known] of this.#digests.entries()) {
      if (timingSafeEqual(known, wanted)) found = i;
    }
    return found < 0 ? undefined : `key-${found + 1}`;
  }
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
