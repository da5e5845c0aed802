/**
 * What the page tells the audio thread.
 *
 * An epoch is the time between two clears. It makes an interruption exact without a round trip: whatever carries an
 * older epoch is dead.
 */
export type PlayerCommand =
  /** The next samples at the context's rate; the buffer is transferred. */
  | { readonly type: 'push'; readonly epoch: number; readonly samples: Float32Array<ArrayBuffer> }
  /** Nothing follows for now: play what there is, however little it is. */
  | { readonly type: 'end'; readonly epoch: number }
  /** Drop everything and begin this epoch. */
  | { readonly type: 'clear'; readonly epoch: number };

/** How the audio thread is set up. */
export interface PlayerProcessorOptions {
  /** Size of the ring in frames. */
  readonly capacityFrames: number;
  /** How many frames must wait before sound starts, and before it starts again after an underrun. */
  readonly startFrames: number;
  /** How many frames a fade lasts: out before an underrun, in behind it. */
  readonly fadeFrames: number;
}

/** Name under which the processor is registered. */
export const PLAYER_PROCESSOR_NAME = 'lipwire-player';

/** Why a report is sent. */
export const REPORT_KIND = {
  /** Nothing changed; the page may want to top up the ring. */
  progress: 0,
  /** The frame at `contextFrame` is the first to sound. */
  started: 1,
  /** The frame at `contextFrame` is the first of silence. */
  stopped: 2,
} as const;

/**
 * What the audio thread reports: one array that is filled again for each report, so that reporting makes no garbage.
 * The indices of its fields:
 */
export const REPORT = {
  kind: 0,
  /** Which epoch it is about. */
  epoch: 1,
  /** When, in frames of the context since it started. */
  contextFrame: 2,
  /** How many frames of the epoch sounded before then. */
  playedFrames: 3,
  /** How often sound ran out in the middle of speech since the processor started. */
  underruns: 4,
  /** How many frames of silence that made. */
  underrunFrames: 5,
} as const;

/** Length of a report. */
export const REPORT_FIELDS = 6;
