/** What the machine knows about its own network; passed in, so that tests need none. */
export interface Network {
  /** False only where the machine is sure that it has none. */
  isOnline(): boolean;
  /** Calls back each time that the network is there again, until the returned function is called. */
  onReturn(callback: () => void): () => void;
}

/** The page's. Outside a page, where nothing is known, there is always a network. */
export const pageNetwork: Network = {
  isOnline: () => globalThis.navigator?.onLine !== false,
  onReturn(callback) {
    if (typeof window === 'undefined') return () => {};
    window.addEventListener('online', callback);
    return () => window.removeEventListener('online', callback);
  },
};
