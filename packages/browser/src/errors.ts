/** What can go wrong in this package; `docs/errors.md` says what to do about each. */
export type BrowserErrorCode =
  | 'BROWSER_OPTION_INVALID'
  | 'BROWSER_MESSAGE_UNREADABLE'
  | 'BROWSER_SESSION_UNKNOWN'
  | 'BROWSER_SESSION_REFUSED'
  | 'BROWSER_SESSION_ENDED'
  | 'BROWSER_SESSION_LOST'
  | 'BROWSER_SESSION_NOT_RESUMABLE'
  | 'BROWSER_SESSION_USED'
  | 'BROWSER_WORKLET_UNAVAILABLE'
  | 'BROWSER_WORKLET_BLOCKED'
  | 'BROWSER_AUDIO_UNAVAILABLE'
  | 'BROWSER_MEDIA_TAKEN'
  | 'BROWSER_MEDIA_CROSS_ORIGIN'
  | 'BROWSER_ARTBOARD_UNKNOWN'
  | 'BROWSER_STATE_MACHINE_UNKNOWN';

/** Thrown, or reported as an `error` event where nobody could catch it. */
export class BrowserError extends Error {
  override readonly name = 'BrowserError';
  constructor(
    readonly code: BrowserErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}
