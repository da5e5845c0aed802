import type { RivObject } from '../format/riv-object.js';
import type { Curve } from './easing.js';

/** Gives each curve that is used an id of the artboard; equal curves share one. */
export class CurveIds {
  readonly objects: RivObject[] = [];
  readonly #ids = new Map<string, number>();
  readonly #firstId: number;

  constructor(firstId: number) {
    this.#firstId = firstId;
  }

  idOf({ x1, y1, x2, y2 }: Curve): number {
    const key = [x1, y1, x2, y2].join();
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#firstId + this.objects.length;
    this.objects.push({ type: 'CubicEaseInterpolator', props: { x1, y1, x2, y2 } });
    this.#ids.set(key, id);
    return id;
  }
}
