import type { Side } from './metrics.js';

/** How a call ended. */
export interface CallEnd {
  /** Who ended it. */
  readonly side: Side;
  /** Close code of that side. */
  readonly code: number;
  /** What was wrong with the voice service, in words that are safe to log; `undefined`: nothing that is known. */
  readonly failure: string | undefined;
  readonly durationMs: number;
  readonly clientMessages: number;
  readonly clientBytes: number;
  readonly upstreamMessages: number;
  readonly upstreamBytes: number;
}
