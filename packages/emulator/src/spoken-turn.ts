import type { Phone } from './voices/speech.js';

/** One turn of the model, as it was sent: the ground truth that a test compares a player or a mouth with. */
export interface SpokenTurn {
  /** What was to be said. An interrupted turn said only its beginning. */
  readonly text: string;
  readonly sampleRateHz: 24000;
  /** Every sample that was sent as audio in this turn, in order, mono. */
  readonly pcm: Int16Array;
  /** When each phone is heard; times count from the first sample, and the last ends with the sound. */
  readonly phones: readonly Phone[];
  /** True as soon as the user spoke over it, be it after the last audio was sent. */
  readonly interrupted: boolean;
}

/** The turns of all sessions, in the order in which their last audio was sent; the oldest are forgotten. */
export class TurnLog {
  readonly turns: SpokenTurn[] = [];
  #bytes = 0;

  /**
   * @param maxTurns how many turns are kept.
   * @param maxBytes how much sound is kept; the newest turn is kept whatever its size.
   */
  constructor(
    readonly maxTurns: number,
    readonly maxBytes: number,
  ) {}

  /** Keeps a turn. */
  add(turn: SpokenTurn): void {
    this.turns.push(turn);
    this.#bytes += turn.pcm.byteLength;
    while (this.turns.length > 1 && (this.turns.length > this.maxTurns || this.#bytes > this.maxBytes)) {
      this.#bytes -= this.turns.shift()?.pcm.byteLength ?? 0;
    }
  }
}
