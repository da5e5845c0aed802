import type { Key } from '../builder/authoring/animation.js';

/** How a character moves: the same motions look calm, brisk or composed by these numbers. */
export interface Temper {
  /** How fast: 1 is as the motions are written, 1.3 is brisk. */
  readonly tempo: number;
  /** How far: 1 is as the motions are written, 0.6 is composed. */
  readonly reach: number;
}

/** Key frames in a character's temper. `unit` is what 1 stands for: `degrees(1)` for angles. Default 1. */
export function tempered(keys: readonly Key[], { tempo, reach }: Temper, unit = 1): Key[] {
  return keys.map(([atMs, value, ...easing]): Key => [atMs / tempo, value * reach * unit, ...easing]);
}
