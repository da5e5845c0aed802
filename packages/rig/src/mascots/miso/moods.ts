import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import { degrees } from '../../builder/authoring/path-point.js';
import { type CharacterParts, SIDES, SIGN } from '../../character/character-parts.js';
import type { MascotAnimations } from '../../character/mascot-animations.js';
import { type MoodName, moods } from '../../character/motion/moods.js';
import { restMouth, type TalkingFace } from '../../character/motion/mouth-poses.js';
import type { Extras } from './motion.js';

/** How far the ears turn out, in degrees. */
const EARS: Readonly<Record<MoodName, number>> = { happy: -3, sad: 24, surprised: -9, thinking: 2, confused: 8 };

/** The standard moods, with ears and resting mouths. */
export function expressions(
  artboard: ArtboardBuilder,
  parts: CharacterParts,
  { ears }: Extras,
  face: TalkingFace,
): MascotAnimations['expressions'] {
  const poses = moods(artboard, parts);
  for (const [name, pose] of Object.entries(poses) as [MoodName, (typeof poses)[MoodName]][]) {
    restMouth(pose, face, name);
    for (const side of SIDES) pose.set(ears[side].mood, { rotation: degrees(SIGN[side] * EARS[name]) });
  }
  return poses;
}
