import type { AnimationBuilder } from '../builder/authoring/animation.js';
import type { Component } from '../builder/authoring/component.js';
import type { GroupBuilder } from '../builder/authoring/group.js';
import { linearGradient } from '../builder/authoring/paint.js';
import type { HexColor } from '../builder/authoring/color.js';
import type { MouthShape } from '../mouth/mouth-shape.js';

/** Colours of a mouth. Cavity, teeth and tongue are flat, so that a mouth can be found in the pixels of a drawing. */
export interface MouthColors {
  readonly cavity: HexColor;
  readonly upperTeeth: HexColor;
  readonly lowerTeeth: HexColor;
  readonly tongue: HexColor;
  /** The middle of the tongue. */
  readonly tongueLine: HexColor;
  /** The line where the lips meet, and the inner rim of the open mouth. */
  readonly lipLine: HexColor;
  readonly upperLip: HexColor;
  readonly lowerLip: HexColor;
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
export function drawMouth(face: GroupBuilder, rest: MouthShape, colors: MouthColors): MouthDrawing {
  const lips = face.shape('lips');
  const outer = vertices(lips.points(Object.values(rest.outer)), rest.outer);
  lips.fill(linearGradient([0, -12], [0, 14], [[0, colors.upperLip], [0.5, colors.upperLip], [0.62, colors.lowerLip], [1, colors.lowerLip]]));

  const opening = face.shape('mouth');
  const inner = vertices(opening.points(Object.values(rest.inner)), rest.inner);
  opening.fill(colors.cavity).stroke(colors.lipLine, { width: 4 });

  const inside = face.group('inside the mouth').clip(opening);
  const lowerTeeth = inside.shape('lower teeth', { at: [0, rest.lowerTeeth.y] });
  lowerTeeth.path('M -36 5 C -32 -1 -18 -1 -12 0 C -6 -1 6 -1 12 0 C 18 -1 32 -1 36 5 L 36 40 L -36 40 Z').fill(colors.lowerTeeth);

  const tongue = inside.shape('tongue', { at: [0, rest.tongue.y], scaleX: rest.tongue.scaleX });
  const [, tongueTop] = tongue.points([
    { x: -38, y: 60, inRotation: 0, inDistance: 0, outRotation: -Math.PI / 2, outDistance: 34 },
    { x: 0, y: 0, rotation: 0, distance: rest.tongue.distance },
    { x: 38, y: 60, inRotation: -Math.PI / 2, inDistance: 34, outRotation: 0, outDistance: 0 },
  ]);
  tongue.fill(colors.tongue);
  const line = inside.shape('tongue line', { at: [0, rest.tongue.y] });
  line.points([{ x: 0, y: 8 }, { x: 0, y: 46 }], { closed: false });
  line.stroke(colors.tongueLine, { width: 3 });

  const upperTeeth = inside.shape('upper teeth', { at: [0, rest.upperTeeth.y] });
  upperTeeth.path('M -46 -40 L 46 -40 L 46 -8 C 40 -2 26 0 14 0 C 8 1 3 1 0 0 C -3 1 -8 1 -14 0 C -26 0 -40 -2 -46 -8 Z').fill(colors.upperTeeth);

  return {
    set(pose, shape) {
      setVertices(pose, inner, rest.inner, shape.inner);
      setVertices(pose, outer, rest.outer, shape.outer);
      pose.set(upperTeeth, { y: shape.upperTeeth.y - rest.upperTeeth.y });
      pose.set(lowerTeeth, { y: shape.lowerTeeth.y - rest.lowerTeeth.y });
      pose.set(tongue, { y: shape.tongue.y - rest.tongue.y, scaleX: shape.tongue.scaleX });
      pose.set(line, { y: shape.tongue.y - rest.tongue.y });
      if (tongueTop) pose.set(tongueTop, { distance: shape.tongue.distance });
    },
  };
}

type Contour = MouthShape['inner'] | MouthShape['outer'];

function vertices(components: readonly Component[], contour: Contour): Map<string, Component> {
  return new Map(Object.keys(contour).map((name, i) => [name, components[i] as Component]));
}

/** Angles of smooth points and the middle never move: they need no key frames. */
const FIXED = new Set(['rotation']);

function setVertices(pose: AnimationBuilder, drawn: Map<string, Component>, rest: Contour, contour: Contour): void {
  for (const [name, point] of Object.entries(contour)) {
    const component = drawn.get(name);
    if (!component) continue;
    const values = Object.entries(point as Record<string, number>);
    pose.set(component, Object.fromEntries(values.filter(([property]) => !FIXED.has(property) && !isMiddle(name, property))));
  }

}

function isMiddle(name: string, property: string): boolean {
  return property === 'x' && (name === 'top' || name === 'bottom' || name === 'dip');
}
