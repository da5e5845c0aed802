import { FramePace } from './frame-pace.js';

/** Where frames come from; tests pass their own. */
export interface FrameSource {
  /** Calls back once before the next frame is drawn, with the wall time at which the frame began, if it is known. */
  request(callback: (beganMs?: number) => void): number;
  /** Takes a request back. */
  cancel(handle: number): void;
  /** Wall time in milliseconds, rising. */
  nowMs(): number;
}

/** The browser's frames; none where there is no browser. */
export const animationFrames: FrameSource = {
  request: (callback) => (typeof requestAnimationFrame === 'function' ? requestAnimationFrame(callback) : 0),
  cancel: (handle) => {
    if (typeof cancelAnimationFrame === 'function') cancelAnimationFrame(handle);
  },
  nowMs: () => performance.now(),
};

/** A page that was hidden comes back after minutes; movements then go on as if one long frame had passed. */
const MAX_ELAPSED_MS = 250;

/** Frames that are drawn before the loop may give one up for its place again. */
const FRAMES_BETWEEN_MOVES = 30;

/** Two times are of one frame if they are no further apart: browsers round them differently. */
const SAME_FRAME_MS = 1;

/**
 * What is done in a frame.
 *
 * @param elapsedMs time since the frame before; 0 in the first frame after a pause.
 * @param screenInMs from now until what is drawn is on the screen.
 * @returns whether another frame is wanted.
 */
type OnFrame = (nowMs: number, elapsedMs: number, screenInMs: number) => boolean;

/** Calls a function before each frame for as long as it says that there is more to do. */
export class FrameLoop {
  readonly #source: FrameSource;
  readonly #onFrame: OnFrame;
  readonly #pace = new FramePace();
  #handle: number | undefined;
  #lastMs: number | undefined;
  #beganMs = Number.NaN;
  #framesSinceMove = FRAMES_BETWEEN_MOVES;

  constructor(source: FrameSource, onFrame: OnFrame) {
    this.#source = source;
    this.#onFrame = onFrame;
  }

  /** A frame is due. */
  get running(): boolean {
    return this.#handle !== undefined;
  }

  /** Makes sure that there is a next frame. Cheap: call it whenever something may have changed. */
  wake(): void {
    this.#handle ??= this.#source.request(this.#tick);
  }

  /**
   * Takes the first place in the next frame, if a frame is due and what began at this time has not come yet. Callbacks of a
   * frame run in the order in which they were asked for: whoever asks before the one who draws is drawn at once, and not
   * a frame later.
   *
   * @param beganMs what `document.timeline` says, in the frame of the one who draws and before it asks for its next.
   */
  moveBefore(beganMs: number): void {
    if (this.#handle === undefined || Math.abs(this.#beganMs - beganMs) < SAME_FRAME_MS) return;
    if (this.#framesSinceMove < FRAMES_BETWEEN_MOVES) return;
    this.#framesSinceMove = 0;
    this.#source.cancel(this.#handle);
    this.#handle = this.#source.request(this.#tick);
  }

  /** Stops; {@link wake} starts it again. */
  stop(): void {
    if (this.#handle !== undefined) this.#source.cancel(this.#handle);
    this.#handle = undefined;
    this.#pause();
  }

  #pause(): void {
    this.#lastMs = undefined;
    this.#pace.pause();
  }

  readonly #tick = (beganMs?: number): void => {
    this.#handle = undefined;
    const nowMs = this.#source.nowMs();
    const elapsedMs = this.#lastMs === undefined ? 0 : Math.min(nowMs - this.#lastMs, MAX_ELAPSED_MS);
    this.#lastMs = nowMs;
    this.#beganMs = beganMs ?? nowMs;
    this.#framesSinceMove++;
    this.#pace.onFrame(this.#beganMs);
    if (this.#onFrame(nowMs, elapsedMs, this.#pace.screenInMs(nowMs))) this.wake();
    else if (!this.running) this.#pause();
  };
}
