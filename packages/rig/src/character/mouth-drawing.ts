import type { AnimationBuilder } from '../builder/authoring/animation.js';
import type { HexColor } from '../builder/authoring/color.js';
import type { Component } from '../builder/authoring/component.js';
import type { GroupBuilder } from '../builder/authoring/group.js';
import { linearGradient, type PaintColor } from '../builder/authoring/paint.js';
import type { MouthShape } from '../mouth/mouth-shape.js';

/** Colours of a mouth. Cavity, teeth and tongue are flat, so that a mouth can be found in the pixels of a drawing. */
export interface MouthColors<C = HexColor> {
  readonly cavity: C;
  readonly upperTeeth: C;
  readonly lowerTeeth: C;
  readonly tongue: C;
  /** The middle of the tongue. */
  readonly tongueLine: C;
  /** The line where the lips meet, and the inner rim of the open mouth. */
  readonly lipLine: C;
  readonly upperLip: C;
  readonly lowerLip: C;
  /** Shine on the lower lip. */
  readonly lipLight: C;
}

/** How a mouth is drawn. What its lips can do is the same in every style. */
export interface MouthStyle {
  /** Fixed, or colours of the theme. */
  readonly colors: MouthColors<PaintColor>;
  /** Width of the line between the lips. Default 4. */
  readonly lineWidth?: number;
  /** Strokes around the lips, under them, the widest first: translucent ones make the mouth glow. Default none. */
  readonly glow?: readonly { readonly color: PaintColor; readonly width: number }[];
}

/** A drawn mouth that can be put into any shape. */
export interface MouthDrawing {
  /** Holds the mouth in a shape, in a pose. */
  set(pose: AnimationBuilder, shape: MouthShape): void;
}

/**
 * Draws a mouth at rest: lips, dark cavity, and inside the inner edge of the lips lower teeth, tongue and upper teeth.
 *
 * @param face a group whose coordinates start where the lips meet.
 */
export function drawMouth(face: GroupBuilder, rest: MouthShape, style: MouthStyle): MouthDrawing {
  const { colors, lineWidth = 4 } = style;
  const mouth = face.group('mouth place');
  const outer = drawLips(mouth, rest, style);
  const light = mouth.shape('lip light', { at: [0, lightY(rest)] }).ellipse({ x: 0, y: 0, width: 26, height: 3.4 });
  light.fill(colors.lipLight);
  const opening = mouth.shape('mouth');
  const inner = opening.points(Object.values(rest.inner));
  opening.fill(colors.cavity).stroke(colors.lipLine, { width: lineWidth });

  const inside = mouth.group('inside the mouth').clip(opening);
  const lowerTeeth = inside
    .shape('lower teeth', { at: [0, rest.lowerTeeth.y] })
    .path(LOWER_TEETH)
    .fill(colors.lowerTeeth);
  const tongue = inside.shape('tongue', { at: [0, rest.tongue.y], scaleX: rest.tongue.scaleX });
  const tongueVertices = tongue.points([
    { x: -44, y: 64, inRotation: 0, inDistance: 0, outRotation: -Math.PI / 2, outDistance: 40 },
    { x: 0, y: 0, rotation: 0, distance: rest.tongue.distance },
    { x: 44, y: 64, inRotation: -Math.PI / 2, inDistance: 40, outRotation: 0, outDistance: 0 },
  ]);
  tongue.fill(colors.tongue);
  const tongueLine = inside.shape('tongue line', { at: [0, rest.tongue.y] }).path('M 0 8 L 0 46');
  tongueLine.stroke(colors.tongueLine, { width: 3 });
  const upperTeeth = inside
    .shape('upper teeth', { at: [0, rest.upperTeeth.y] })
    .path(UPPER_TEETH)
    .fill(colors.upperTeeth);

  return {
    set(pose, shape) {
      pose.set(mouth, { x: shape.place.x });
      setVertices(pose, inner, shape.inner);
      setVertices(pose, outer, shape.outer);
      pose.set(light, { y: lightY(shape) - lightY(rest), scaleX: shape.inner.right.x / rest.inner.right.x });
      pose.set(upperTeeth, { y: shape.upperTeeth.y - rest.upperTeeth.y });
      pose.set(lowerTeeth, { y: shape.lowerTeeth.y - rest.lowerTeeth.y });
      pose.set(tongue, { y: shape.tongue.y - rest.tongue.y, scaleX: shape.tongue.scaleX });
      pose.set(tongueLine, { y: shape.tongue.y - rest.tongue.y });
      for (const top of tongueVertices.slice(1, 2)) pose.set(top, { distance: shape.tongue.distance });
    },
  };
}

// Flat arches, wider than any mouth: the inner edge of the lips cuts them to size.
const UPPER_TEETH =
  'M -72 -44 L 72 -44 L 72 -6 C 58 -2 40 0 18 0 C 12 1 5 1 0 0 C -5 1 -12 1 -18 0 C -40 0 -58 -2 -72 -6 Z';
const LOWER_TEETH =
  'M -62 3 C -48 0 -30 0 -18 0 C -12 -1 -6 -1 0 0 C 6 -1 12 -1 18 0 C 30 0 48 0 62 3 L 62 44 L -62 44 Z';

/** The fullest place of the lower lip. */
function lightY({ inner, outer }: MouthShape): number {
  return inner.bottom.y * 0.42 + outer.bottom.y * 0.58;
}

function drawLips(mouth: GroupBuilder, rest: MouthShape, { colors, glow = [] }: MouthStyle): Component[] {
  const { upperLip, lowerLip } = colors;
  const lips = mouth.shape('lips');
  const vertices = lips.points(Object.values(rest.outer));
  const stops = [
    [0, upperLip],
    [0.5, upperLip],
    [0.62, lowerLip],
    [1, lowerLip],
  ] as const;
  for (const { color, width } of glow) lips.stroke(color, { width });
  lips.fill(linearGradient([0, -12], [0, 14], stops));
  return vertices;
}

/** Sets all numbers of a contour, except those that are the same in every shape and need no key frames. */
function setVertices(pose: AnimationBuilder, vertices: readonly Component[], contour: object): void {
  for (const [i, [name, point]] of Object.entries<Readonly<Record<string, number>>>({ ...contour }).entries()) {
    const vertex = vertices[i];
    const isMiddle = name === 'top' || name === 'bottom' || name === 'dip';
    const moving = Object.entries(point).filter(
      ([property]) => property !== 'rotation' && !(isMiddle && property === 'x'),
    );
    if (vertex) pose.set(vertex, Object.fromEntries(moving));
  }
}
