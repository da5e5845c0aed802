import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import { type CharacterParts, SIDES, SIGN } from '../../character/character-parts.js';
import type { MascotAnimations } from '../../character/mascot-animations.js';
import { headTurn } from '../../character/motion/head-turn.js';
import type { drawMuzzle, drawSkull } from './head.js';
import type { Extras } from './motion.js';

/** Of the head: how round the face is. */
const RADIUS = 205;

/** What lies how deep on the head, seen from its middle at (250, 215). */
export function turn(
  artboard: ArtboardBuilder,
  parts: CharacterParts,
  { ears }: Extras,
  skull: ReturnType<typeof drawSkull>,
  muzzle: ReturnType<typeof drawMuzzle>,
): MascotAnimations['head'] {
  const features = SIDES.flatMap((side) => {
    const sign = SIGN[side];
    return [
      { target: parts.eyes[side].turn, at: [78 * sign, -5] as const, depth: 150 },
      { target: skull.patches[side], at: [78 * sign, -3] as const, depth: 145 },
      { target: parts.brows[side].turn, at: [78 * sign, -73] as const, depth: 140 },
      { target: ears[side].turn, at: [118 * sign, -85] as const, depth: -50 },
    ];
  });
  return headTurn(artboard, parts, [...features, { target: muzzle.turn, at: [0, 80], depth: 190 }], {
    across: 10,
    along: 5,
    tilt: 10,
    radius: RADIUS,
  });
}
