/** What can go wrong in this package; `docs/errors.md` says what to do about each. */
export type ReactErrorCode =
  | 'REACT_CLIENT_MISSING'
  | 'REACT_ENGINE_UNAVAILABLE'
  | 'REACT_RIVE_RUNTIME_FAILED'
  | 'REACT_RIV_UNREADABLE';

/** Thrown by hooks that are used in the wrong place; shown in place of a mascot that cannot be drawn. */
export class ReactError extends Error {
  override readonly name = 'ReactError';
  constructor(
    readonly code: ReactErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}
