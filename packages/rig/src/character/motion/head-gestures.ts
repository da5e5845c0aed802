import type { AnimationBuilder, Key } from '../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import { EASE } from '../../builder/authoring/easing.js';
import { degrees } from '../../builder/authoring/path-point.js';
import { type CharacterParts, SIDES } from '../character-parts.js';
import { type Temper, tempered } from '../temper.js';
import { from1 } from './idle.js';

type Parts = Pick<CharacterParts, 'head' | 'body' | 'brows' | 'eyes'>;

/** Starts a gesture of so many milliseconds, in a character's temper. */
export function gesture(artboard: ArtboardBuilder, name: string, durationMs: number, { tempo }: Temper) {
  return artboard.animation(name, { durationMs: durationMs / tempo });
}

/** Raises the brows for a while. */
export function raiseBrows(
  animation: AnimationBuilder,
  { brows }: Pick<CharacterParts, 'brows'>,
  temper: Temper,
  [fromMs, toMs, by]: readonly [fromMs: number, toMs: number, by: number],
): void {
  const keys = held(fromMs, toMs, -by, [220, 320]);
  for (const side of SIDES) animation.track(brows[side].gesture, 'y', tempered(keys, temper));
}

/** Makes the eyes smile for a while: the cheeks push the lower lids up. */
export function smileWithEyes(
  animation: AnimationBuilder,
  { eyes }: Pick<CharacterParts, 'eyes'>,
  temper: Temper,
  [fromMs, toMs, by]: readonly [fromMs: number, toMs: number, by: number],
): void {
  const keys = held(fromMs, toMs, -by, [180, 300]);
  // Not by temper: how far a lid goes is how big the eye is.
  const { tempo } = temper;
  for (const side of SIDES) animation.track(eyes[side].lowerLid.gesture, 'y', tempered(keys, { tempo, reach: 1 }));
}

/** From 0 to a value and back. */
function held(fromMs: number, toMs: number, value: number, [riseMs, fallMs]: readonly [number, number]): Key[] {
  return [
    ...(fromMs > 0 ? [[0, 0, 'hold'] as const] : []),
    [fromMs, 0, EASE.out],
    [fromMs + riseMs, value, 'hold'],
    [toMs - fallMs, value],
    [toMs, 0],
  ];
}

/** Adds a nod: a little up first, down twice, the second time less. */
export function nod(artboard: ArtboardBuilder, parts: Parts, temper: Temper): AnimationBuilder {
  const animation = gesture(artboard, 'nod', 1_150, temper);
  const dip: Key[] = [
    [0, 0],
    [130, -6],
    [330, 20],
    [560, -3],
    [760, 13],
    [1_150, 0],
  ];
  animation.track(parts.head.gesture, 'y', tempered(dip, temper));
  animation.track(parts.head.gesture, 'scaleY', from1(tempered(dip, temper, -0.0016)));
  const follow = dip.map(([at, y]): Key => [at, 0.18 * y]);
  animation.track(parts.body.gesture, 'y', tempered(follow, temper));
  raiseBrows(animation, parts, temper, [0, 900, 5]);
  return animation;
}

/** Adds a shake of the head, dying away. The head leans against each turn, as a neck makes it. */
export function shakeHead(artboard: ArtboardBuilder, parts: Parts, temper: Temper): AnimationBuilder {
  const animation = gesture(artboard, 'shake head', 1_500, temper);
  const turn: Key[] = [
    [0, 0],
    [170, -17],
    [430, 17],
    [690, -14],
    [950, 11],
    [1_180, -5],
    [1_500, 0],
  ];
  animation.track(parts.head.gesture, 'x', tempered(turn, temper));
  animation.track(
    parts.head.gesture,
    'rotation',
    tempered(
      turn.map(([at, x]): Key => [at, -0.16 * x]),
      temper,
      degrees(1),
    ),
  );
  const narrow: Key[] = turn.map(([at, x]): Key => [at, -0.0018 * Math.abs(x)]);
  animation.track(parts.head.gesture, 'scaleX', from1(tempered(narrow, temper)));
  for (const side of SIDES) {
    const frown: Key[] = [
      [0, 0],
      [200, 4, 'hold'],
      [1_150, 4],
      [1_500, 0],
    ];
    animation.track(parts.brows[side].gesture, 'y', tempered(frown, temper));
  }
  return animation;
}

/** Adds a bow: down slowly, a moment there, up again with raised brows. */
export function bow(artboard: ArtboardBuilder, parts: Parts, temper: Temper): AnimationBuilder {
  const animation = gesture(artboard, 'bow', 2_000, temper);
  const down = (by: number): Key[] => [
    [0, 0],
    [560, by],
    [1_000, by * 0.97],
    [1_650, -by * 0.06],
    [2_000, 0],
  ];
  animation.track(parts.head.gesture, 'y', tempered(down(58), temper));
  animation.track(parts.head.gesture, 'scaleY', from1(tempered(down(-0.075), temper)));
  animation.track(parts.head.gesture, 'scaleX', from1(tempered(down(0.03), temper)));
  animation.track(parts.body.gesture, 'y', tempered(down(17), temper));
  animation.track(parts.body.gesture, 'scaleY', from1(tempered(down(-0.03), temper)));
  smileWithEyes(animation, parts, temper, [250, 1_600, 26]);
  raiseBrows(animation, parts, temper, [1_200, 1_950, 5]);
  return animation;
}

/** Adds a giggle: shoulders shake, the head tips, the eyes smile shut. */
export function giggle(artboard: ArtboardBuilder, parts: Parts, temper: Temper): AnimationBuilder {
  const animation = gesture(artboard, 'giggle', 1_900, temper);
  const shakes = (by: number): Key[] => [
    [0, 0],
    ...Array.from({ length: 6 }, (_, i): Key[] => {
      const fading = by * (1 - i * 0.12);
      return [
        [160 + i * 230, fading],
        [275 + i * 230, -0.25 * fading],
      ];
    }).flat(),
    [1_900, 0],
  ];
  const tip: Key[] = [
    [0, 0, EASE.out],
    [320, 5.5],
    [800, 3.5],
    [1_300, 5],
    [1_900, 0],
  ];
  animation.track(parts.body.gesture, 'y', tempered(shakes(-6), temper));
  animation.track(parts.head.gesture, 'y', tempered(shakes(8), temper));
  animation.track(parts.head.gesture, 'rotation', tempered(tip, temper, degrees(1)));
  smileWithEyes(animation, parts, temper, [0, 1_800, 44]);
  raiseBrows(animation, parts, temper, [0, 1_800, 6]);
  return animation;
}
