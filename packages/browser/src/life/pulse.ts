import { STEP_MS } from './spring.js';

/** A movement that is made for a moment and let go: something to aim a spring at. */
export class Pulse {
  #level = 0;
  #leftMs = 0;

  /** Up for so long; a stronger one that runs goes on. @param level 0 to 1. */
  start(level: number, ms: number): void {
    if (level < this.#level && this.#leftMs > 0) return;
    this.#level = level;
    this.#leftMs = ms;
  }

  /** Lets go at once. */
  stop(): void {
    this.#leftMs = 0;
  }

  /** One step. @returns the level, 0 while there is none. */
  step(): number {
    if (this.#leftMs <= 0) return 0;
    this.#leftMs -= STEP_MS;
    return this.#level;
  }
}
