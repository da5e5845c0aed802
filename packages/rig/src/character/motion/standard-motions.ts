import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import type { CharacterParts } from '../character-parts.js';
import type { MascotAnimations } from '../mascot-animations.js';
import type { Temper } from '../temper.js';
import { cheer, shrug, wave } from './arm-gestures.js';
import { blink } from './blink.js';
import { bow, giggle, nod, shakeHead } from './head-gestures.js';
import { breathe, sway } from './idle.js';
import { listening, speaking } from './reactions.js';
import { browLift, emphasis } from './stress.js';

/** What every character with these parts can do; visemes, expressions, turns and accessories are its own. */
export type StandardMotions = Pick<
  MascotAnimations,
  'idle' | 'blink' | 'listening' | 'speaking' | 'gestures' | 'emphasis' | 'browLift'
>;

/**
 * Adds the standard motions in a character's temper. Let more move with them (ears, a tail) by adding tracks to the
 * animations, or spread them and put your own in place of some.
 */
export function standardMotions(artboard: ArtboardBuilder, parts: CharacterParts, temper: Temper): StandardMotions {
  return {
    idle: [breathe(artboard, parts, temper), sway(artboard, parts, temper)],
    blink: blink(artboard, parts),
    listening: listening(artboard, parts, temper),
    speaking: speaking(artboard, parts, temper),
    emphasis: emphasis(artboard, parts, temper),
    browLift: browLift(artboard, parts, temper),
    gestures: {
      wave: wave(artboard, parts, temper),
      nod: nod(artboard, parts, temper),
      shakeHead: shakeHead(artboard, parts, temper),
      shrug: shrug(artboard, parts, temper),
      cheer: cheer(artboard, parts, temper),
      bow: bow(artboard, parts, temper),
      giggle: giggle(artboard, parts, temper),
    },
  };
}
