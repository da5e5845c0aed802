import { between, type Random } from './chance.js';
import { STEP_MS } from './spring.js';

/** One nod down and up, in milliseconds: listeners nod about twice a second (Hadar, Steiner and Rose, 1985). */
const NOD_MS = [400, 540] as const;
/** Each nod of several is smaller than the one before. */
const FADE = 0.6;

/** The movement of a nodding head. */
export class Nods {
  readonly #random: Random;
  #left = 0;
  #depth = 0;
  #periodMs = 0;
  #atMs = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** It nods now. */
  get nodding(): boolean {
    return this.#left > 0;
  }

  /** Begins to nod, unless it does. @param depth 0 to 1. */
  nod(depth: number, times: number): void {
    if (this.#left > 0) return;
    this.#left = times;
    this.#depth = depth;
    this.#periodMs = between(this.#random, NOD_MS[0], NOD_MS[1]);
    this.#atMs = 0;
  }

  /** Stops in the middle. */
  stop(): void {
    this.#left = 0;
  }

  /** One step. @returns how far down the head should be, 0 to 1. */
  step(): number {
    if (this.#left === 0) return 0;
    this.#atMs += STEP_MS;
    if (this.#atMs >= this.#periodMs) {
      this.#atMs -= this.#periodMs;
      this.#depth *= FADE;
      if (--this.#left === 0) return 0;
    }
    const phase = Math.sin((Math.PI * this.#atMs) / this.#periodMs);
    return this.#depth * phase * phase;
  }
}
