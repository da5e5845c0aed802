import { RigError } from '../../errors.js';
import { isA, rivField } from '../format/schema.js';
import { argb, type HexColor } from './color.js';
import { Component } from './component.js';
import { EASE, type Easing } from './easing.js';
import type { PaintBuilder } from './paint.js';

/** Frames a second of every animation; key frames lie on whole frames. */
export const FRAMES_PER_SECOND = 60;

/** A moment of a track: when, which value, and how to go on from there (default `EASE.inOut`). */
export type Key = readonly [atMs: number, value: number, easing?: Easing];

/** A moment of a track of colours. */
export type ColorKey = readonly [atMs: number, color: HexColor, easing?: Easing];

/** A key frame, ready to be written. */
export interface KeyFrame {
  readonly frame: number;
  readonly value: number;
  readonly easing: Easing;
}

/** Something with a component: a group, a shape, a paint, or a component itself (a vertex). */
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
   * drawn; everything else is absolute. Angles are in radians. `scale` stands for `scaleX` and `scaleY`.
   *
   * @param keys in rising order of time, at least one, none behind the end.
   * @throws RigError `RIG_KEYFRAMES_INVALID` for keys out of order, and for a property that cannot be animated or is
   * animated twice.
   */
  track(target: AnimationTarget, property: string, keys: readonly Key[]): this {
    const component = componentOf(target);
    if (property === 'scale') return this.track(component, 'scaleX', keys).track(component, 'scaleY', keys);
    const origin = isOffset(component, property) ? component.restValue(property) : 0;
    return this.#add(
      component,
      property,
      'double',
      keys.map(([atMs, value, easing = EASE.inOut]) => [atMs, origin + value, easing]),
    );
  }

  /**
   * Animates a colour: that of a fill or stroke of one colour, or a stop of a gradient.
   *
   * @throws RigError `RIG_KEYFRAMES_INVALID` as for {@link AnimationBuilder.track}, and for a paint that is a gradient.
   */
  trackColor(target: PaintBuilder | Component, keys: readonly ColorKey[]): this {
    const component = target instanceof Component ? target : target.color;
    return this.#add(
      component,
      'colorValue',
      'color',
      keys.map(([atMs, color, easing = EASE.inOut]) => [atMs, argb(color), easing]),
    );
  }

  /** Holds properties at values: {@link track} with one key each. */
  set(target: AnimationTarget, values: Readonly<Record<string, number>>): this {
    for (const [property, value] of Object.entries(values)) this.track(target, property, [[0, value]]);
    return this;
  }

  /** Holds a colour: {@link trackColor} with one key. */
  color(target: PaintBuilder | Component, color: HexColor): this {
    return this.trackColor(target, [[0, color]]);
  }

  /** Holds things invisible. */
  hide(...targets: readonly AnimationTarget[]): this {
    for (const target of targets) this.set(target, { opacity: 0 });
    return this;
  }

  /** Holds things visible, also those that were drawn `hidden`. */
  show(...targets: readonly AnimationTarget[]): this {
    for (const target of targets) this.set(target, { opacity: 1 });
    return this;
  }

  #add(component: Component, property: string, type: 'double' | 'color', keys: readonly Required<Key>[]): this {
    const properties = this.tracks.get(component) ?? new Map<string, KeyFrame[]>();
    const field = rivField(component.type, property);
    if (!field.animates || field.type !== type) throw this.#invalid(component, property, 'cannot be animated so');
    if (properties.has(property)) throw this.#invalid(component, property, 'is animated twice');
    if (keys.length === 0) throw this.#invalid(component, property, 'has no keys; it needs one at least');
    let previous: number | undefined;
    for (const [atMs, value] of keys) {
      const frame = toFrames(atMs);
      if (!Number.isFinite(value)) throw this.#invalid(component, property, `is ${value} at ${atMs} ms`);
      if (previous !== undefined && toFrames(previous) >= frame) {
        const why = `has a key at ${atMs} ms after one at ${previous} ms; keys rise, and lie a frame (17 ms) apart`;
        throw this.#invalid(component, property, why);
      }
      if (!(frame >= 0 && frame <= this.durationFrames)) {
        throw this.#invalid(component, property, `has a key at ${atMs} ms, outside of the animation`);
      }
      previous = atMs;
    }
    const frames = keys.map(([atMs, value, easing]) => ({ frame: toFrames(atMs), value, easing }));
    properties.set(property, frames);
    this.tracks.set(component, properties);
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

function componentOf(target: AnimationTarget): Component {
  return target instanceof Component ? target : target.component;
}

function isOffset(component: Component, property: string): boolean {
  return isA(component.type, 'Node') && (property === 'x' || property === 'y' || property === 'rotation');
}
