import type { PlaybackPosition } from './clock.js';
import type { Playback } from './playback.js';

/**
 * Playback without sound, for apps that play the speech themselves: it assumes that the app starts to play what comes
 * as soon as it comes, and without gaps while there is something.
 *
 * Its limits are those of that assumption: it cannot know the app's buffer, its latency or its underruns.
 */
export class SilentPlayback implements Playback {
  readonly underruns = 0;
  readonly underrunMs = 0;
  readonly outputLatencyMs = 0;
  readonly aheadMs = 0;
  readonly #nowMs: () => number;
  #mediaEndMs: number;
  /** Wall time at which what was taken until now has been heard. */
  #endsAtMs = Number.NEGATIVE_INFINITY;
  #lastMediaMs: number;

  /**
   * @param nowMs wall time in milliseconds, rising.
   * @param startMs media time of the first sample.
   */
  constructor(nowMs: () => number, startMs = 0) {
    this.#nowMs = nowMs;
    this.#mediaEndMs = startMs;
    this.#lastMediaMs = startMs;
  }

  get mediaEndMs(): number {
    return this.#mediaEndMs;
  }

  get queuedMs(): number {
    return Math.max(0, this.#endsAtMs - this.#nowMs());
  }

  push(samples: Float32Array, sampleRateHz: number): number {
    const startMs = this.#mediaEndMs;
    const durationMs = (samples.length / sampleRateHz) * 1000;
    this.#endsAtMs = Math.max(this.#endsAtMs, this.#nowMs()) + durationMs;
    this.#mediaEndMs += durationMs;
    return startMs;
  }

  end(): void {}

  clear(): void {
    this.#endsAtMs = Number.NEGATIVE_INFINITY;
  }

  read(position: PlaybackPosition): void {
    const leftMs = this.#endsAtMs - this.#nowMs();
    this.#lastMediaMs = Math.max(this.#lastMediaMs, this.#mediaEndMs - Math.max(0, leftMs));
    position.mediaMs = this.#lastMediaMs;
    position.sounding = leftMs > 0;
    position.startsInMs = position.sounding ? 0 : Number.POSITIVE_INFINITY;
  }

  close(): void {
    this.clear();
  }
}
