/** What can go wrong in this package; `docs/errors.md` says what to do about each. */
export type EmulatorErrorCode = 'EMULATOR_OPTION_INVALID' | 'EMULATOR_LISTEN_FAILED' | 'EMULATOR_SYNTHESIS_FAILED';

/** Thrown when the emulator cannot start or cannot speak. What a client does wrong ends its own socket instead. */
export class EmulatorError extends Error {
  override readonly name = 'EmulatorError';
  constructor(
    readonly code: EmulatorErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
