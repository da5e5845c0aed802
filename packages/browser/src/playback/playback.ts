import type { PlaybackPosition } from './clock.js';

/**
 * Something that speech is given to, and that knows what of it is heard: the audio thread, or only a clock.
 *
 * Its media time counts all speech it ever took, whatever became of it, from 0. It never runs back.
 */
export interface Playback {
  /** Media time behind the last sample that was taken, in milliseconds. */
  readonly mediaEndMs: number;
  /** How much speech was taken but not heard yet, in milliseconds. */
  readonly queuedMs: number;
  /** How often sound ran out in the middle of speech. */
  readonly underruns: number;
  /** How much silence that made, in milliseconds. */
  readonly underrunMs: number;
  /** From the rendering of a sample to the speaker, in milliseconds. */
  readonly outputLatencyMs: number;
  /** How far the latest answer of {@link read} is ahead of what the browser said then, in milliseconds. */
  readonly aheadMs: number;
  /**
   * Takes the next speech.
   *
   * @param samples mono, -1 to 1; only read, but kept until it was heard.
   * @param sampleRateHz their rate; it may change from call to call.
   * @returns media time of the first sample, in milliseconds.
   */
  push(samples: Float32Array, sampleRateHz: number): number;
  /** Nothing follows for now: play what there is, to its last sample. */
  end(): void;
  /** Silence at once. What was taken and not heard is skipped: the playhead jumps behind it. */
  clear(): void;
  /**
   * Where playback is now.
   *
   * @param position is filled in; nothing is allocated.
   */
  read(position: PlaybackPosition): void;
  /** Gives back what it holds. Safe to call twice. */
  close(): void;
}
