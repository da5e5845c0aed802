import type { NumberPart } from '../rig-parts.js';
import { toSequentialBlend } from '../sequential-blend.js';
import { toUnorderedBlend } from '../unordered-blend.js';
import type { MouthSetter } from './driven-mouth.js';
import type { DrawnViseme } from './match-shapes.js';

/**
 * Drives a direct blend: one number for each shape.
 *
 * @param parts the numbers; in the order in which the file blends them, if `ordered`. Those that no viseme uses stay 0.
 * @param full value that shows a shape in full.
 */
export function blendSetter(
  parts: readonly NumberPart[],
  shapes: readonly DrawnViseme[],
  { ordered, full = 100 }: { readonly ordered: boolean; readonly full?: number | undefined },
): MouthSetter {
  const partOf = Int8Array.from(shapes, ({ shape }) => parts.findIndex(({ name }) => name === shape));
  const shares = new Float32Array(parts.length);
  const values = new Float32Array(parts.length);
  const blend = ordered ? toSequentialBlend : toUnorderedBlend;
  return (weights) => {
    shares.fill(0);
    let rest = 0;
    for (let id = 0; id < partOf.length; id++) {
      const part = partOf[id] as number;
      if (part < 0) rest += weights[id] as number;
      else shares[part] = (shares[part] as number) + (weights[id] as number);
    }
    blend(shares, values, rest);
    for (let i = 0; i < parts.length; i++) (parts[i] as NumberPart).set(((values[i] as number) * full) / 100);
  };
}
