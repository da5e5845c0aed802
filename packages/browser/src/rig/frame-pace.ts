/** How many intervals are looked at; a frame that was dropped now and then does not count among so many. */
const INTERVALS = 9;
/** Before there are intervals: the most common screen. */
const FIRST_GUESS_MS = 1000 / 60;
/** Intervals outside are no screen's: a test's frames, or a page that was hidden. */
const MIN_INTERVAL_MS = 2;
const MAX_INTERVAL_MS = 50;

/**
 * How soon a frame is on the screen.
 *
 * What is drawn in a frame is shown when the screen shows its next picture: one interval of the screen behind the
 * beginning of the frame, however late in it the page came to draw. The interval is measured: 8 ms on a screen of 120 Hz,
 * 33 ms where a battery is saved.
 */
export class FramePace {
  readonly #intervals = new Float64Array(INTERVALS);
  readonly #sorted = new Float64Array(INTERVALS);
  #count = 0;
  #beganMs = Number.NaN;
  #intervalMs = FIRST_GUESS_MS;

  /** Time between two pictures of the screen, in milliseconds. */
  get intervalMs(): number {
    return this.#intervalMs;
  }

  /** A frame began. @param beganMs what `requestAnimationFrame` says, in milliseconds. */
  onFrame(beganMs: number): void {
    const intervalMs = beganMs - this.#beganMs;
    this.#beganMs = beganMs;
    if (!(intervalMs >= MIN_INTERVAL_MS && intervalMs <= MAX_INTERVAL_MS)) return;
    this.#intervals[this.#count++ % INTERVALS] = intervalMs;
    if (this.#count < INTERVALS) return;
    this.#sorted.set(this.#intervals);
    this.#sorted.sort();
    this.#intervalMs = this.#sorted[INTERVALS >> 1] as number;
  }

  /** The frames paused: the next one is not behind the latest. */
  pause(): void {
    this.#beganMs = Number.NaN;
  }

  /** From now until what is drawn in the present frame is on the screen, in milliseconds. */
  screenInMs(nowMs: number): number {
    const lateMs = Math.max(0, nowMs - this.#beganMs);
    // A page that comes to draw only in a later interval is shown at the end of that one.
    return this.#intervalMs - (lateMs % this.#intervalMs);
  }
}
