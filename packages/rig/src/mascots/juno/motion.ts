import type { AnimationBuilder, Key } from '../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import { EASE } from '../../builder/authoring/easing.js';
import type { GroupBuilder } from '../../builder/authoring/group.js';
import { degrees } from '../../builder/authoring/path-point.js';
import type { CharacterParts } from '../../character/character-parts.js';
import { type StandardMotions, standardMotions } from '../../character/motion/standard-motions.js';
import type { Temper } from '../../character/temper.js';

/** Composed: less far than others, and in no hurry. */
const TEMPER: Temper = { tempo: 0.94, reach: 0.74 };

/** What moves beside what every character has. */
export interface Extras {
  readonly earring: GroupBuilder;
  readonly hairBehind: GroupBuilder;
  readonly hairBefore: GroupBuilder;
}

/** The standard motions in Juno's temper; hair and earring follow a moment later. */
export function motions(artboard: ArtboardBuilder, parts: CharacterParts, extras: Extras): StandardMotions {
  const motions = standardMotions(artboard, parts, TEMPER);
  motions.listening.set(parts.brows.left.listen, { rotation: degrees(5) });
  wink(motions.gestures.wave, parts);
  return { ...motions, idle: [...motions.idle, trail(artboard, extras)] };
}

/** The eye away from the waving hand all but shuts for a moment: the cheek rises, and the brow comes down to it. */
function wink(wave: AnimationBuilder, { eyes, brows }: CharacterParts): void {
  const held = (value: number): Key[] => [
    [0, 0, 'hold'],
    [900, 0, EASE.in],
    [1_010, value, 'hold'],
    [1_260, value, EASE.out],
    [1_480, 0],
  ];
  wave.track(eyes.right.lowerLid.gesture, 'y', held(-42));
  wave.track(brows.right.gesture, 'rotation', held(degrees(5)));
}

/** Hair and earring trail behind the sway of the head. */
function trail(artboard: ArtboardBuilder, { earring, hairBehind, hairBefore }: Extras) {
  const durationMs = 11_000 / TEMPER.tempo;
  const swing = (by: number, lagMs: number) =>
    [
      [0, 0],
      [2_600 + lagMs, -by],
      [6_100 + lagMs, 0.9 * by],
      [8_700 + lagMs, -0.4 * by],
      [durationMs, 0],
    ] as const;
  const animation = artboard.animation('hair and earring', { durationMs, loop: true });
  animation.track(hairBehind, 'rotation', swing(degrees(0.8), 250));
  animation.track(hairBefore, 'rotation', swing(degrees(0.35), 120));
  return animation.track(earring, 'rotation', swing(degrees(7), 350));
}
