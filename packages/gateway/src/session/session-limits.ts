/** What one call may hold of this process, and how long its ends may be silent. */
export interface SessionLimits {
  /** Largest message of either side, in bytes; more ends the call (1009). */
  readonly maxMessageBytes: number;
  /** What may wait for either side to take it, in bytes, some 1 KiB for each message included; more ends the call (4005). */
  readonly maxBacklogBytes: number;
  /** How long a side may take nothing of what waits for it, in milliseconds; longer ends the call (4005). */
  readonly maxStallMs: number;
  /** Time between two looks at each side, in milliseconds: who gives no sign of life for three is gone. */
  readonly heartbeatMs: number;
}
