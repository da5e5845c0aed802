/** What a {@link CueSource} gets to know about a client. */
export interface CueSourceOptions {
  /** Takes each message once, in order, with its cues. */
  readonly deliver: (message: unknown) => void;
  /** Rate of audio whose message names none, in Hz. A function, as the answer may change. */
  readonly defaultSampleRateHz: () => number;
}

/** The messages of one client on their way through a {@link CueSource}. */
export interface CueSourceSession {
  /** Takes the next message of the voice service, after `JSON.parse`. It may be delivered later. */
  take(message: unknown): void;
  /** Delivers at once what it holds, without the cues that are missing. */
  release(): void;
  /** Drops what it holds: the call is over. The next message is of another call. */
  clear(): void;
  /** Drops what it holds, and itself. Safe to call twice. */
  close(): void;
}

/** Where cues come from if no gateway sends them: `local` of `@lipwire/browser/local` makes them in the page. */
export interface CueSource {
  /** Begins to serve a client. */
  open(options: CueSourceOptions): CueSourceSession;
}
