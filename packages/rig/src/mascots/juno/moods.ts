import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import { degrees } from '../../builder/authoring/path-point.js';
import { type CharacterParts, SIDES, SIGN } from '../../character/character-parts.js';
import type { MascotAnimations } from '../../character/mascot-animations.js';
import { type Mood, type MoodName, moods } from '../../character/motion/moods.js';
import { restMouth, type TalkingFace } from '../../character/motion/mouth-poses.js';

/** Brows do most of it; one of them often alone. */
const JUNO: Readonly<Record<MoodName, Partial<Mood>>> = {
  happy: { tilt: 2.5, browY: -6, browTurn: 3, eyes: [1.02, 0.96], lowerLid: -17 },
  sad: { tilt: -3, sink: 5, browY: -3, browTurn: 17, eyes: [0.98, 0.86], lowerLid: 0 },
  surprised: { tilt: 0, sink: -4, browY: -15, browTurn: 2, eyes: [1.08, 1.14], lowerLid: 0 },
  thinking: { tilt: 4, browY: -3, browTurn: -2, eyes: [1, 0.9], lowerLid: -9, skew: -8 },
  confused: { tilt: -6, browY: -2, browTurn: 8, eyes: [1, 0.95], lowerLid: -8, skew: 9 },
};

/** How far each eye turns, in degrees; positive lowers its outer corner. */
const EYES: Readonly<Record<MoodName, number>> = { happy: -2, sad: 8, surprised: 0, thinking: 2, confused: 3 };

/** The standard moods in Juno's way, with resting mouths. */
export function expressions(
  artboard: ArtboardBuilder,
  parts: CharacterParts,
  face: TalkingFace,
): MascotAnimations['expressions'] {
  const poses = moods(artboard, parts, JUNO);
  for (const [name, pose] of Object.entries(poses) as [MoodName, (typeof poses)[MoodName]][]) {
    restMouth(pose, face, name);
    for (const side of SIDES) pose.set(parts.eyes[side].mood, { rotation: degrees(SIGN[side] * EYES[name]) });
  }
  return poses;
}
