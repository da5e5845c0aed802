/** Where frames come from; tests pass their own. */
export interface FrameSource {
  /** Calls back once before the next frame is drawn. */
  request(callback: () => void): number;
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

/** Calls a function before each frame for as long as it says that there is more to do. */
export class FrameLoop {
  readonly #source: FrameSource;
  readonly #onFrame: (nowMs: number, elapsedMs: number) => boolean;
  #handle: number | undefined;
  #lastMs: number | undefined;

  /** @param onFrame returns whether another frame is wanted. `elapsedMs` is 0 in the first frame after a pause. */
  constructor(source: FrameSource, onFrame: (nowMs: number, elapsedMs: number) => boolean) {
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

  /** Stops; {@link wake} starts it again. */
  stop(): void {
    if (this.#handle !== undefined) this.#source.cancel(this.#handle);
    this.#handle = undefined;
    this.#lastMs = undefined;
  }

  readonly #tick = (): void => {
    this.#handle = undefined;
    const nowMs = this.#source.nowMs();
    const elapsedMs = this.#lastMs === undefined ? 0 : Math.min(nowMs - this.#lastMs, MAX_ELAPSED_MS);
    this.#lastMs = nowMs;
    if (this.#onFrame(nowMs, elapsedMs)) this.wake();
    else if (!this.running) this.#lastMs = undefined;
  };
}
