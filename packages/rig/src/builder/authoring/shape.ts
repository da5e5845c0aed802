import { Component } from './component.js';
import { addFill, addStroke, type Paint, type StrokeOptions } from './paint.js';
import { parsePathData } from './path-data.js';
import { type PathPoint, vertexType } from './path-point.js';

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

  /** Adds the paths of SVG path data. */
  path(data: string): this {
    for (const { points, closed } of parsePathData(data)) this.points(points, { closed });
    return this;
  }

  /** Adds a path and returns its vertices, in order, as targets for animation. */
  points(points: readonly PathPoint[], { closed = true }: { closed?: boolean } = {}): Component[] {
    const path = new Component('PointsPath', { isClosed: closed }, this.component);
    return points.map((point) => new Component(vertexType(point), { ...point }, path));
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
}
