import { useSyncExternalStore } from 'react';

/**
 * Reads a store that keeps the same value until it changes.
 *
 * Before the page has come alive it reads the same: no store here holds anything yet by then.
 */
export function useStore<T>(subscribe: (listener: () => void) => () => void, get: () => T): T {
  return useSyncExternalStore(subscribe, get, get);
}
