/** What one gateway did in one interval, and what it was at its end. Counts are of the interval alone. */
export interface GatewaySample {
  /** Id of the gateway, new at each start. */
  readonly gateway: string;
  readonly version: string;
  /** Wall time of the end of the interval in milliseconds since 1970. */
  readonly atMs: number;
  readonly intervalMs: number;
  /** Calls open at the end. */
  readonly sessions: number;
  readonly maxSessions: number;
  readonly isDraining: boolean;
  /** Calls that were admitted. */
  readonly started: number;
  readonly turns: number;
  readonly interruptions: number;
  /** Speech that passed, in milliseconds of media time. */
  readonly audioMs: number;
  /** Calls that ended, by side and code: `client 1000`. */
  readonly closes: Readonly<Record<string, number>>;
  /** Calls and requests that were refused, by reason. */
  readonly refusals: Readonly<Record<string, number>>;
  /** Quantiles over the interval, in milliseconds; `null` if no message passed. */
  readonly latencyP50Ms: number | null;
  readonly latencyP99Ms: number | null;
  readonly eventLoopP99Ms: number | null;
  /** Share of one core that the process used, 0 and up: other threads count too. */
  readonly cpuShare: number;
  /** Resident memory of the process, in bytes. */
  readonly memoryBytes: number;
  /** Bytes that wait to be sent, all calls together. */
  readonly backlogBytes: number;
}

/** The latest samples of the gateways that live: each gateway adds its own, any can read all. */
export interface GatewaySamples {
  /** Adds a sample of this gateway. Rejects if it cannot be shared. */
  add(sample: GatewaySample): Promise<void>;
  /**
   * @param count most samples of each gateway, 1 or more; the latest.
   * @returns one list for each gateway, oldest sample first. Rejects if the others cannot be read.
   */
  read(count: number): Promise<readonly (readonly GatewaySample[])[]>;
}
