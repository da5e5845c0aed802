import { type Performer, poseAt } from '@lipwire/browser';
import { SILENCE, VISEME_COUNT, type VisemeId, type WireViseme } from '@lipwire/cues';

/** How long a drawn frame takes to the screen, as in a call. */
const DISPLAY_LATENCY_MS = 16;

/** Where the playhead is, and whether it moves by itself. */
export interface PlayheadPosition {
  readonly atMs: number;
  readonly playing: boolean;
}

/** Shows the mouth of the instant at the playhead, whichever way it moves. */
export class MouthPerformer implements Performer {
  readonly weights = new Float32Array(VISEME_COUNT);
  readonly #position: () => PlayheadPosition;
  /** The cues that the mouth follows. */
  visemes: readonly WireViseme[] = [];
  /** One shape, to look at; undefined: what the playhead says. */
  shape: VisemeId | undefined;

  constructor(position: () => PlayheadPosition) {
    this.#position = position;
    this.weights[SILENCE] = 1;
  }

  /** Nobody else moves this mouth. */
  get active(): boolean {
    return true;
  }

  advance(): boolean {
    const { atMs, playing } = this.#position();
    if (this.shape !== undefined) {
      this.weights.fill(0);
      this.weights[this.shape] = 1;
    } else {
      poseAt(this.visemes, playing ? atMs + DISPLAY_LATENCY_MS : atMs, this.weights);
    }
    return playing;
  }
}
