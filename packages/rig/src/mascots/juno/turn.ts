import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import type { GroupBuilder } from '../../builder/authoring/group.js';
import { type CharacterParts, type Pair, SIDES, SIGN } from '../../character/character-parts.js';
import type { MascotAnimations } from '../../character/mascot-animations.js';
import { headTurn } from '../../character/motion/head-turn.js';

/** What shifts as the head turns, beside eyes and brows. */
export interface Turning {
  readonly ears: Pair<{ readonly turn: GroupBuilder }>;
  readonly hairBehind: GroupBuilder;
  readonly hairBefore: GroupBuilder;
  readonly cheeks: GroupBuilder;
  readonly nose: GroupBuilder;
  readonly mouth: GroupBuilder;
  readonly glasses: GroupBuilder;
}

/** What lies how deep on the head, seen from its middle at (250, 220). */
export function turn(artboard: ArtboardBuilder, parts: CharacterParts, turning: Turning): MascotAnimations['head'] {
  const pairs = SIDES.flatMap((side) => {
    const sign = SIGN[side];
    return [
      { target: parts.eyes[side].turn, at: [54 * sign, 10] as const, depth: 128 },
      { target: parts.brows[side].turn, at: [54 * sign, -36] as const, depth: 132 },
      { target: turning.ears[side].turn, at: [110 * sign, 20] as const, depth: -30 },
    ];
  });
  const middle = [
    { target: turning.hairBehind, at: [0, -20] as const, depth: -36 },
    { target: turning.hairBefore, at: [0, -70] as const, depth: 48 },
    { target: turning.cheeks, at: [0, 50] as const, depth: 120 },
    { target: turning.nose, at: [0, 42] as const, depth: 168 },
    { target: turning.mouth, at: [0, 88] as const, depth: 142 },
    { target: turning.glasses, at: [0, 14] as const, depth: 138 },
  ];
  return headTurn(artboard, parts, [...pairs, ...middle], { across: 8, along: 5, tilt: 9, radius: 160 });
}
