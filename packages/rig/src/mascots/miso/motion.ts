import type { Key } from '../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import type { GroupBuilder } from '../../builder/authoring/group.js';
import { degrees } from '../../builder/authoring/path-point.js';
import { type CharacterParts, type Pair, SIDES, SIGN } from '../../character/character-parts.js';
import { type StandardMotions, standardMotions } from '../../character/motion/standard-motions.js';
import { type Temper, tempered } from '../../character/temper.js';
import type { Gesture } from '../../contract.js';
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
  listen(motions, extras);
  followGestures(motions, extras);
  return { ...motions, idle: [...motions.idle, play(artboard, extras)] };
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
function listen({ listening }: StandardMotions, { ears }: Extras): void {
  for (const side of SIDES) {
    listening.set(ears[side].listen, { rotation: degrees(SIGN[side] * -7), scaleY: 1.05 });
  }
}

/** What the ears do in gestures, in degrees; positive lays them out. They come a little after the head. */
const EARS: Readonly<Partial<Record<Gesture, readonly (readonly [atMs: number, angle: number])[]>>> = {
  wave: [
    [0, 0],
    [480, -8],
    [1_800, -6],
    [2_300, 0],
  ],
  nod: [
    [0, 0],
    [200, 5],
    [420, -9],
    [660, 4],
    [860, -5],
    [1_150, 0],
  ],
  shrug: [
    [0, 0],
    [420, 20],
    [1_300, 18],
    [1_900, 0],
  ],
  cheer: [
    [0, 0],
    [200, 10],
    [460, -13],
    [720, 4],
    [960, -9],
    [1_200, 2],
    [1_900, 0],
  ],
  bow: [
    [0, 0],
    [640, 26],
    [1_100, 24],
    [1_700, -5],
    [2_000, 0],
  ],
  giggle: [
    [0, 0],
    [260, 12],
    [480, 4],
    [700, 12],
    [940, 4],
    [1_160, 10],
    [1_400, 3],
    [1_900, 0],
  ],
};

/** In a shake of the head both ears swing to the same side, against the head. */
const SHAKEN_EARS: readonly Key[] = [
  [0, 0],
  [230, 11],
  [490, -12],
  [750, 10],
  [1_010, -8],
  [1_240, 4],
  [1_500, 0],
];

function followGestures({ gestures }: StandardMotions, { ears }: Extras): void {
  for (const side of SIDES) {
    const ear = ears[side].gesture;
    for (const [name, keys] of Object.entries(EARS) as [Gesture, readonly Key[]][]) {
      gestures[name].track(ear, 'rotation', tempered(keys, TEMPER, degrees(SIGN[side])));
    }
    gestures.shakeHead.track(ear, 'rotation', tempered(SHAKEN_EARS, TEMPER, degrees(1)));
  }
}
