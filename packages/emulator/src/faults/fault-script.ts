import type { Fault, FaultAction, FaultPoint } from './fault.js';

/** Tells a session what is to go wrong, and when. */
export class FaultScript {
  readonly #faults: readonly Fault[];
  readonly #session: number;
  readonly #visits = new Map<FaultPoint, number>();

  /**
   * @param faults of the emulator; read at every point, so that a test can add to them.
   * @param session its number, from 1.
   */
  constructor(faults: readonly Fault[], session: number) {
    this.#faults = faults;
    this.#session = session;
  }

  /** The session comes to a point: what strikes now. */
  visit(point: FaultPoint): FaultAction[] {
    const visits = (this.#visits.get(point) ?? 0) + 1;
    this.#visits.set(point, visits);
    return this.#faults
      .filter(({ at, nth = 1, session = this.#session }) => at === point && nth === visits && session === this.#session)
      .map(({ action }) => action);
  }
}
