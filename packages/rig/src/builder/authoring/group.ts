import { Component } from './component.js';
import { ShapeBuilder } from './shape.js';
import type { ViewModelProperty } from './view-model.js';

/** How a group or shape lies in its parent. */
export interface Placement {
  /** Where its own coordinates start: what is in it is drawn around this point. Default: where the parent's start. */
  readonly at?: readonly [x: number, y: number];
  /** Clockwise around `at`, in radians. Default 0. */
  readonly rotation?: number;
  /** Default 1. */
  readonly scaleX?: number;
  /** Default 1. */
  readonly scaleY?: number;
  /** Stands for `scaleX` and `scaleY`. */
  readonly scale?: number;
  /** 0 to 1 (default). */
  readonly opacity?: number;
  /** Invisible until an animation shows it: `opacity` 0. */
  readonly hidden?: boolean;
}

/** How a group lies in its parent. */
export interface GroupPlacement extends Placement {
  /**
   * The point around which the group turns and scales, while what is in it keeps the coordinates of the parent. An
   * alternative to `at`.
   */
  readonly pivot?: readonly [x: number, y: number];
}

/** Things that move together. What is added later lies on top. */
export class GroupBuilder {
  readonly #origin: readonly [number, number];

  constructor(
    /** Target for animation: `x`, `y`, `rotation`, `scaleX`, `scaleY`, `opacity`. */
    readonly component: Component,
    /** What to subtract from coordinates to get those of the component. */
    origin: readonly [x: number, y: number] = [0, 0],
  ) {
    this.#origin = origin;
  }

  /** Adds a group on top of what is there. */
  group(name: string, { pivot, ...placement }: GroupPlacement = {}): GroupBuilder {
    return new GroupBuilder(this.#add('Node', name, { at: pivot ?? [0, 0], ...placement }), pivot);
  }

  /** Adds a shape on top of what is there. */
  shape(name: string, placement: Placement = {}): ShapeBuilder {
    return new ShapeBuilder(this.#add('Shape', name, placement));
  }

  /**
   * Draws a thing that comes in pairs: once as it is, for the left as the viewer sees it, and once as its mirror image.
   * Everything in the mirror image is mirrored, its animations too: one set of values moves both alike.
   *
   * @param draw is called for each side with a group; what it returns is what you get for that side.
   */
  pair<T>(
    name: string,
    axisX: number,
    draw: (group: GroupBuilder, side: 'left' | 'right') => T,
  ): Record<'left' | 'right', T> {
    const left = draw(this.group(`left ${name}`), 'left');
    const right = draw(this.group(`right ${name}`, { at: [2 * axisX, 0], scaleX: -1 }), 'right');
    return { left, right };
  }

  /** Shows only what lies inside `shape`, which may be anywhere in the artboard. */
  clip(shape: ShapeBuilder): this {
    new Component('ClippingShape', { sourceId: shape.component }, this.component);
    return this;
  }

  /** Makes a property of the group follow a number of the view model. */
  bind(property: 'opacity' | 'rotation' | 'scaleX' | 'scaleY', source: ViewModelProperty<'number'>): this {
    this.component.props[property] = Number(source.initial);
    this.component.bindings.push({ property, source });
    return this;
  }

  #add(type: string, name: string, { at = [0, 0], scale = 1, hidden = false, ...rest }: Placement): Component {
    const [x, y] = [at[0] - this.#origin[0], at[1] - this.#origin[1]];
    const look = { scaleX: scale, scaleY: scale, opacity: hidden ? 0 : 1, ...rest };
    return new Component(type, { name, x, y, ...look }, this.component);
  }
}
