import type { Key } from '../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import type { GroupBuilder } from '../../builder/authoring/group.js';
import { degrees } from '../../builder/authoring/path-point.js';
import { type CharacterParts, type Pair, SIDES, SIGN } from '../../character/character-parts.js';
import { type StandardMotions, standardMotions } from '../../character/motion/standard-motions.js';
import type { Temper } from '../../character/temper.js';
import type { drawEar } from './head.js';

/** Calm: the pace of the standard motions is Miso's. */
const TEMPER: Temper = { tempo: 1, reach: 1 };

/** What moves beside what every character has. */
export interface Extras {
  readonly ears: Pair<ReturnType<typeof drawEar>>;
  readonly tail: GroupBuilder;
  readonly scarf: GroupBuilder;
}

/** The standard motions, with ears, tail and scarf. */
export function motions(artboard: ArtboardBuilder, parts: CharacterParts, extras: Extras): StandardMotions {
  const motions = standardMotions(artboard, parts, TEMPER);
  return { ...motions, idle: [...motions.idle, play(artboard, extras)], listening: listen(motions, extras) };
}

/** Tail and scarf sway, an ear twitches now and then. */
function play(artboard: ArtboardBuilder, { ears, tail, scarf }: Extras) {
  const inDegrees = (keys: readonly Key[]) =>
    keys.map(([at, angle, ...easing]): Key => [at, degrees(angle), ...easing]);
  return artboard
    .animation('ears and tail', { durationMs: 11_000, loop: true })
    .track(
      tail,
      'rotation',
      inDegrees([
        [0, -2],
        [2_300, 3],
        [4_900, -2],
        [7_000, 2],
        [9_400, -3],
        [11_000, -2],
      ]),
    )
    .track(
      scarf,
      'rotation',
      inDegrees([
        [0, 0],
        [3_100, 0.8],
        [6_400, -0.8],
        [11_000, 0],
      ]),
    )
    .track(
      ears.left.idle,
      'rotation',
      inDegrees([
        [0, 0, 'hold'],
        [3_300, 0],
        [3_420, -9],
        [3_560, 3],
        [3_700, 0, 'hold'],
      ]),
    )
    .track(
      ears.right.idle,
      'rotation',
      inDegrees([
        [0, 0, 'hold'],
        [7_900, 0],
        [8_010, 8],
        [8_120, 0],
        [8_230, 7],
        [8_400, 0, 'hold'],
      ]),
    );
}

/** Ears forward. */
function listen({ listening }: StandardMotions, { ears }: Extras) {
  for (const side of SIDES) {
    listening.set(ears[side].listen, { rotation: degrees(SIGN[side] * -7), scaleY: 1.05 });
  }
  return listening;
}
