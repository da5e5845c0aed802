import { callListener } from './call-listener.js';
import { INITIAL_STATE, type LipwireEvent, type LipwireState } from './client-state.js';
import { StateStore } from './state-store.js';

/** What a client tells the app: a state that can be watched, and events. */
export class CallReport {
  readonly #store = new StateStore<LipwireState>(INITIAL_STATE);
  readonly #listeners = new Set<(event: LipwireEvent) => void>();

  /** The state; the same object until something in it changes. Safe to pass around unbound. */
  readonly get = this.#store.get;

  /** Watches {@link get}; returns what stops it. Safe to pass around unbound. */
  readonly subscribe = this.#store.subscribe;

  /** Changes the state. */
  patch(change: Partial<LipwireState>): void {
    this.#store.set({ ...this.get(), ...change });
  }

  /** Calls back with each event. @returns stops it. */
  listen(listener: (event: LipwireEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells an event. What a listener throws stops nobody else. */
  emit(event: LipwireEvent): void {
    for (const listener of [...this.#listeners]) callListener(listener, event);
  }
}
