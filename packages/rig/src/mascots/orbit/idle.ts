import type { AnimationBuilder, Key } from '../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import { EASE } from '../../builder/authoring/easing.js';
import { degrees } from '../../builder/authoring/path-point.js';
import { SIDES } from '../../character/character-parts.js';
import { MOON } from './body.js';
import { lids } from './eyes.js';
import type { Parts } from './parts.js';

/** One blink, brisk as a shutter: down in 50 ms, shut for 50, up in 90. */
export function blink(artboard: ArtboardBuilder, { eyes }: Parts): AnimationBuilder {
  const animation = artboard.animation('blink', { durationMs: 200 });
  const [open, shut] = [lids(1), lids(0)] as unknown as Record<string, number>[][];
  for (const side of SIDES) {
    const { lidVertices, pupil } = eyes[side];
    for (const [i, vertex] of lidVertices.entries()) {
      for (const [property, from] of Object.entries(open?.[i] ?? {})) {
        const to = shut?.[i]?.[property] ?? from;
        if (Math.abs(from - to) < 1e-6) continue;
        animation.track(vertex, property, [
          [0, from, EASE.in],
          [50, to, 'hold'],
          [100, to, EASE.out],
          [190, from, 'hold'],
        ]);
      }
    }
    // A bar of light has no pupil.
    animation.track(pupil.blink, 'opacity', [
      [0, 1, 'hold'],
      [33, 0, 'hold'],
      [116, 1, 'hold'],
    ]);
  }
  return animation;
}

/** Hovers: head, body and hands ride on air, each a little later than the one before. */
export function hover(artboard: ArtboardBuilder, { body, head, hands }: Parts): AnimationBuilder {
  const animation = artboard.animation('hover', { durationMs: 3_200, loop: true });
  const ride = (depth: number, lagMs: number): Key[] => {
    // The same wave, begun `lagMs` later: it starts and ends somewhere on its way.
    const at = (ms: number) => -depth * (0.5 - 0.5 * Math.cos((2 * Math.PI * (ms - lagMs)) / 3_200));
    return Array.from({ length: 9 }, (_, i): Key => [i * 400, at(i * 400), 'linear']);
  };
  animation.track(body.breathe, 'y', ride(4, 0)).track(head.breathe, 'y', ride(7, 260));
  animation.track(hands.left.place.idle, 'y', ride(9, 600)).track(hands.right.place.idle, 'y', ride(9, 800));
  return animation;
}

/** Small servo moves: a quick turn, a stop with a tiny overshoot, a long hold. */
export function servo(artboard: ArtboardBuilder, { head, antenna, ring }: Parts): AnimationBuilder {
  const animation = artboard.animation('servo', { durationMs: 13_000, loop: true });
  animation.track(
    head.sway,
    'rotation',
    stops([
      [2_300, 2],
      [4_700, -1.4],
      [7_800, -2.4],
      [10_400, 0],
    ]),
  );
  animation.track(antenna.idle, 'rotation', springs([2_360, 4_760, 7_860, 10_460]));
  for (const half of ['back', 'front'] as const) {
    animation.track(ring[half].idle, 'rotation', [
      [0, 0],
      [3_300, degrees(1.6)],
      [6_700, degrees(-1.2)],
      [10_000, degrees(1)],
      [13_000, 0],
    ]);
  }
  return animation;
}

/** From angle to angle, in degrees: 150 ms to go, 110 to settle. */
function stops(list: readonly (readonly [atMs: number, angle: number])[]): Key[] {
  let from = 0;
  return [
    [0, 0, 'hold'],
    ...list.flatMap(([at, angle]): Key[] => {
      const keys: Key[] = [
        [at, degrees(from), EASE.out],
        [at + 150, degrees(angle + 0.18 * (angle - from)), EASE.inOut],
        [at + 260, degrees(angle), 'hold'],
      ];
      from = angle;
      return keys;
    }),
  ];
}

/** A spring that is plucked at these times, in radians. */
function springs(startsMs: readonly number[]): Key[] {
  return [
    [0, 0, 'hold'],
    ...startsMs.flatMap((at, i): Key[] => {
      const sign = i % 2 === 0 ? -1 : 1;
      return [
        [at, 0],
        [at + 90, degrees(9 * sign)],
        [at + 210, degrees(-6 * sign)],
        [at + 330, degrees(3.5 * sign)],
        [at + 450, degrees(-1.8 * sign)],
        [at + 570, 0, 'hold'],
      ];
    }),
  ];
}

/** The moon goes round on the ring, and starts where it is drawn. */
export function circle(artboard: ArtboardBuilder, { ring }: Parts): AnimationBuilder {
  const animation = artboard.animation('moon', { durationMs: ROUND_MS, loop: true });
  const start = Math.acos(MOON[0] / RING_RADIUS.x);
  const path = Array.from({ length: STEPS + 1 }, (_, i) => {
    const angle = start - (2 * Math.PI * i) / STEPS;
    const depth = Math.sin(angle);
    const y = (depth > 0 ? RING_RADIUS.front : RING_RADIUS.back) * depth - 3;
    const scale = 0.87 + 0.19 * depth;
    return { x: RING_RADIUS.x * Math.cos(angle) - MOON[0], y: y - MOON[1], scaleX: scale, scaleY: scale };
  });
  for (const { moon } of [ring.back, ring.front]) {
    for (const property of ['x', 'y', 'scaleX', 'scaleY'] as const) {
      animation.track(
        moon,
        property,
        path.map((place, i): Key => [(ROUND_MS * i) / STEPS, place[property], 'linear']),
      );
    }
  }
  return animation;
}

const ROUND_MS = 18_000;
/** Straight pieces of its way: enough for a round one. */
const STEPS = 20;
/** Across, and towards the viewer and away as the eye sees it. */
const RING_RADIUS = { x: 178, front: 33, back: 28 };
