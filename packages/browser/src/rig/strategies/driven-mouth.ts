import type { RigStrategyName } from '../mouth-map.js';
import type { DrawnViseme } from './match-shapes.js';
import type { MouthAlphabet } from './mouth-alphabets.js';

/** Shows the mouth of a frame; see `RigTarget.setWeights`. */
export type MouthSetter = (weights: Float32Array) => void;

/** The mouth of a file, and how it is driven. */
export interface DrivenMouth {
  readonly strategy: RigStrategyName;
  /** Whose names or numbers the file uses, where it matters. */
  readonly alphabet?: MouthAlphabet | undefined;
  /** What each viseme is drawn with, by id. */
  readonly shapes: readonly DrawnViseme[];
  readonly set: MouthSetter;
}
