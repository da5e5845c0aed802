/**
 * Life passes in steps of this length, in milliseconds, whatever the frame rate: what is drawn lies between two steps.
 * So a screen of 144 Hz shows the same movements as one of 30 Hz, and chance falls the same way.
 */
export const STEP_MS = 8;

/**
 * A value that follows its target without a jump and without swinging over: a critically damped spring, solved exactly for
 * one step.
 *
 *     x(t) = target + (d + (v + w d) t) exp(-w t)      d: distance at the start, v: speed, w: stiffness
 *
 * It is halfway there after 1.7 / w seconds, and has 99 % of the way behind it after 6.6 / w.
 */
export class Spring {
  readonly #stiffness: number;
  readonly #decay: number;
  #before: number;
  #value: number;
  #speed = 0;

  /** @param stiffness in radians a second. @param value where it is at first. */
  constructor(stiffness: number, value = 0) {
    this.#before = value;
    this.#value = value;
    this.#stiffness = stiffness;
    this.#decay = Math.exp((-stiffness * STEP_MS) / 1000);
  }

  /** One step of {@link STEP_MS}. @param target where it is going. */
  step(target: number): void {
    const seconds = STEP_MS / 1000;
    const distance = this.#value - target;
    const pull = this.#speed + this.#stiffness * distance;
    this.#before = this.#value;
    this.#value = target + (distance + pull * seconds) * this.#decay;
    this.#speed = (this.#speed - pull * this.#stiffness * seconds) * this.#decay;
  }

  /** Where it was between the latest two steps. @param part 0: at the end of the one before, 1: of the latest. */
  at(part: number): number {
    return this.#before + (this.#value - this.#before) * part;
  }
}
