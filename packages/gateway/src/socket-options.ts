import { MAX_MESSAGE_FRAGMENTS, MAX_READS_PER_FRAME } from './limits.js';

/**
 * How the gateway holds a WebSocket, whichever side it is of: the same bounds for both.
 *
 * A function that returns them, because the type package does not know closeTimeout yet (@types/ws 8.18) and takes no
 * unknown option that is written where it is passed.
 *
 * @param maxMessageBytes largest message to take; more ends the call (1009).
 * @param closeTimeoutMs time for the other end to finish a close.
 */
export function socketOptions(maxMessageBytes: number, closeTimeoutMs: number) {
  return {
    perMessageDeflate: false,
    maxPayload: maxMessageBytes,
    maxBufferedChunks: MAX_READS_PER_FRAME,
    maxFragments: MAX_MESSAGE_FRAGMENTS,
    // Bytes pass as they are; whether they are good UTF-8 is between the two ends.
    skipUTF8Validation: true,
    closeTimeout: closeTimeoutMs,
  };
}
