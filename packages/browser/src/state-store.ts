import { callListener } from './call-listener.js';

/**
 * A value that can be watched: what `useSyncExternalStore` and plain code both need, and no more.
 *
 * Values are replaced, never changed in place, so that `previous !== next` means that something changed.
 */
export class StateStore<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(initial: T) {
    this.#value = initial;
  }

  /** The value now. */
  readonly get = (): T => this.#value;

  /** Replaces the value and tells every listener, whatever another throws; does nothing if it is the same value. */
  set(next: T): void {
    if (Object.is(next, this.#value)) return;
    this.#value = next;
    // A copy: a listener may unsubscribe itself or another while it is told.
    for (const listener of [...this.#listeners]) callListener(listener, undefined);
  }

  /** Calls `listener` after each change, until the returned function is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };
}
