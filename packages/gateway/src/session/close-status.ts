import { isUtf8 } from 'node:buffer';

/** How a WebSocket ends: a code and a reason (UTF-8 bytes, or text). */
export interface CloseStatus {
  /** `undefined`: a close frame without a code, which its receiver reports as 1005. */
  readonly code: number | undefined;
  readonly reason: Buffer | string;
}

/** Longest reason that fits a close frame, in UTF-8 bytes (RFC 6455, section 5.5). */
export const MAX_REASON_BYTES = 123;

/** RFC 6455, section 7.4.1: reported by a socket to its user, never sent. */
const NO_STATUS = 1005;
const ABNORMAL = 1006;
const TLS_FAILURE = 1015;

/**
 * What to tell the other side when one side has left with a code.
 *
 * Codes and reasons pass as they came. A reason that is no UTF-8 is put right: whoever got it as it is would have to drop
 * the connection (RFC 6455, section 8.1) and never learn the code. A connection that was lost has neither to pass: the
 * other side gets `ifLost`.
 *
 * @param code as reported by the socket that closed.
 */
export function passOnClose(code: number, reason: Buffer, ifLost: CloseStatus): CloseStatus {
  if (code === NO_STATUS) return { code: undefined, reason: '' };
  if (code === ABNORMAL || code === TLS_FAILURE) return ifLost;
  return { code, reason: isUtf8(reason) ? reason : cutToFit(reason.toString(), '') };
}

/**
 * The reason for a close that the gateway itself decides on: a sentence that says what to do, and the id under which
 * the log tells more. A sentence that is too long is cut, between characters.
 */
export function gatewayReason(sentence: string, sessionId: string): string {
  return cutToFit(sentence, ` [${sessionId}]`);
}

function cutToFit(sentence: string, suffix: string): string {
  let kept = sentence;
  while (Buffer.byteLength(kept + suffix) > MAX_REASON_BYTES) kept = Array.from(kept).slice(0, -1).join('');
  return kept + suffix;
}
