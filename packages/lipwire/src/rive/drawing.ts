/** A gradient, in the space of the path that it fills. */
export interface DrawnGradient {
  readonly kind: 'linear' | 'radial';
  /** Linear: x1, y1, x2, y2. Radial: x, y, radius. */
  readonly geometry: readonly number[];
  readonly stops: (readonly [offset: number, color: string])[];
}

/** A picture that the file carries, as its bytes. */
export interface DrawnPicture {
  readonly width: number;
  readonly height: number;
  readonly dataUrl: string;
}

/** One step of a drawing, in the order of painting. */
export interface DrawCall {
  readonly kind: 'fill' | 'stroke' | 'picture';
  /** SVG path data; empty for pictures. */
  readonly path: string;
  /** Bounds of the control points in artboard units: left, top, right, bottom. */
  readonly bounds: Bounds;
  /** From path to artboard: `[a, b, c, d, e, f]` as canvas has it. */
  readonly transform: readonly number[];
  readonly paint: string | DrawnGradient;
  readonly evenOdd: boolean;
  readonly opacity: number;
  /** As canvas has it; SVG calls the same modes the same. */
  readonly blendMode: string;
  readonly stroke?: { readonly width: number; readonly cap: string; readonly join: string };
  readonly picture?: DrawnPicture;
  /** Index of the clip in {@link Drawing.clips}; -1 for none. */
  readonly clip: number;
}

/** Left, top, right, bottom. */
export type Bounds = readonly [number, number, number, number];

/** A path that cuts off what lies outside, and outside its parent. */
export interface DrawnClip {
  readonly path: string;
  readonly transform: readonly number[];
  readonly evenOdd: boolean;
  /** Index of the clip around it; -1 for none. */
  readonly parent: number;
}

/** One frame of an artboard. */
export interface Drawing {
  readonly calls: readonly DrawCall[];
  readonly clips: readonly DrawnClip[];
}
