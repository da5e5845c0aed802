import { type CueSink, SILENCE, type VisemeId } from '@lipwire/cues';
import { HOP_MS } from '../frames/analysis-grid.js';

/** One viseme per frame in, a cue for each change out. The mouth starts at rest, without a cue. */
export class CueWriter {
  #shown: VisemeId = SILENCE;

  /** Takes the viseme of frame number `frame`. */
  put(frame: number, visemeId: VisemeId, emit: CueSink): void {
    if (visemeId === this.#shown) return;
    this.#shown = visemeId;
    emit(visemeId, frame * HOP_MS);
  }

  /** Ends the stream: the mouth rests from `endMs` on. */
  end(endMs: number, emit: CueSink): void {
    if (this.#shown !== SILENCE) emit(SILENCE, endMs);
    this.#shown = SILENCE;
  }

  /** Forgets the stream. */
  reset(): void {
    this.#shown = SILENCE;
  }
}
