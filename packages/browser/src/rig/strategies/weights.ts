import { VISEME_COUNT } from '@lipwire/cues';
import { visemeProperty } from '@lipwire/rig/contract';
import type { MouthSetter, RigParts } from '../rig-parts.js';
import { toSequentialBlend } from '../sequential-blend.js';

/** Lipwire's own mascots: one number for each viseme in the view model, so that the mouth is the exact average. */
export function driveWeights(parts: RigParts, missing: string[]): MouthSetter | undefined {
  const numbers = Array.from({ length: VISEME_COUNT }, (_, id) => parts.viewModelNumber(visemeProperty(id)));
  if (!numbers.some(Boolean)) return undefined;
  numbers.forEach((number, id) => {
    if (!number) missing.push(visemeProperty(id));
  });
  const values = new Float32Array(VISEME_COUNT);
  return (weights) => {
    toSequentialBlend(weights, values);
    for (let id = 0; id < VISEME_COUNT; id++) numbers[id]?.set(values[id] as number);
  };
}
