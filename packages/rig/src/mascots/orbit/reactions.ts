import type { AnimationBuilder, Key } from '../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import { EASE } from '../../builder/authoring/easing.js';
import { degrees } from '../../builder/authoring/path-point.js';
import { SIDES, SIGN } from '../../character/character-parts.js';
import { inDegrees } from './in-degrees.js';
import type { Parts } from './parts.js';

/** Leans in with a tilted head; the antenna stands up and its bulb pulses, as a receiver would. */
export function listening(artboard: ArtboardBuilder, parts: Parts): AnimationBuilder {
  const { head, antenna, ears, eyes, brows, hands } = parts;
  const animation = artboard.animation('listening', { durationMs: 4_800, loop: true });
  animation.track(head.listen, 'rotation', [
    [0, degrees(5), 'hold'],
    [2_500, degrees(5), EASE.out],
    [2_660, degrees(6.6), 'hold'],
    [4_600, degrees(6.6)],
    [4_800, degrees(5)],
  ]);
  animation.track(head.listen, 'y', [
    [0, 10, 'hold'],
    [1_400, 10, EASE.out],
    [1_540, 17, EASE.inOut],
    [1_700, 9],
    [1_800, 10, 'hold'],
  ]);
  animation.set(head.listen, { scaleX: 1.02, scaleY: 1.02 });
  animation.set(antenna.listen, { rotation: degrees(-4), y: -3 });
  animation.track(antenna.glow, 'opacity', [
    [0, 0.55],
    [400, 1],
    [800, 0.55],
    [1_200, 1],
    [1_600, 0.55],
    [2_000, 1],
    [2_400, 0.55],
    [2_800, 1],
    [3_200, 0.55],
    [3_600, 1],
    [4_000, 0.55],
    [4_400, 1],
    [4_800, 0.55],
  ]);
  for (const side of SIDES) {
    animation.set(ears[side].listen, { x: SIGN[side] * 5, scaleY: 1.1 });
    animation.set(eyes[side].listen, { scaleX: 1.05, scaleY: 1.07 });
    animation.set(brows[side].listen, { y: -4 });
    animation.set(hands[side].place.listen, { x: SIGN[side] * -10, y: -10 });
  }
  return animation;
}

/** Talks with head, brows and hands, and the bars on its chest dance. */
export function speaking(artboard: ArtboardBuilder, { head, antenna, brows, chest, hands }: Parts): AnimationBuilder {
  const animation = artboard.animation('speaking', { durationMs: 5_600, loop: true });
  animation.track(
    head.talk,
    'rotation',
    inDegrees(
      snaps([
        [0, 0],
        [600, 1.8],
        [1_500, -0.6],
        [2_300, -2.2],
        [3_300, 1],
        [4_200, 2.2],
        [5_100, 0],
      ]),
    ),
  );
  animation.track(
    head.talk,
    'y',
    snaps([
      [0, 0],
      [420, 3],
      [900, -2],
      [1_500, 2],
      [2_150, -2],
      [2_900, 3],
      [3_500, -1],
      [4_300, 3],
      [5_000, 0],
    ]),
  );
  animation.track(
    antenna.talk,
    'rotation',
    [0, 5, -4, 3, 0, -5, 4, -2, 5, -3, 0].map((angle, i): Key => [i * 560, degrees(angle)]),
  );
  for (const side of SIDES) {
    const lagMs = side === 'left' ? 0 : 80;
    animation.track(brows[side].talk, 'y', [
      [0, 0, 'hold'],
      [400 + lagMs, 0, EASE.out],
      [500 + lagMs, -5, 'hold'],
      [900 + lagMs, -5],
      [1_050 + lagMs, 0, 'hold'],
      [2_800 + lagMs, 0, EASE.out],
      [2_900 + lagMs, -6, 'hold'],
      [3_400 + lagMs, -6],
      [3_560 + lagMs, 0, 'hold'],
    ]);
    animation.track(
      hands[side].place.talk,
      'y',
      snaps([
        [0, 0],
        [500 + 3 * lagMs, -14],
        [1_300 + 3 * lagMs, -4],
        [2_300 + 3 * lagMs, -18],
        [3_400 + 3 * lagMs, -2],
        [4_300 + 3 * lagMs, -12],
        [5_200, 0],
      ]),
    );
  }
  // Uneven heights at an even beat, the middle bar the liveliest.
  for (const [i, bar] of chest.bars.entries()) {
    const reach = [0.9, 1.1, 0.9, 1.1, 0.9][i] ?? 1;
    const beats = Array.from({ length: 28 }, (_, beat) => 0.8 + reach * ((beat * (2 * i + 3) * 7) % 11) * 0.1);
    animation.track(bar, 'scaleY', [...beats.map((height, beat): Key => [beat * 200, height]), [5_600, beats[0] ?? 1]]);
  }
  return animation;
}

/** Quick to each value, then still until the next. */
function snaps(list: readonly (readonly [atMs: number, value: number])[]): Key[] {
  return list.flatMap(([at, value], i): Key[] => {
    const before = list[i - 1];
    return before
      ? [
          [at, before[1], EASE.out],
          [at + 240, value, 'hold'],
        ]
      : [[at, value, 'hold']];
  });
}
