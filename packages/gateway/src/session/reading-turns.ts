/**
 * Lets those who bring much at a time be read from one after the other: one in each turn of the event loop, so that all
 * who bring little are served in between. Where nobody else has anything to do, turns follow one another at once.
 */
export class ReadingTurns {
  readonly #waiting: (() => void)[] = [];

  /** Calls back in one of the next turns of the event loop: first come, first served. */
  wait(onTurn: () => void): void {
    this.#waiting.push(onTurn);
    if (this.#waiting.length === 1) setImmediate(this.#next);
  }

  readonly #next = (): void => {
    const onTurn = this.#waiting.shift();
    if (this.#waiting.length > 0) setImmediate(this.#next);
    onTurn?.();
  };
}
