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
/**
 * A Lipwire gateway ended the call and means it: longest time reached (4001), nobody spoke (4002), speech of the day used
 * up (4003), ended by an administrator (4004).
 */
const ENDED_BY_GATEWAY = /^400[1-4]$/;
/** The service's words for models, methods and keys that it does not have; their codes are also used for passing trouble. */
const FINAL_REASONS = /not found for API version|not supported for bidiGenerateContent|unregistered callers|API key/i;
/** "BidiGenerateContent session not found": handles live about two hours. */
const FORGOTTEN_REASONS = /session not found/i;

/** Whether a gateway ended the call for good. Its reason is a sentence for the user then, and the call's id in brackets. */
export function isEndedByGateway({ code }: LiveCloseEvent): boolean {
  return ENDED_BY_GATEWAY.test(String(code));
}

/**
 * Judges the close of a connection.
 *
 * @param wasToldToGo the service had said that it would close: then even a normal close is no end.
 */
export function judgeClose(event: LiveCloseEvent, wasToldToGo: boolean): CloseVerdict {
  const { code, reason } = event;
  if (isEndedByGateway(event)) return 'end';
  if (FORGOTTEN_REASONS.test(reason)) return 'forgotten';
  if (FINAL_REASONS.test(reason)) return 'end';
  if (wasToldToGo && (code === 1000 || code === 1005)) return 'resume';
  return FINAL_CODES.has(code) ? 'end' : 'resume';
}
