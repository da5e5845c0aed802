/** What can go wrong in this package; `docs/errors.md` says what to do about each. */
export type CliErrorCode =
  | 'CLI_USAGE'
  | 'CLI_FILE_UNREADABLE'
  | 'CLI_FILE_UNWRITABLE'
  | 'CLI_RIV_INVALID'
  | 'CLI_MASCOT_INVALID'
  | 'CLI_WAV_INVALID'
  | 'CLI_WAV_UNSUPPORTED'
  | 'CLI_ADDRESS_UNAVAILABLE'
  | 'CLI_NOT_A_CLONE';

/** Thrown for everything that the user of the command can put right; the message is one sentence that says how. */
export class CliError extends Error {
  override readonly name = 'CliError';
  constructor(
    readonly code: CliErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
