/** What can go wrong in this package; `docs/errors.md` says what to do about each. */
export type EngineErrorCode = 'ENGINE_SAMPLE_RATE_UNSUPPORTED' | 'ENGINE_MODEL_UNKNOWN' | 'ENGINE_MODEL_INVALID';

/** Thrown when an engine cannot be made as asked. A made engine takes any samples and throws nothing. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  constructor(
    readonly code: EngineErrorCode,
    message: string,
  ) {
    super(message);
  }
}
