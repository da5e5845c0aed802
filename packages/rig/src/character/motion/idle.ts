import type { AnimationBuilder, Key } from '../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import { degrees } from '../../builder/authoring/path-point.js';
import type { CharacterParts } from '../character-parts.js';
import { type Temper, tempered } from '../temper.js';

/** Adds breathing: in faster than out, the chest leads and the head rides on it. */
export function breathe(
  artboard: ArtboardBuilder,
  { body, head }: Pick<CharacterParts, 'body' | 'head'>,
  temper: Temper,
): AnimationBuilder {
  const cycle = (depth: number) =>
    tempered(
      [
        [0, 0],
        [1_700, depth],
        [4_000, 0],
      ],
      temper,
    );
  return artboard
    .animation('breathe', { durationMs: 4_000 / temper.tempo, loop: true })
    .track(body.idle, 'y', cycle(-4))
    .track(body.idle, 'scaleX', from1(cycle(0.012)))
    .track(head.idle, 'y', cycle(-3));
}

/** Adds a slow, uneven sway of the head. */
export function sway(
  artboard: ArtboardBuilder,
  { head }: Pick<CharacterParts, 'head'>,
  temper: Temper,
): AnimationBuilder {
  const tilt: Key[] = [
    [0, 0],
    [2_600, 1.4],
    [5_900, -1.1],
    [8_300, 0.5],
    [11_000, 0],
  ];
  const shift: Key[] = [
    [0, 0],
    [2_800, 2.5],
    [6_200, -2],
    [11_000, 0],
  ];
  return artboard
    .animation('sway', { durationMs: 11_000 / temper.tempo, loop: true })
    .track(head.idle, 'rotation', tempered(tilt, temper, degrees(1)))
    .track(head.idle, 'x', tempered(shift, temper));
}

/** Offsets as scales. */
export function from1(keys: readonly Key[]): Key[] {
  return keys.map(([atMs, value, ...easing]): Key => [atMs, 1 + value, ...easing]);
}
