import type { AnimationBuilder } from '../builder/authoring/animation.js';
import type { Component } from '../builder/authoring/component.js';
import type { GroupBuilder } from '../builder/authoring/group.js';
import { linearGradient } from '../builder/authoring/paint.js';
import type { MouthShape } from '../mouth/mouth-shape.js';
import { drawInside } from './mouth-inside.js';
import type { MouthStyle } from './mouth-style.js';

/** A drawn mouth that can be put into any shape. */
export interface MouthDrawing {
  /** Holds the mouth in a shape, in a pose. */
  set(pose: AnimationBuilder, shape: MouthShape): void;
}

/**
 * Draws a mouth at rest: lips, dark cavity, and inside the inner edge of the lips teeth and tongue.
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
  const inside = drawInside(mouth, opening, rest, style);

  return {
    set(pose, shape) {
      pose.set(mouth, { x: shape.place.x });
      setVertices(pose, inner, shape.inner);
      setVertices(pose, outer, shape.outer);
      pose.set(light, { y: lightY(shape) - lightY(rest), scaleX: shape.inner.right.x / rest.inner.right.x });
      inside.set(pose, shape);
    },
  };
}

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
    [0.4, upperLip],
    [0.7, lowerLip],
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
