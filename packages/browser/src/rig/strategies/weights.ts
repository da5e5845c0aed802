import { SILENCE, VISEME_COUNT } from '@lipwire/cues';
import { visemeProperty } from '@lipwire/rig/contract';
import type { RigParts } from '../rig-parts.js';
import { blendSetter } from './blend-setter.js';
import type { DrivenMouth } from './driven-mouth.js';
import { matchShapes } from './match-shapes.js';

/**
 * Lipwire's own mascots: one number for each viseme in the view model, blended in the order of the ids over the mouth of
 * the expression. So every mouth is the exact average, and silence is what the average leaves: its own number stays 0.
 */
export function driveWeights(parts: RigParts): DrivenMouth | undefined {
  const numbers = Array.from({ length: VISEME_COUNT }, (_, id) => parts.viewModelNumber(visemeProperty(id)));
  const present = numbers.filter((number) => number !== undefined);
  const names = new Set(present.map(({ name }) => name));
  const wanted = Array.from({ length: VISEME_COUNT }, (_, id) => (id === SILENCE ? '' : visemeProperty(id)));
  const shapes = matchShapes(wanted, (name) => names.has(name));
  if (shapes.length === 0) return undefined;
  return { strategy: 'weights', shapes, set: blendSetter(present, shapes, { ordered: true }) };
}
