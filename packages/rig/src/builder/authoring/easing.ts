/** How a value goes from one key frame to the next: at once at the end, evenly, or along a cubic curve. */
export type Easing = 'hold' | 'linear' | Curve;

/** Control points of a CSS `cubic-bezier` timing curve. */
export interface Curve {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** Curves that read well on faces. */
export const EASE = {
  /** Starts and ends gently: breathing, swaying. */
  inOut: { x1: 0.42, y1: 0, x2: 0.58, y2: 1 },
  /** Quick start, gentle end: most reactions. */
  out: { x1: 0.16, y1: 0.84, x2: 0.44, y2: 1 },
  /** Gentle start, quick end. */
  in: { x1: 0.55, y1: 0, x2: 0.85, y2: 0.3 },
  /** Goes a little too far and comes back: ears, paws. */
  overshoot: { x1: 0.34, y1: 1.5, x2: 0.64, y2: 1 },
} as const satisfies Record<string, Curve>;
