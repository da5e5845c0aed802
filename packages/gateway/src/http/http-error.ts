/** Codes of the errors that the HTTP interface answers with. */
export type HttpErrorCode =
  | 'BODY_TOO_LARGE'
  | 'INTERNAL_ERROR'
  | 'INVALID_ADMIN_KEY'
  | 'INVALID_API_KEY'
  | 'INVALID_JSON'
  | 'INVALID_PROVIDER_CONFIG'
  | 'INVALID_QUERY'
  | 'METHOD_NOT_ALLOWED'
  | 'NOT_FOUND'
  | 'RATE_LIMITED'
  | 'REGISTER_UNAVAILABLE'
  | 'SAMPLES_UNAVAILABLE'
  | 'SESSION_NOT_FOUND'
  | 'UNSUPPORTED_MEDIA_TYPE';

/** Ends a request with an answer that says what was wrong: `{ "error": message, "code": code }`. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  constructor(
    readonly status: number,
    readonly code: HttpErrorCode,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}
