import type { AnimationBuilder, Key } from '../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import type { Component } from '../../builder/authoring/component.js';
import { EASE } from '../../builder/authoring/easing.js';
import { degrees } from '../../builder/authoring/path-point.js';
import { lashes, lids } from './eyes.js';
import { type Parts, SIDES } from './parts.js';

/** Blinks at uneven times, one of them double, so that no rhythm shows. */
export function blink(artboard: ArtboardBuilder, { eyes }: Parts): AnimationBuilder {
  const animation = artboard.animation('blink', { durationMs: 17_000, loop: true });
  const startsMs = [1_400, 4_900, 5_250, 9_100, 11_300, 15_600];
  for (const side of SIDES) {
    shut(animation, eyes[side].lidVertices, lids, startsMs);
    shut(animation, eyes[side].lashVertices, lashes, startsMs);
  }
  return animation;
}

type Contour = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Closes a contour for a moment, again and again. */
function shut(
  animation: AnimationBuilder,
  vertices: readonly Component[],
  contour: (openness: number) => Contour,
  startsMs: readonly number[],
): void {
  const [open, closed] = [Object.values(contour(1)), Object.values(contour(0))];
  for (const [i, vertex] of vertices.entries()) {
    for (const [property, from] of Object.entries(open[i] ?? {})) {
      const to = closed[i]?.[property] ?? from;
      if (Math.abs(from - to) > 1e-6) animation.track(vertex, property, blinkKeys(startsMs, from, to));
    }
  }
}

/** Down in 80 ms, shut for 50, up in 150: what people do. */
function blinkKeys(startsMs: readonly number[], open: number, shut: number): Key[] {
  return [
    [0, open, 'hold'],
    ...startsMs.flatMap((at): Key[] => [
      [at, open, EASE.in],
      [at + 80, shut, 'hold'],
      [at + 130, shut, EASE.out],
      [at + 280, open, 'hold'],
    ]),
  ];
}

export function breathe(artboard: ArtboardBuilder, { body, head }: Parts): AnimationBuilder {
  const cycle = (depth: number): Key[] => [
    [0, 0],
    [1_700, depth],
    [4_000, 0],
  ];
  return artboard
    .animation('breathe', { durationMs: 4_000, loop: true })
    .track(body, 'y', cycle(-4))
    .track(
      body,
      'scaleX',
      cycle(0.012).map(([at, value]) => [at, 1 + value]),
    )
    .track(head.breathe, 'y', cycle(-3));
}

export function sway(artboard: ArtboardBuilder, { head, tail, scarf, ears }: Parts): AnimationBuilder {
  const animation = artboard.animation('sway', { durationMs: 11_000, loop: true });
  animation.track(head.sway, 'rotation', [
    [0, 0],
    [2_600, degrees(1.4)],
    [5_900, degrees(-1.1)],
    [8_300, degrees(0.5)],
    [11_000, 0],
  ]);
  animation.track(head.sway, 'x', [
    [0, 0],
    [2_800, 2.5],
    [6_200, -2],
    [11_000, 0],
  ]);
  animation.track(tail, 'rotation', [
    [0, degrees(-2)],
    [2_300, degrees(3)],
    [4_900, degrees(-2)],
    [7_000, degrees(2)],
    [9_400, degrees(-3)],
    [11_000, degrees(-2)],
  ]);
  animation.track(scarf, 'rotation', [
    [0, 0],
    [3_100, degrees(0.8)],
    [6_400, degrees(-0.8)],
    [11_000, 0],
  ]);
  animation.track(ears.left.idle, 'rotation', [
    [0, 0, 'hold'],
    [3_300, 0],
    [3_420, degrees(-9)],
    [3_560, degrees(3)],
    [3_700, 0, 'hold'],
  ]);
  animation.track(ears.right.idle, 'rotation', [
    [0, 0, 'hold'],
    [7_900, 0],
    [8_010, degrees(8)],
    [8_120, 0],
    [8_230, degrees(7)],
    [8_400, 0, 'hold'],
  ]);
  return animation;
}
