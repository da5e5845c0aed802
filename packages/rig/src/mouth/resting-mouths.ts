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
  surprised: resting({ width: 0.5, smile: -0.1, protrude: 0.5 }),
  // Pursed and drawn aside.
  thinking: resting({ width: 0.6, smile: 0.3, skew: 0.7, protrude: 0.3, press: 0.15, shift: 0.3 }),
  // A wave: one end of the line turned up, the other down, flat between.
  confused: resting({ width: 0.84, smile: -0.1, skew: 1.0, square: 0.7, press: 0.35, shift: -0.08 }),
};
