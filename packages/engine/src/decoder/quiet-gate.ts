/**
 * Quiet for so long is a pause, not the closure of a `p`: 14 frames. Closures in synthesized speech, where they are
 * digital silence, stay under 120 ms.
 */
const PAUSE_FRAMES = 14;

/** Knows for certain, from the level alone, that nobody speaks. All other silence is the network's to recognise. */
export class QuietGate {
  #quietFrames = 0;

  /** Takes the newest frame: is it too quiet to be speech? */
  push(quiet: boolean): void {
    this.#quietFrames = quiet ? this.#quietFrames + 1 : 0;
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
