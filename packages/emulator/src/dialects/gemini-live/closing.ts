/** A reason for which the service closes a socket. */
export interface Closing {
  readonly code: number;
  readonly reason: string;
}

/** The WebSocket protocol allows no more in a close frame (RFC 6455, section 5.5: 125 bytes, two of them the code). */
const MAX_REASON_BYTES = 123;

const UNREGISTERED =
  "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.";

/** The codes and words that the real service was seen to close with. */
export const CLOSINGS = {
  setupNotFirst: { code: 1007, reason: 'setup must be the first message and only the first' },
  invalidArgument: { code: 1007, reason: 'Request contains an invalid argument.' },
  invalidJson: { code: 1007, reason: 'Invalid JSON payload received.' },
  invalidKey: { code: 1007, reason: 'API key not valid. Please pass a valid API key.' },
  noTextModality: {
    code: 1007,
    reason: 'The requested combination of response modalities (TEXT) is not supported by the model.',
  },
  explicitActivity: {
    code: 1007,
    reason: 'Explicit activity control is not supported when automatic activity detection is enabled.',
  },
  unregistered: { code: 1008, reason: UNREGISTERED },
  sessionNotFound: { code: 1008, reason: 'BidiGenerateContent session not found' },
  goAway: {
    code: 1008,
    reason:
      'Connection aborted because the client failed to close the connection after receiving a GoAway signal once the session duration expired',
  },
  tokenUsed: { code: 1011, reason: 'Token has been used too many times' },
  tokenExpired: { code: 1011, reason: 'Token has expired' },
  tokenExpiredDuringSession: { code: 1011, reason: 'auth token has expired' },
  internal: { code: 1011, reason: 'Internal error occurred.' },
  full: { code: 1011, reason: 'You exceeded your current quota, please check your plan and billing details.' },
  deadline: { code: 1011, reason: 'Deadline expired before operation could complete.' },
  shutdown: { code: 1001, reason: 'The emulator was stopped.' },
} as const satisfies Record<string, Closing>;

/** The closing for a model that is not offered. */
export function modelNotFound(model: string, apiVersion: string): Closing {
  return {
    code: 1008,
    reason: `${model} is not found for API version ${apiVersion}, or is not supported for bidiGenerateContent. Call ListModels to see the list of available models and their supported methods.`,
  };
}

/** The closing for a field that does not exist. */
export function unknownName(name: string, at?: string): Closing {
  const where = at === undefined ? '' : ` at '${at}'`;
  return { code: 1007, reason: `Invalid JSON payload received. Unknown name "${name}"${where}: Cannot find field.` };
}

/** Cuts a reason to what fits into a close frame, between characters, as the service does. */
export function fitReason(reason: string): string {
  // A character has a byte at least, and a reason may quote what a client sent, which may be megabytes.
  let fitted = reason.slice(0, MAX_REASON_BYTES);
  while (Buffer.byteLength(fitted) > MAX_REASON_BYTES) fitted = fitted.slice(0, -1);
  // Half of a surrogate pair would become a replacement character of three bytes.
  return fitted.replace(/[\ud800-\udbff]$/, '');
}

/** Ends a socket's conversation from inside the code that reads its messages. */
export class ClosingError extends Error {
  override readonly name = 'ClosingError';
  constructor(readonly closing: Closing) {
    super(closing.reason);
  }
}
