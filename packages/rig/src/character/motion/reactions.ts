import type { AnimationBuilder, Key } from '../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import { degrees } from '../../builder/authoring/path-point.js';
import { type CharacterParts, SIDES } from '../character-parts.js';
import { type Temper, tempered } from '../temper.js';
import { from1 } from './idle.js';

type Listening = Pick<CharacterParts, 'head' | 'brows' | 'eyes'>;

/** Adds attention: leans in, brows up, eyes wide, and a small nod now and then. */
export function listening(
  artboard: ArtboardBuilder,
  { head, brows, eyes }: Listening,
  temper: Temper,
): AnimationBuilder {
  const animation = artboard.animation('listening', { durationMs: 5_200 / temper.tempo, loop: true });
  const hold = (value: number): Key[] => tempered([[0, value]], temper);
  const tilt: Key[] = [
    [0, 4.5],
    [2_600, 5.5],
    [5_200, 4.5],
  ];
  const nod: Key[] = [
    [0, 14, 'hold'],
    [1_500, 14],
    [1_720, 20],
    [2_050, 13],
    [2_280, 17],
    [2_600, 14, 'hold'],
  ];
  animation.track(head.listen, 'rotation', tempered(tilt, temper, degrees(1)));
  animation.track(head.listen, 'y', tempered(nod, temper));
  animation.track(head.listen, 'scaleX', from1(hold(0.025))).track(head.listen, 'scaleY', from1(hold(0.025)));
  for (const side of SIDES) {
    animation.track(brows[side].listen, 'y', hold(-7));
    const { attention } = eyes[side];
    animation.track(attention, 'scaleX', from1(hold(0.06))).track(attention, 'scaleY', from1(hold(0.08)));
  }
  return animation;
}

/** Adds small, uneven moves of head and brows. */
export function speaking(
  artboard: ArtboardBuilder,
  { head, brows }: Pick<CharacterParts, 'head' | 'brows'>,
  temper: Temper,
): AnimationBuilder {
  const animation = artboard.animation('speaking', { durationMs: 6_400 / temper.tempo, loop: true });
  const tilt: Key[] = [
    [0, 0],
    [700, 1.2],
    [1_500, -0.6],
    [2_500, -1.6],
    [3_300, 0.3],
    [4_300, 1.5],
    [5_400, -0.8],
    [6_400, 0],
  ];
  const nod: Key[] = [
    [0, 0],
    [450, 2.4],
    [900, -1.6],
    [1_600, 2],
    [2_300, -1.2],
    [2_900, 2.4],
    [3_600, -1.6],
    [4_500, 2.8],
    [5_200, -1],
    [5_800, 1.6],
    [6_400, 0],
  ];
  animation.track(head.talk, 'rotation', tempered(tilt, temper, degrees(1)));
  animation.track(head.talk, 'y', tempered(nod, temper));
  for (const side of SIDES) {
    const lag = side === 'left' ? 0 : 50;
    const lift: Key[] = [
      [0, 0],
      [400 + lag, -4],
      [900 + lag, 0],
      [2_300 + lag, -1],
      [2_600 + lag, -5],
      [3_300 + lag, 0],
      [4_300 + lag, -3],
      [5_000 + lag, 0, 'hold'],
    ];
    animation.track(brows[side].talk, 'y', tempered(lift, temper));
  }
  return animation;
}
