import { BrowserError, type BrowserErrorCode } from '../errors.js';
import { isEndedByGateway } from './close-verdict.js';
import type { LiveCloseEvent } from './live-sdk.js';
import { ConnectionClosed } from './sdk-connection.js';

/** The sentence of what a connection was refused with, or of what the app's own functions threw. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ConnectionClosed) return describeClose(error.close);
  return error instanceof Error && error.message ? error.message : 'The service cannot be reached. Try again.';
}

/** The error with which a conversation is given up; `detail` says what happened last. */
export function problemOf(code: BrowserErrorCode, close: LiveCloseEvent, detail = describeClose(close)): BrowserError {
  if (isEndedByGateway(close)) return new BrowserError('BROWSER_SESSION_ENDED', detail);
  const what =
    code === 'BROWSER_SESSION_NOT_RESUMABLE'
      ? 'The conversation cannot be taken up again. Begin a new one.'
      : 'The conversation was lost. Begin a new one.';
  return new BrowserError(code, `${what} ${detail}`);
}

function describeClose(close: LiveCloseEvent): string {
  const { code, reason } = close;
  if (reason && isEndedByGateway(close)) return reason.replace(/ \[\w+]$/, '');
  if (reason) return `The service said (${code}): ${reason}`;
  return code === 1006
    ? 'The connection broke off. Check the network, and that the gateway runs; then call again.'
    : `The service closed with code ${code}.`;
}
