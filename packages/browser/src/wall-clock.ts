/** Wall time, passed in wherever something waits or expires, so that tests need not. */
export interface Clock {
  /** Milliseconds since 1970. Goes on while a computer sleeps, as expiry dates do. */
  nowMs(): number;
  /** Calls back once after the delay, unless the returned function is called first. */
  after(delayMs: number, callback: () => void): () => void;
}

/** The clock of the machine. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    return () => clearTimeout(timer);
  },
};
