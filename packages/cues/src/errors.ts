/** What can go wrong in this package; `docs/errors.md` says what to do about each. */
export type CuesErrorCode = 'CUES_TIMELINE_INVALID' | 'CUES_NATURAL_LIP_SYNC_CONFIG_INVALID';

/** Thrown when data that should describe cues does not, or an option is out of its range. */
export class CuesError extends Error {
  override readonly name = 'CuesError';
  constructor(
    readonly code: CuesErrorCode,
    message: string,
  ) {
    super(message);
  }
}
