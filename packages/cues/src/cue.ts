import type { VisemeId } from './viseme.js';

/**
 * "From here on, this mouth shape", until the next cue.
 *
 * A list of cues is in rising order of `offsetMs`.
 */
export interface Cue {
  readonly visemeId: VisemeId;
  /** Milliseconds of media time: from the first sample of the turn, or of whatever the list says it starts at. */
  readonly offsetMs: number;
}

/** Takes cues one by one, so that the maker of cues need not build lists. */
export type CueSink = (visemeId: VisemeId, offsetMs: number) => void;
