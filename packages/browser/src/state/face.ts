import type { Expression } from '@lipwire/rig/contract';
import type { Clock } from '../wall-clock.js';

/** A thought that is over sooner is not worth a face: it would only twitch before an answer. */
const THOUGHT_MS = 350;

/** The expression of a mascot: as its state says, save for thoughts that are over at once. */
export class Face {
  readonly #clock: Clock;
  readonly #show: (expression: Expression) => void;
  #wanted: Expression = 'neutral';
  #cancelTimer: (() => void) | undefined;

  constructor(clock: Clock, show: (expression: Expression) => void) {
    this.#clock = clock;
    this.#show = show;
  }

  /** What it should look like from now on. Cheap if that is nothing new. */
  set(expression: Expression): void {
    if (expression === this.#wanted) return;
    this.#wanted = expression;
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    if (expression === 'thinking') this.#cancelTimer = this.#clock.after(THOUGHT_MS, () => this.#show(expression));
    else this.#show(expression);
  }
}
