import type { AnimationBuilder } from '../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import { EASE } from '../../builder/authoring/easing.js';
import { type CharacterParts, SIDES } from '../character-parts.js';

/** How long the lids take to shut, stay shut and open. */
export interface BlinkTimes {
  readonly downMs: number;
  readonly shutMs: number;
  readonly upMs: number;
}

/** What people do: down in 80 ms, shut for 50, up in 150. */
const HUMAN: BlinkTimes = { downMs: 80, shutMs: 50, upMs: 150 };

/** Adds one blink of both eyes. */
export function blink(
  artboard: ArtboardBuilder,
  { eyes }: Pick<CharacterParts, 'eyes'>,
  { downMs, shutMs, upMs }: BlinkTimes = HUMAN,
): AnimationBuilder {
  const animation = artboard.animation('blink', { durationMs: downMs + shutMs + upMs });
  for (const { vertices, open, shut } of SIDES.flatMap((side) => eyes[side].lids)) {
    for (const [i, vertex] of vertices.entries()) {
      const shutAt: Readonly<Record<string, number>> = { ...shut[i] };
      for (const [property, from] of Object.entries<number>({ ...open[i] })) {
        const to = shutAt[property] ?? from;
        if (Math.abs(from - to) < 1e-6) continue;
        animation.track(vertex, property, [
          [0, from, EASE.in],
          [downMs, to, 'hold'],
          [downMs + shutMs, to, EASE.out],
          [downMs + shutMs + upMs, from],
        ]);
      }
    }
  }
  return animation;
}
