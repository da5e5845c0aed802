import type { Articulation } from './articulation.js';

/** How big a character's mouth is, in artboard units. */
export interface MouthProportions {
  /** Half of the distance between the corners at rest. */
  readonly halfWidth: number;
  /** What 1 stands for in the heights of an {@link Articulation}. */
  readonly height: number;
  /** Thickness of the upper lip at rest, in the middle. */
  readonly upperLip: number;
  /** Thickness of the lower lip at rest, in the middle. */
  readonly lowerLip: number;
  /** How far the corners lie above the middle of the closed mouth at rest. */
  readonly smile: number;
  /** Depth of the Cupid's bow. Default 2.2; 0 for none. */
  readonly bow?: number;
  /** Thickness of the lips at their corners. Default 3. */
  readonly cornerLip?: number;
}

/** A point where the curve passes straight through: handles of equal length, `rotation` fixed. */
export interface SmoothPoint {
  readonly x: number;
  readonly y: number;
  readonly rotation: number;
  readonly distance: number;
}

/** A smooth point with two handle lengths. */
export interface LopsidedPoint {
  readonly x: number;
  readonly y: number;
  readonly rotation: number;
  readonly inDistance: number;
  readonly outDistance: number;
}

/** A corner with two free handles. */
export interface CornerPoint {
  readonly x: number;
  readonly y: number;
  readonly inRotation: number;
  readonly inDistance: number;
  readonly outRotation: number;
  readonly outDistance: number;
}

/** Inner edge of the lips, clockwise from the left corner (as seen on screen). */
export interface InnerLips {
  readonly left: CornerPoint;
  readonly top: SmoothPoint;
  readonly right: CornerPoint;
  readonly bottom: SmoothPoint;
}

/** Outer edge of the lips, clockwise from the left corner. `dip` is the middle of the Cupid's bow. */
export interface OuterLips {
  readonly left: CornerPoint;
  readonly leftPeak: LopsidedPoint;
  readonly dip: SmoothPoint;
  readonly rightPeak: LopsidedPoint;
  readonly right: CornerPoint;
  readonly bottom: SmoothPoint;
}

/**
 * A mouth, ready to be drawn: the same numbers in every pose, so that poses can be mixed number by number. The origin is
 * where the lips meet at rest; y points down; angles are in radians and never wrap between poses.
 */
export interface MouthShape {
  /** How far the whole mouth is drawn aside. */
  readonly place: { readonly x: number };
  readonly inner: InnerLips;
  readonly outer: OuterLips;
  /** `y` of the lower edge. */
  readonly upperTeeth: { readonly y: number };
  /** `y` of the upper edge. */
  readonly lowerTeeth: { readonly y: number };
  /** `y` of the highest point; `scaleX` narrows the whole; `distance` is the handle length at the top. */
  readonly tongue: { readonly y: number; readonly scaleX: number; readonly distance: number };
  /** The tip of the tongue on the lower lip: `y` of its upper end, `scaleY` 0 where it is not out. */
  readonly tongueTip: { readonly y: number; readonly scaleY: number };
  /** The front teeth on the lower lip: `y` of their upper end, `scaleY` 0 where they are not. */
  readonly bite: { readonly y: number; readonly scaleY: number };
}

/** Half width of the mouth for which teeth and tongue are drawn; for others they are scaled. */
export const INSIDE_HALF_WIDTH = 54;

const QUARTER = Math.PI / 2;
/** Handle length, as a share of the radius, that makes four cubic curves a circle. */
const CIRCLE = 0.5523;
const SQUARE = 0.9;
/** How far the line between the lips sags below the origin at rest, as a share of the smile. */
const SAG = 0.35;
/** Handle length of the tongue's round top, as drawn. */
const TONGUE_TOP = 28;
/** Heights of the tip of the tongue and of the teeth of a bite, as drawn. */
const TONGUE_TIP_HEIGHT = 20;
const BITE_HEIGHT = 10;
/** How far both reach over the lower lip, and how far they start behind the upper teeth, in mouth heights. */
const OVER_LIP = { tongue: 0.13, bite: 0.06 };
const BEHIND_TEETH = 0.06;

/** Draws an articulation with a character's proportions. */
export function mouthShape(a: Articulation, p: MouthProportions): MouthShape {
  const halfWidth = p.halfWidth * a.width;
  const sag = p.smile * SAG * a.smile;
  const cornerY = (smile: number) => sag - p.smile * smile + a.down * p.height * 0.3 - a.up * p.height * 0.2;
  const corners: Corners = { leftY: cornerY(a.smile - a.skew), rightY: cornerY(a.smile + a.skew) };
  const topY = sag - a.up * p.height;
  const bottomY = sag + a.down * p.height;

  const thicker = (1 + 0.75 * a.protrude) * (1 - 0.5 * a.press);
  const upperLip = p.upperLip * thicker;
  const lowerLip = p.lowerLip * thicker;
  const cornerLip = (p.cornerLip ?? 3) + 5 * a.protrude + 1.5 * a.round;
  const bowY = (p.bow ?? 2.2) * mix(1, 0.4, a.protrude) * (1 - 0.5 * a.press);

  const teethY = Math.min(sag + a.upperTeeth * p.height, bottomY);
  const tongueOutY = Math.max(teethY - BEHIND_TEETH * p.height, topY + 2);
  // Close under the upper lip: what is left of a bite in a mix is hidden before the other teeth.
  const biteY = Math.min(topY + BEHIND_TEETH * p.height, tongueOutY);
  /** A `scaleY` with which a thing that starts at `fromY` reaches over the edge of the lower lip, and not beyond the lip. */
  const overLip = (fromY: number, over: number, drawnHeight: number) => {
    const toY = bottomY + Math.min(over * p.height, 0.85 * lowerLip);
    return ((toY - fromY) * INSIDE_HALF_WIDTH) / (drawnHeight * p.halfWidth);
  };
  const opening = { ...corners, halfWidth, topY, bottomY };

  return {
    place: { x: a.shift * p.halfWidth },
    inner: innerLips(a, opening),
    outer: outerLips(
      a,
      {
        leftY: corners.leftY - cornerSlope(a, opening, corners.leftY) * cornerLip,
        rightY: corners.rightY - cornerSlope(a, opening, corners.rightY) * cornerLip,
        halfWidth: halfWidth + cornerLip,
        topY: topY - upperLip,
        bottomY: bottomY + lowerLip,
      },
      bowY,
    ),
    upperTeeth: { y: sag + a.upperTeeth * p.height },
    lowerTeeth: { y: sag + a.lowerTeeth * p.height },
    tongue: { y: sag + a.tongue * p.height, scaleX: a.tongueWidth, distance: TONGUE_TOP * (1 - 0.2 * a.tip) },
    tongueTip: {
      y: mix(bottomY + Math.min(BEHIND_TEETH * p.height, 0.6 * lowerLip), tongueOutY, a.tongueOut),
      scaleY: a.tongueOut * overLip(tongueOutY, OVER_LIP.tongue, TONGUE_TIP_HEIGHT),
    },
    bite: { y: biteY, scaleY: a.bite * overLip(biteY, OVER_LIP.bite, BITE_HEIGHT) },
  };
}

interface Corners {
  readonly leftY: number;
  readonly rightY: number;
}

/** The box of a contour, and how high its corners lie. */
interface Box extends Corners {
  readonly halfWidth: number;
  readonly topY: number;
  readonly bottomY: number;
}

function innerLips(a: Articulation, box: Box): InnerLips {
  const { halfWidth, topY, bottomY } = box;
  const middle = halfWidth * mix(mix(0.46, CIRCLE, a.round), SQUARE, a.square);
  return {
    left: leftCorner(a, box),
    top: { x: 0, y: topY, rotation: 0, distance: middle },
    right: rightCorner(a, box),
    bottom: { x: 0, y: bottomY, rotation: Math.PI, distance: middle },
  };
}

function outerLips(a: Articulation, box: Box, bowY: number): OuterLips {
  const { halfWidth, topY, bottomY } = box;
  const peakX = halfWidth * mix(0.24, 0.3, a.round);
  const middle = halfWidth * mix(mix(0.5, CIRCLE, a.round), SQUARE, a.square);
  const slope = { inDistance: Math.max(middle - peakX, 0.2 * halfWidth), outDistance: peakX * 0.45 };
  return {
    left: leftCorner(a, box),
    leftPeak: { x: -peakX, y: topY, rotation: 0, ...slope },
    dip: { x: 0, y: topY + bowY, rotation: 0, distance: peakX * 0.4 },
    rightPeak: { x: peakX, y: topY, rotation: 0, inDistance: slope.outDistance, outDistance: slope.inDistance },
    right: rightCorner(a, box),
    bottom: { x: 0, y: bottomY, rotation: Math.PI, distance: middle },
  };
}

/** How steeply the line between the lips leaves a corner, downwards; the lips go on outwards in its direction. */
function cornerSlope(a: Articulation, { halfWidth, topY, bottomY }: Box, cornerY: number): number {
  const [up, down] = [topY - cornerY, bottomY - cornerY].map((height) => Math.atan2(height * 1.5, halfWidth));
  return Math.tan(((up ?? 0) + (down ?? 0)) / 2) * (1 - a.round);
}

interface Handle {
  readonly angle: number;
  readonly length: number;
}

/** The handle of the left corner towards a point `height` above (negative) or below it, in the middle of the mouth. */
function cornerHandle(a: Articulation, halfWidth: number, height: number, upright: number): Handle {
  const pointed = Math.atan2(height * 1.5, halfWidth);
  const elliptic = mix(CIRCLE, SQUARE, a.square) * Math.abs(height);
  return {
    angle: mix(pointed, upright, a.round),
    length: mix(0.36 * Math.hypot(halfWidth, height), elliptic, a.round),
  };
}

function leftCorner(a: Articulation, { halfWidth, leftY, topY, bottomY }: Box): CornerPoint {
  const into = cornerHandle(a, halfWidth, bottomY - leftY, QUARTER);
  const out = cornerHandle(a, halfWidth, topY - leftY, -QUARTER);
  return corner(-halfWidth, leftY, into, out);
}

function rightCorner(a: Articulation, { halfWidth, rightY, topY, bottomY }: Box): CornerPoint {
  const into = cornerHandle(a, halfWidth, topY - rightY, -QUARTER);
  const out = cornerHandle(a, halfWidth, bottomY - rightY, QUARTER);
  const mirrored = ({ angle, length }: Handle) => ({ angle: Math.PI - angle, length });
  return corner(halfWidth, rightY, mirrored(into), mirrored(out));
}

function corner(x: number, y: number, into: Handle, out: Handle): CornerPoint {
  return { x, y, inRotation: into.angle, inDistance: into.length, outRotation: out.angle, outDistance: out.length };
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}
