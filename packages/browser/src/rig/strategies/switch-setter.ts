import type { MouthSetter } from './driven-mouth.js';
import type { DrawnViseme } from './match-shapes.js';

/**
 * Drives a mouth that shows one shape at a time; the file itself makes it smooth. The shape with the most weight is
 * shown, whichever of its visemes that comes from.
 */
export function switchSetter<Shape>(
  shapes: readonly DrawnViseme[],
  shapeOf: (name: string) => Shape,
  show: (shape: Shape) => void,
): MouthSetter {
  const names = [...new Set(shapes.map(({ shape }) => shape ?? ''))];
  const values = names.map(shapeOf);
  const indexOf = Int8Array.from(shapes, ({ shape }) => names.indexOf(shape ?? ''));
  const shares = new Float32Array(names.length);
  let shown = -1;
  return (weights) => {
    shares.fill(0);
    for (let id = 0; id < indexOf.length; id++) {
      const index = indexOf[id] as number;
      shares[index] = (shares[index] as number) + (weights[id] as number);
    }
    let best = 0;
    for (let i = 1; i < shares.length; i++) if ((shares[i] as number) > (shares[best] as number)) best = i;
    if (best === shown) return;
    shown = best;
    show(values[best] as Shape);
  };
}
