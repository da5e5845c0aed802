import type { RigReport } from '@lipwire/browser';
import type { Diagnosis } from '@lipwire/browser/doctor';
import type { VisemeId } from '@lipwire/cues';
import type { RivArtboard } from '../rive/riv-player.js';

/** All that was found out about a file. It can be sent between threads. */
export interface Examination {
  /** Everything in the file. */
  readonly artboards: readonly RivArtboard[];
  /** What of it is played. */
  readonly artboard: string;
  readonly stateMachine: string | undefined;
  readonly viewModel: string | undefined;
  readonly width: number;
  readonly height: number;
  readonly report: RigReport;
  readonly diagnosis: Diagnosis;
  /** The whole picture while the mouth is silent, as SVG. */
  readonly picture: string;
  /** The part of it that the mouth moves in, for each viseme that is driven. */
  readonly mouths: readonly MouthPicture[];
}

/** What one viseme looks like. */
export interface MouthPicture {
  readonly visemeId: VisemeId;
  readonly svg: string;
  /** It draws exactly what silence draws, and should not. */
  readonly likeSilence: boolean;
}
