import { Component } from './component.js';
import { addFill, addStroke, type Paint, type PaintBuilder, type StrokeOptions } from './paint.js';
import { parsePathData } from './path-data.js';
import { type PathPoint, vertexType } from './path-point.js';
import { mirrored, symmetric } from './symmetry.js';

/** Place and size of an ellipse or a rectangle; `x`, `y` is its centre. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Clockwise, in radians. Default 0. */
  readonly rotation?: number;
}

/** Paths that are painted together. Methods that return `this` can be chained. */
export class ShapeBuilder {
  constructor(
    /** Target for animation: `x`, `y`, `rotation`, `scaleX`, `scaleY`, `opacity`. */
    readonly component: Component,
  ) {}

  /**
   * Adds the paths of SVG path data.
   *
   * @param options `mirrorAt`: the mirror images at this x too, for things that come in pairs.
   */
  path(data: string, { mirrorAt }: { mirrorAt?: number } = {}): this {
    for (const { points, closed } of parsePathData(data)) {
      this.points(points, { closed });
      if (mirrorAt !== undefined) this.points(mirrored(points, mirrorAt), { closed });
    }
    return this;
  }

  /** Adds a path and returns its vertices, in order, as targets for animation. */
  points<const P extends readonly PathPoint[]>(
    points: P,
    { closed = true }: { closed?: boolean } = {},
  ): { -readonly [K in keyof P]: Component } {
    const path = new Component('PointsPath', { isClosed: closed }, this.component);
    const vertices = points.map((point) => new Component(vertexType(point), { ...point }, path));
    return vertices as { -readonly [K in keyof P]: Component };
  }

  /**
   * Adds a closed path of which one half is given, from an end on the axis to the other: points, or SVG path data with
   * one path. Returns the vertices, first those that are given, then their images in reverse order.
   */
  symmetric(half: string | readonly PathPoint[], axisX = 0): Component[] {
    const points = typeof half === 'string' ? (parsePathData(half)[0]?.points ?? []) : half;
    return this.points(symmetric(points, axisX));
  }

  /** Adds a circle; `x`, `y` is its centre. */
  circle({ x, y, radius }: { readonly x: number; readonly y: number; readonly radius: number }): this {
    return this.ellipse({ x, y, width: 2 * radius, height: 2 * radius });
  }

  /** Adds an ellipse. */
  ellipse(box: Box): this {
    new Component('Ellipse', { ...box }, this.component);
    return this;
  }

  /** Adds a rectangle with rounded corners. */
  rectangle({ radius = 0, ...box }: Box & { readonly radius?: number }): this {
    new Component('Rectangle', { ...box, cornerRadiusTL: radius }, this.component);
    return this;
  }

  /** Fills the shape; later paints lie on top of earlier ones. */
  fill(paint: Paint, { evenOdd = false }: { evenOdd?: boolean } = {}): this {
    addFill(this.component, paint, evenOdd);
    return this;
  }

  /** Outlines the shape. */
  stroke(paint: Paint, options: StrokeOptions): this {
    addStroke(this.component, paint, options);
    return this;
  }

  /** {@link fill} that returns the paint, to animate it. */
  addFill(paint: Paint, { evenOdd = false }: { evenOdd?: boolean } = {}): PaintBuilder {
    return addFill(this.component, paint, evenOdd);
  }

  /** {@link stroke} that returns the paint, to animate it. */
  addStroke(paint: Paint, options: StrokeOptions): PaintBuilder {
    return addStroke(this.component, paint, options);
  }
}
