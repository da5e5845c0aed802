import type { Expression } from '../contract.js';
import { type Articulation, REST } from './articulation.js';

const resting = (changes: Partial<Articulation>): Articulation => ({ ...REST, ...changes });

/**
 * The mouth of a face that does not speak, by expression. All are shut, so that a mouth that falls silent is: what an
 * expression does with its lips is in their corners, their width and how hard they are pressed.
 */
export const RESTING_MOUTHS: Readonly<Record<Expression, Articulation>> = {
  neutral: REST,
  // Corners far up and out, lips drawn thin.
  happy: resting({ width: 1.18, smile: 2.1, press: 0.15 }),
  // Corners down, lower lip pushed up and out.
  sad: resting({ width: 0.86, smile: -1.25, protrude: 0.12 }),
  // A small mouth, lips forward, as for an "oh" that does not come.
  surprised: resting({ width: 0.46, smile: 0.1, protrude: 0.75 }),
  // Pursed and drawn aside.
  thinking: resting({ width: 0.68, smile: 0.35, skew: 0.55, protrude: 0.2, press: 0.2, shift: 0.2 }),
  // Lopsided: one corner up, one down.
  confused: resting({ width: 0.8, smile: -0.1, skew: 1.15, press: 0.3, shift: -0.1 }),
};
