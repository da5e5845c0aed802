import type { Performer } from '@lipwire/browser';
import { SILENCE, VISEME_COUNT, type VisemeId } from '@lipwire/cues';

/** So many frames are drawn of each shape before it is looked at: files that move by themselves need them to get there. */
const FRAMES_EACH = 12;

/** Makes one mouth after the other, as fast as they are drawn. */
export class MouthParade implements Performer {
  readonly weights = new Float32Array(VISEME_COUNT);
  readonly active = true;
  #visemeId: VisemeId = SILENCE;
  #frames = 0;
  #done = false;

  constructor() {
    this.weights[SILENCE] = 1;
  }

  advance(): boolean {
    return !this.#done;
  }

  /** Call it when a frame has been drawn. @returns the shape that is whole in it and is left now, if there is one. */
  onDrawn(): VisemeId | undefined {
    if (this.#done || ++this.#frames < FRAMES_EACH) return undefined;
    const shown = this.#visemeId;
    this.#frames = 0;
    this.#done = shown === VISEME_COUNT - 1;
    this.weights.fill(0);
    this.#visemeId = this.#done ? SILENCE : ((shown + 1) as VisemeId);
    this.weights[this.#visemeId] = 1;
    return shown;
  }
}
