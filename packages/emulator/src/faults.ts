/** Moments in a session at which a fault can strike. */
export type FaultPoint =
  /** Instead of answering the setup. */
  | 'setup'
  /** Behind `setupComplete`. */
  | 'setup-complete'
  /** In place of hearing a message with the user's speech. */
  | 'user-audio'
  /** In front of a message with audio. */
  | 'audio'
  /** Behind the message that says so. */
  | 'function-call'
  | 'interrupted'
  | 'generation-complete'
  | 'turn-complete';

/** What goes wrong. */
export type FaultAction =
  /** Closes the socket with a code (1000 to 1003, 1007 to 1014, 3000 to 4999) and a reason. */
  | { readonly type: 'close'; readonly code: number; readonly reason: string }
  /** Cuts the connection without a word. */
  | { readonly type: 'drop' }
  /** Sends a frame of anything: a text frame for a string, a binary frame for bytes. */
  | { readonly type: 'send'; readonly frame: string | Uint8Array }
  /** Sends nothing for a time; then all that waited, at once. */
  | { readonly type: 'stall'; readonly durationMs: number }
  /** At `interrupted` or `turn-complete`: some more pieces of the turn that was interrupted, as far as there are. */
  | { readonly type: 'late-audio'; readonly pieces: number };

/** One thing that goes wrong once in a session. */
export interface Fault {
  readonly at: FaultPoint;
  /** Strikes the nth time that the session comes to this point. Default 1, the first. */
  readonly nth?: number;
  /** Strikes in the nth session of the emulator only, counted from 1. Default: in every session. */
  readonly session?: number;
  readonly action: FaultAction;
}

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
