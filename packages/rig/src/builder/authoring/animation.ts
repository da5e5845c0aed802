import { RigError } from '../../errors.js';
import { isA, rivField } from '../format/schema.js';
import { Component } from './component.js';
import { EASE, type Easing } from './easing.js';

/** Frames a second of every animation; key frames lie on whole frames. */
export const FRAMES_PER_SECOND = 60;

/** A moment of a track: when, which value, and how to go on from there (default `EASE.inOut`). */
export type Key = readonly [atMs: number, value: number, easing?: Easing];

/** A key frame, ready to be written. */
export interface KeyFrame {
  readonly frame: number;
  readonly value: number;
  readonly easing: Easing;
}

/** Something with a component: a group, a shape, or a component itself (a vertex). */
export type AnimationTarget = Component | { readonly component: Component };

/** Values over time; made by {@link ArtboardBuilder.animation} and {@link ArtboardBuilder.pose}. */
export class AnimationBuilder {
  readonly tracks = new Map<Component, Map<string, KeyFrame[]>>();

  constructor(
    readonly name: string,
    readonly durationFrames: number,
    readonly loop: boolean,
  ) {}

  /**
   * Animates one property. For `x`, `y` and `rotation` of groups and shapes, values are offsets from where they were
   * drawn; everything else is absolute. Angles are in radians.
   *
   * @param keys in rising order of time; at least one.
   * @throws RigError `RIG_KEYFRAMES_INVALID` for a property that cannot be animated or is animated twice.
   */
  track(target: AnimationTarget, property: string, keys: readonly Key[]): this {
    const component = target instanceof Component ? target : target.component;
    const properties = this.tracks.get(component) ?? new Map<string, KeyFrame[]>();
    const field = rivField(component.type, property);
    if (!field.animates || field.type !== 'double') throw this.#invalid(component, property, 'cannot be animated');
    if (properties.has(property)) throw this.#invalid(component, property, 'is animated twice');
    const origin = isOffset(component, property) ? component.restValue(property) : 0;
    properties.set(
      property,
      keys.map(([atMs, value, easing = EASE.inOut]) => ({ frame: toFrames(atMs), value: origin + value, easing })),
    );
    this.tracks.set(component, properties);
    return this;
  }

  /** Holds properties at values: {@link track} with one key each. */
  set(target: AnimationTarget, values: Readonly<Record<string, number>>): this {
    for (const [property, value] of Object.entries(values)) this.track(target, property, [[0, value]]);
    return this;
  }

  #invalid(component: Component, property: string, why: string): RigError {
    return new RigError(
      'RIG_KEYFRAMES_INVALID',
      `In animation "${this.name}", ${property} of ${component.label} ${why}.`,
    );
  }
}

/** Whole frames of a time in milliseconds. */
export function toFrames(ms: number): number {
  return Math.round((ms * FRAMES_PER_SECOND) / 1000);
}

function isOffset(component: Component, property: string): boolean {
  return isA(component.type, 'Node') && (property === 'x' || property === 'y' || property === 'rotation');
}
