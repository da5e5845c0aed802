import type { CueQueue } from './cue-queue.js';
import type { PlaybackPosition } from './playback/clock.js';
import { MouthDriver } from './rig/driver.js';
import type { Performer } from './rig/stage.js';

/** Moves the mouth with what is heard. */
export class SpeechPerformer implements Performer {
  readonly #driver: MouthDriver;
  readonly #read: (position: PlaybackPosition) => void;
  readonly #statedMs: number | undefined;
  #displayLatencyMs: number;
  readonly #position: PlaybackPosition = { mediaMs: 0, sounding: false, startsInMs: Number.POSITIVE_INFINITY };

  /**
   * @param read fills in what is heard; called once a frame.
   * @param displayLatencyMs how long a frame takes to the screen: what is drawn is what will be heard then; `undefined`:
   *   as the frames say.
   */
  constructor(cues: CueQueue, read: (position: PlaybackPosition) => void, displayLatencyMs: number | undefined) {
    this.#driver = new MouthDriver(cues);
    this.#read = read;
    this.#statedMs = displayLatencyMs;
    this.#displayLatencyMs = displayLatencyMs ?? 0;
  }

  get weights(): Float32Array {
    return this.#driver.weights;
  }

  /** How long the latest frame took to the screen, in milliseconds. */
  get displayLatencyMs(): number {
    return this.#displayLatencyMs;
  }

  get active(): boolean {
    return !this.#driver.atRest;
  }

  advance(_nowMs: number, elapsedMs: number, screenInMs: number): boolean {
    this.#read(this.#position);
    this.#displayLatencyMs = this.#statedMs ?? screenInMs;
    this.#position.mediaMs += this.#displayLatencyMs;
    this.#driver.advance(this.#position, elapsedMs);
    return this.#position.sounding || Number.isFinite(this.#position.startsInMs) || !this.#driver.atRest;
  }

  /** Rest at once. */
  reset(): void {
    this.#driver.reset();
  }
}
