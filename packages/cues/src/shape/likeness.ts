import { VISEME_COUNT, type VisemeId } from '../viseme.js';

/**
 * What a viewer sees of each shape, 0 to 1: how far the jaw is open, how round and how wide the lips are, how tightly
 * the lips (or lip and teeth) touch, and how much of teeth and tongue shows. Judged by eye from the shape of each sound,
 * as drawn in Blair's and in the SAPI charts; only differences matter.
 */
const LOOKS: readonly (readonly [jaw: number, round: number, wide: number, contact: number, tongue: number])[] = [
  [0.0, 0.2, 0.3, 0.6, 0.0], // 0 silence
  [0.6, 0.1, 0.5, 0.0, 0.2], // 1 ae ax ah
  [0.9, 0.2, 0.3, 0.0, 0.2], // 2 aa
  [0.7, 0.6, 0.1, 0.0, 0.1], // 3 ao
  [0.5, 0.1, 0.6, 0.0, 0.2], // 4 ey eh uh
  [0.4, 0.5, 0.2, 0.0, 0.2], // 5 er
  [0.25, 0.0, 0.9, 0.0, 0.3], // 6 y iy ih
  [0.15, 1.0, 0.0, 0.0, 0.0], // 7 w uw
  [0.45, 0.9, 0.0, 0.0, 0.0], // 8 ow
  [0.8, 0.5, 0.2, 0.0, 0.1], // 9 aw
  [0.6, 0.8, 0.1, 0.0, 0.1], // 10 oy
  [0.85, 0.1, 0.5, 0.0, 0.2], // 11 ay
  [0.4, 0.1, 0.4, 0.0, 0.1], // 12 h
  [0.25, 0.6, 0.2, 0.0, 0.2], // 13 r
  [0.35, 0.1, 0.4, 0.0, 1.0], // 14 l
  [0.1, 0.0, 0.7, 0.0, 0.6], // 15 s z
  [0.2, 0.7, 0.1, 0.0, 0.5], // 16 sh ch jh zh
  [0.25, 0.1, 0.4, 0.0, 0.9], // 17 th dh
  [0.1, 0.1, 0.4, 0.9, 0.3], // 18 f v
  [0.25, 0.0, 0.5, 0.0, 0.6], // 19 d t n
  [0.35, 0.0, 0.5, 0.0, 0.2], // 20 k g ng
  [0.0, 0.1, 0.3, 1.0, 0.0], // 21 p b m
];

/** Distance at which two shapes have nothing in common; most pairs are closer. */
const UNLIKE = 1.3;

const likeness = Float32Array.from({ length: VISEME_COUNT ** 2 }, (_, i) =>
  compare(LOOKS[Math.floor(i / VISEME_COUNT)] ?? [], LOOKS[i % VISEME_COUNT] ?? []),
);

/** How far each shape is from the mouth's middle, 0 to 1: what stays in a viewer's eye. */
const distinctiveness = Float32Array.from({ length: VISEME_COUNT }, (_, id) => {
  const total = LOOKS.reduce((sum, look) => sum + 1 - compare(LOOKS[id] ?? [], look), 0);
  return total / (VISEME_COUNT - 1);
});

/** How alike two shapes look: 1 is the same, 0 is nothing in common. */
export function likenessOf(a: VisemeId, b: VisemeId): number {
  return likeness[a * VISEME_COUNT + b] as number;
}

/** How much a shape differs from all others, 0 to 1. */
export function distinctivenessOf(visemeId: VisemeId): number {
  return distinctiveness[visemeId] as number;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const squares = a.reduce((sum, value, i) => sum + (value - (b[i] ?? 0)) ** 2, 0);
  return Math.max(0, 1 - Math.sqrt(squares) / UNLIKE);
}
