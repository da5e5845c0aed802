/** A function that the model called, and what the app answered: for a test of tools. */
export interface CalledFunction {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** The app's `response`; `undefined` until it comes. */
  readonly response: unknown;
  /** The app's `scheduling`, if it came with one. */
  readonly scheduling: string | undefined;
}

/** Older ones are forgotten. */
const MAX_CALLS = 1_000;

/** The calls of all sessions, oldest first. */
export class CallLog {
  readonly calls: CalledFunction[] = [];

  /** Keeps a call; its answer is filled in when it comes. */
  add(call: CalledFunction): void {
    this.calls.push(call);
    if (this.calls.length > MAX_CALLS) this.calls.shift();
  }
}
