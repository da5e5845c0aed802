import type { LiveCloseEvent } from './live-sdk.js';

/** What a closed socket means for the conversation. */
export type CloseVerdict =
  /** It can be taken up again. */
  | 'resume'
  /** Whoever closed meant it, or would do the same again. */
  | 'end'
  /** The service does not know the handle any more. */
  | 'forgotten';

/**
 * Codes behind which nothing gets better by trying again: a normal close (1000, 1005), a message that the other side
 * does not take (1002, 1003, 1007, 1009, 1010), a failed certificate (1015).
 */
const FINAL_CODES = new Set([1000, 1002, 1003, 1005, 1007, 1009, 1010, 1015]);
/** The service's words for models, methods and keys that it does not have; their codes are also used for passing trouble. */
const FINAL_REASONS = /not found for API version|not supported for bidiGenerateContent|unregistered callers|API key/i;
/** "BidiGenerateContent session not found": handles live about two hours. */
const FORGOTTEN_REASONS = /session not found/i;

/**
 * Judges the close of a connection.
 *
 * @param wasToldToGo the service had said that it would close: then even a normal close is no end.
 */
export function judgeClose({ code, reason }: LiveCloseEvent, wasToldToGo: boolean): CloseVerdict {
  if (FORGOTTEN_REASONS.test(reason)) return 'forgotten';
  if (FINAL_REASONS.test(reason)) return 'end';
  if (wasToldToGo && (code === 1000 || code === 1005)) return 'resume';
  return FINAL_CODES.has(code) ? 'end' : 'resume';
}
