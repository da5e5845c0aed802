import { areSameDigest, digestOfKey } from './key-digest.js';
import type { Tenant } from './tenant.js';

/** Those who may use the gateway, found by key or by name. */
export class Tenants {
  readonly #tenants: readonly Tenant[];
  readonly #byName: ReadonlyMap<string, Tenant>;

  /** @param tenants no two with the same name or key. */
  constructor(tenants: readonly Tenant[]) {
    this.#tenants = tenants;
    this.#byName = new Map(tenants.map((tenant) => [tenant.name, tenant]));
  }

  /**
   * Finds out whose key a caller holds. Every digest is looked at, each in constant time, so that the answer to a guess
   * takes as long as any other.
   *
   * @returns `undefined` if it is nobody's.
   */
  withKey(candidate: string | undefined): Tenant | undefined {
    if (candidate === undefined) return undefined;
    const wanted = digestOfKey(candidate);
    let found: Tenant | undefined;
    for (const tenant of this.#tenants) {
      for (const digest of tenant.apiKeyDigests) {
        if (areSameDigest(digest, wanted)) found = tenant;
      }
    }
    return found;
  }

  /** The tenant of that name, as a token states it. */
  named(name: string): Tenant | undefined {
    return this.#byName.get(name);
  }
}
