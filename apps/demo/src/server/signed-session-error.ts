/** Why no session could be prepared. */
export type SignedSessionErrorCode =
  | 'DEMO_GEMINI_KEY_MISSING'
  | 'DEMO_GATEWAY_KEY_MISSING'
  | 'DEMO_GATEWAY_URL_INVALID'
  | 'DEMO_GEMINI_REFUSED'
  | 'DEMO_GEMINI_UNREACHABLE'
  | 'DEMO_GATEWAY_REFUSED'
  | 'DEMO_GATEWAY_UNREACHABLE';

/** Its message is written for the page, and holds nothing that another server said. */
export class SignedSessionError extends Error {
  override readonly name = 'SignedSessionError';
  constructor(
    readonly code: SignedSessionErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
