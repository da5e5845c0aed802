import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import type { GroupBuilder } from '../../builder/authoring/group.js';
import { type CharacterParts, type Pair, SIDES, SIGN } from '../../character/character-parts.js';
import type { MascotAnimations } from '../../character/mascot-animations.js';
import { headTurn, type TurningPart } from '../../character/motion/head-turn.js';

/** What turns with the head beside the parts of every character. */
export interface TurningParts {
  readonly ears: Pair<GroupBuilder>;
  readonly patches: Pair<TurningPart['target']>;
  readonly blushes: Pair<GroupBuilder>;
  /** They turn around their outer edges, which stay on the outline of the head. */
  readonly cheeks: Pair<GroupBuilder>;
  readonly tuft: GroupBuilder;
  readonly muzzle: GroupBuilder;
  readonly glasses: GroupBuilder;
  readonly hat: GroupBuilder;
  readonly cups: Pair<GroupBuilder>;
}

/** What lies how deep on the head, seen from its middle at (250, 215). */
export function turn(
  artboard: ArtboardBuilder,
  parts: CharacterParts,
  turning: TurningParts,
): MascotAnimations['head'] {
  const features = SIDES.flatMap((side): TurningPart[] => {
    const sign = SIGN[side];
    return [
      { target: parts.eyes[side].turn, at: [78 * sign, -5], depth: 150 },
      { target: turning.patches[side], at: [78 * sign, -3], depth: 145 },
      { target: parts.brows[side].turn, at: [78 * sign, -73], depth: 140 },
      { target: turning.blushes[side], at: [116 * sign, 67], depth: 115 },
      { target: turning.ears[side], at: [118 * sign, -85], depth: -50 },
      { target: turning.cups[side], at: [189 * sign, 11], depth: 10 },
    ];
  });
  const middle: TurningPart[] = [
    { target: turning.muzzle, at: [0, 80], depth: 190 },
    { target: turning.tuft, at: [0, -160], depth: 60 },
    { target: turning.glasses, at: [0, -3], depth: 158 },
    { target: turning.hat, at: [0, -110], depth: 60 },
  ];
  const size = { across: 10, along: 5, tilt: 10, radius: 205 };
  const poses = headTurn(artboard, parts, [...features, ...middle], size);
  for (const side of SIDES) {
    poses[side].set(turning.cheeks[side], { scaleX: 0.8 });
    poses[side === 'left' ? 'right' : 'left'].set(turning.cheeks[side], { scaleX: 1.13 });
  }
  return poses;
}
