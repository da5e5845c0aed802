import { argb, type HexColor } from './color.js';
import { Component } from './component.js';
import type { ViewModelProperty } from './view-model.js';

/** A fixed colour, or one that the app can change through the view model. */
export type PaintColor = HexColor | ViewModelProperty<'color'>;

/** A colour at a place on a gradient, 0 (start) to 1 (end). */
export type ColorStop = readonly [position: number, color: PaintColor];

/** A gradient; made by {@link linearGradient} or {@link radialGradient}. Points are in the space of the shape. */
export interface Gradient {
  readonly type: 'LinearGradient' | 'RadialGradient';
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  readonly stops: readonly ColorStop[];
}

/** What fills or strokes a shape. */
export type Paint = PaintColor | Gradient;

/** Look of a stroke. */
export interface StrokeOptions {
  /** In artboard units. */
  readonly width: number;
  /** Default `round`. */
  readonly cap?: 'butt' | 'round' | 'square';
  /** Default `round`. */
  readonly join?: 'miter' | 'round' | 'bevel';
}

const CAPS = ['butt', 'round', 'square'];
const JOINS = ['miter', 'round', 'bevel'];

/** A gradient along the line from one point to another. */
export function linearGradient(from: Gradient['from'], to: Gradient['to'], stops: readonly ColorStop[]): Gradient {
  return { type: 'LinearGradient', from, to, stops };
}

/** A gradient from a centre out to `radius`. */
export function radialGradient(center: Gradient['from'], radius: number, stops: readonly ColorStop[]): Gradient {
  return { type: 'RadialGradient', from: center, to: [center[0] + radius, center[1]], stops };
}

/** A fill or stroke, as a target for animation. */
export interface PaintBuilder {
  /** `thickness` of a stroke. */
  readonly component: Component;
  /** The colour, or the gradient with `startX`, `startY`, `endX`, `endY`, `opacity`. */
  readonly color: Component;
  /** Of a gradient: the colours, with `position`. */
  readonly stops: readonly Component[];
}

/** Adds a fill to a shape. */
export function addFill(shape: Component, paint: Paint, evenOdd: boolean): PaintBuilder {
  return addPaint(new Component('Fill', { fillRule: evenOdd ? 1 : 0 }, shape), paint);
}

/** Adds a stroke to a shape. */
export function addStroke(shape: Component, paint: Paint, options: StrokeOptions): PaintBuilder {
  const { width, cap = 'round', join = 'round' } = options;
  const props = { thickness: width, cap: CAPS.indexOf(cap), join: JOINS.indexOf(join) };
  return addPaint(new Component('Stroke', props, shape), paint);
}

function addPaint(component: Component, paint: Paint): PaintBuilder {
  if (typeof paint === 'string' || 'kind' in paint) {
    return { component, color: addColor(new Component('SolidColor', {}, component), paint), stops: [] };
  }
  const { type, from, to, stops } = paint;
  const gradient = new Component(type, { startX: from[0], startY: from[1], endX: to[0], endY: to[1] }, component);
  const added = stops.map(([position, color]) =>
    addColor(new Component('GradientStop', { position }, gradient), color),
  );
  return { component, color: gradient, stops: added };
}

function addColor(owner: Component, color: PaintColor): Component {
  if (typeof color === 'string') owner.props.colorValue = argb(color);
  else {
    owner.props.colorValue = Number(color.initial);
    owner.bindings.push({ property: 'colorValue', source: color });
  }
  return owner;
}
