/**
 * Calls a listener of the app's. What it throws stops nobody else: it stays uncaught, as from any event listener of the
 * page.
 */
export function callListener<T>(listener: (value: T) => void, value: T): void {
  try {
    listener(value);
  } catch (error) {
    throwUncaught(error);
  }
}

/** Throws where nobody can catch it: the page's console and its `error` event get it. */
export function throwUncaught(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
