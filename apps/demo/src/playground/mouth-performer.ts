import { type Performer, poseAt } from '@lipwire/browser';
import { SILENCE, VISEME_COUNT, type VisemeId, type WireViseme } from '@lipwire/cues';

/** Where the playhead is, and how fast it moves by itself: 0 where it stands, 1 where the sound plays as it is. */
export interface PlayheadPosition {
  readonly atMs: number;
  readonly speed: number;
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

  /** @param screenInMs the mouth is that of the instant that is heard when the frame is on the screen. */
  advance(_nowMs: number, _elapsedMs: number, screenInMs: number): boolean {
    const { atMs, speed } = this.#position();
    if (this.shape !== undefined) {
      this.weights.fill(0);
      this.weights[this.shape] = 1;
    } else {
      poseAt(this.visemes, atMs + screenInMs * speed, this.weights);
    }
    return speed > 0;
  }
}
