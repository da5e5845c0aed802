import type { CueSink } from '@lipwire/cues';

/** What turns speech into cues; `LipSyncEngine` of `@lipwire/engine` is one. */
export interface SpeechEngine {
  /** Takes the next samples, mono, -1 to 1; cues are in milliseconds since the last reset. */
  push(samples: Float32Array, emit: CueSink): void;
  /** The speech is over: gives the cues that are left, and is as new. */
  flush(emit: CueSink): void;
  /** Forgets everything. */
  reset(): void;
}

/** Makes engines. */
export interface SpeechEngines {
  /** Whether a viseme model of that name exists. */
  hasModel(name: string): boolean;
  /**
   * An engine of its own for one call.
   *
   * @param model name of a viseme model that exists.
   * @returns `undefined` for a rate that the engine does not take.
   */
  create(model: string, sampleRateHz: number): SpeechEngine | undefined;
}
