/** -66 dB of full scale, as the natural logarithm of power: under the quietest speech that a call carries. */
const QUIET_LOG_POWER = (-66 / 10) * Math.LN10;

/**
 * Quiet for so long is a pause, not the closure of a `p`: 14 frames. Closures in synthesized speech, where they are
 * digital silence, stay under 120 ms.
 */
const PAUSE_FRAMES = 14;

/** Knows for certain, from the level alone, that nobody speaks. All other silence is the network's to recognise. */
export class QuietGate {
  #quietFrames = 0;

  /** Takes the log power of the newest frame. */
  push(logPower: number): void {
    this.#quietFrames = logPower < QUIET_LOG_POWER ? this.#quietFrames + 1 : 0;
  }

  /** True when the frame that lies `framesBack` before the newest is part of a pause. */
  isPause(framesBack: number): boolean {
    return this.#quietFrames >= PAUSE_FRAMES && this.#quietFrames > framesBack;
  }

  /** Forgets the stream. */
  reset(): void {
    this.#quietFrames = 0;
  }
}
