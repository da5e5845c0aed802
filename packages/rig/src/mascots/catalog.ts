import { EXPRESSIONS, type Expression } from '../contract.js';
import { type MouthGeometry, measureMouth } from '../mouth/mouth-geometry.js';
import { JUNO } from './juno/juno.js';
import type { Mascot } from './mascot.js';
import { MISO } from './miso/miso.js';
import { ORBIT } from './orbit/orbit.js';

/** The characters of this package; the first is the one that apps show by default. */
export const MASCOTS: readonly [Mascot, ...Mascot[]] = [MISO, ORBIT, JUNO];

/**
 * Measures the mouth of a mascot for given viseme weights, from the same numbers from which its file is made.
 *
 * @param weights 22 numbers by viseme id, 0 to 1 each and in all; what they leave of 1 is the resting mouth.
 * @param mascot default: the first of {@link MASCOTS}.
 * @param expression whose resting mouth. Default: neutral.
 * @throws RigError `RIG_WEIGHTS_INVALID`.
 */
export function mouthGeometry(
  weights: ArrayLike<number>,
  mascot: Mascot = MASCOTS[0],
  expression: Expression = EXPRESSIONS[0],
): MouthGeometry {
  return measureMouth(mascot.mouth, mascot.mouth.center, weights, expression);
}
