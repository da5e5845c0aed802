import type { AnimationBuilder } from '../builder/authoring/animation.js';
import type { GroupBuilder } from '../builder/authoring/group.js';
import { linearGradient, radialGradient } from '../builder/authoring/paint.js';
import type { ShapeBuilder } from '../builder/authoring/shape.js';
import { INSIDE_HALF_WIDTH, type MouthShape } from '../mouth/mouth-shape.js';
import type { MouthStyle } from './mouth-style.js';

const SHADE = '#5a1a1e';

/** A part of a mouth that can be put where a shape says. */
export interface MouthPart {
  set(pose: AnimationBuilder, shape: MouthShape): void;
}

/**
 * Draws what is seen between the lips, from back to front: throat, tongue, lower teeth, upper teeth. All is cut to the
 * opening, but for the tip of the tongue that th lays on the lower lip and the teeth that f sets on it.
 *
 * @param mouth the group of the mouth, with lips and opening in it.
 * @param opening the inner edge of the lips.
 */
export function drawInside(mouth: GroupBuilder, opening: ShapeBuilder, rest: MouthShape, style: MouthStyle): MouthPart {
  const scale = rest.inner.right.x / INSIDE_HALF_WIDTH;
  const back = mouth.group('inside the mouth').clip(opening);
  const parts = [
    ...drawThroat(back, scale, style),
    drawTongue(back, rest, scale, style),
    drawTeeth(back, 'lowerTeeth', rest, scale, style),
    drawTongueTip(mouth, rest, scale, style),
  ];
  const front = mouth.group('behind the upper lip').clip(opening);
  parts.push(drawTeeth(front, 'upperTeeth', rest, scale, style), ...drawLipShadow(front, rest, scale, style));
  parts.push(drawBite(mouth, rest, scale, style));
  return {
    set(pose, shape) {
      for (const part of parts) part.set(pose, shape);
    },
  };
}

/** The dark of the throat; it stays where it is. */
function drawThroat(back: GroupBuilder, scale: number, { shade = SHADE }: MouthStyle): MouthPart[] {
  if (!shade) return [];
  const throat = back.shape('throat', { at: [0, 12 * scale], scaleX: scale, scaleY: scale });
  throat.ellipse({ x: 0, y: 0, width: 92, height: 64 }).fill(
    radialGradient([0, 0], 44, [
      [0, '#0000006b'],
      [0.55, '#0000003d'],
      [1, '#00000000'],
    ]),
  );
  return [];
}

// Arches that are wider than any mouth: the inner edge of the lips cuts them to size. Edges are scalloped tooth by tooth.
const TEETH = {
  upperTeeth: {
    arch:
      'M -76 -60 L 76 -60 L 76 -9 C 66 -8 60 -5 55 -4.6 C 52 -3 48 -2.6 44.5 -3.4 C 42 -1.4 38 -0.6 34.5 -1.8 ' +
      'C 31.5 0.6 27 0.8 24 -0.8 C 21 0.2 16.5 0.3 13.4 -0.6 C 10 1.6 3.4 1.6 0 0 ' +
      'C -3.4 1.6 -10 1.6 -13.4 -0.6 C -16.5 0.3 -21 0.2 -24 -0.8 C -27 0.8 -31.5 0.6 -34.5 -1.8 ' +
      'C -38 -0.6 -42 -1.4 -44.5 -3.4 C -48 -2.6 -52 -3 -55 -4.6 C -60 -5 -66 -8 -76 -9 Z',
    gaps: 'M 0 -15 L 0 -0.6 M -13.4 -13 L -13.4 -1.2 M 13.4 -13 L 13.4 -1.2 M -24 -11 L -24 -1.6 M 24 -11 L 24 -1.6',
  },
  lowerTeeth: {
    arch:
      'M -70 9 C -60 6 -52 3 -43 2.2 C -38 1 -34 0.8 -31 1.2 C -27 0 -23 -0.1 -20 0.5 C -16 -0.4 -13 -0.4 -10 0.2 ' +
      'C -7 -0.4 -3 -0.4 0 0.2 C 3 -0.4 7 -0.4 10 0.2 C 13 -0.4 16 -0.4 20 0.5 C 23 -0.1 27 0 31 1.2 ' +
      'C 34 0.8 38 1 43 2.2 C 52 3 60 6 70 9 L 70 50 L -70 50 Z',
    gaps: 'M 0 1 L 0 10 M -10 1 L -10 9 M 10 1 L 10 9',
  },
} as const;

function drawTeeth(
  inside: GroupBuilder,
  row: keyof typeof TEETH,
  rest: MouthShape,
  scale: number,
  { colors, shade = SHADE }: MouthStyle,
): MouthPart {
  const group = inside.group(row, { at: [0, rest[row].y], scaleX: scale, scaleY: scale });
  const teeth = group.shape(`${row} arch`).path(TEETH[row].arch).fill(colors[row]);
  if (shade) {
    // Towards the corners the arch runs back into the dark.
    const sides = [
      [0, `${shade}1f`],
      [0.2, `${shade}00`],
      [0.8, `${shade}00`],
      [1, `${shade}1f`],
    ] as const;
    teeth.fill(linearGradient([-74, 0], [74, 0], sides));
    group.shape(`${row} gaps`).path(TEETH[row].gaps).stroke(`${shade}17`, { width: 1.3 });
  }
  return { set: (pose, shape) => void pose.set(group, { y: shape[row].y - rest[row].y }) };
}

function drawTongue(inside: GroupBuilder, rest: MouthShape, scale: number, style: MouthStyle): MouthPart {
  const { colors, shade = SHADE } = style;
  const group = inside.group('tongue', {
    at: [0, rest.tongue.y],
    scaleX: scale * rest.tongue.scaleX,
    scaleY: scale,
  });
  const tongue = group.shape('tongue body');
  const [, top] = tongue.points([
    { x: -44, y: 64, inRotation: 0, inDistance: 0, outRotation: -Math.PI / 2, outDistance: 42 },
    { x: 0, y: 0, rotation: 0, distance: rest.tongue.distance },
    { x: 44, y: 64, inRotation: -Math.PI / 2, inDistance: 42, outRotation: 0, outDistance: 0 },
  ]);
  tongue.fill(colors.tongue);
  if (shade) {
    const roundness = [
      [0, '#ffffff2b'],
      [0.3, '#ffffff00'],
      [0.45, `${shade}00`],
      [1, `${shade}59`],
    ] as const;
    tongue.fill(linearGradient([0, 0], [0, 56], roundness));
  }
  const groove = group.shape('tongue groove').path('M 0 9 C 2.4 16 2.4 34 0 46 C -2.4 34 -2.4 16 0 9 Z');
  groove.fill(colors.tongueLine);
  return {
    set(pose, { tongue: { y, scaleX, distance } }) {
      pose.set(group, { y: y - rest.tongue.y, scaleX: scale * scaleX });
      if (top) pose.set(top, { distance });
    },
  };
}

/** The tip of the tongue on the lower lip: as high as drawn for a `scaleY` of 1, not there for 0. */
function drawTongueTip(mouth: GroupBuilder, rest: MouthShape, scale: number, style: MouthStyle): MouthPart {
  const { colors, shade = SHADE } = style;
  const { y, scaleY } = rest.tongueTip;
  const group = mouth.group('tongue tip', { at: [0, y], scaleX: scale, scaleY: scale * scaleY });
  const tip = group
    .shape('tongue tip edge')
    .path('M -23.5 0 L 23.5 0 C 23.5 12 14 20.4 0 20.4 C -14 20.4 -23.5 12 -23.5 0 Z');
  tip.fill(colors.tongueLine);
  const top = group
    .shape('tongue tip top')
    .path('M -21.9 0 L 21.9 0 C 21.9 11 13 18.4 0 18.4 C -13 18.4 -21.9 11 -21.9 0 Z');
  top.fill(colors.tongue);
  if (shade) {
    group.shape('tongue tip light').ellipse({ x: 0, y: 11.6, width: 18, height: 4.4 }).fill('#ffffff45');
    const underTeeth = [
      [0, `${shade}66`],
      [1, `${shade}00`],
    ] as const;
    top.fill(linearGradient([0, 0], [0, 9], underTeeth));
  }
  return {
    set: (pose, shape) => void pose.set(group, { y: shape.tongueTip.y - y, scaleY: scale * shape.tongueTip.scaleY }),
  };
}

/** The shadow of the upper lip on what lies behind it. */
function drawLipShadow(
  front: GroupBuilder,
  rest: MouthShape,
  scale: number,
  { shade = SHADE }: MouthStyle,
): MouthPart[] {
  if (!shade) return [];
  const y = rest.inner.top.y;
  const shadow = front.shape('shadow of the upper lip', { at: [0, y], scaleX: scale, scaleY: scale });
  const stops = [
    [0, `${shade}33`],
    [1, `${shade}00`],
  ] as const;
  shadow.rectangle({ x: 0, y: 0, width: 160, height: 20 }).fill(linearGradient([0, -1], [0, 7], stops));
  return [{ set: (pose, shape) => void pose.set(shadow, { y: shape.inner.top.y - y }) }];
}

/** The front teeth on the lower lip, the longer the bite; not there for a `scaleY` of 0. */
function drawBite(mouth: GroupBuilder, rest: MouthShape, scale: number, style: MouthStyle): MouthPart {
  const { colors, shade = SHADE } = style;
  const { y, scaleY } = rest.bite;
  const group = mouth.group('bite', { at: [0, y], scaleX: scale, scaleY: scale * scaleY });
  group
    .shape('bite teeth')
    .path(
      'M -24.6 0 L 24.6 0 C 25 4 25 6.4 23.4 8 C 21 9.2 16.4 9.2 13.4 8.4 C 10.4 10.6 3 10.6 0 9 ' +
        'C -3 10.6 -10.4 10.6 -13.4 8.4 C -16.4 9.2 -21 9.2 -23.4 8 C -25 6.4 -25 4 -24.6 0 Z',
    )
    .fill(colors.upperTeeth);
  if (shade) {
    const gaps = group.shape('bite gaps').path('M 0 -4 L 0 8.4 M -13.4 -4 L -13.4 7.8 M 13.4 -4 L 13.4 7.8');
    gaps.stroke(`${shade}17`, { width: 1.3 });
  }
  return { set: (pose, shape) => void pose.set(group, { y: shape.bite.y - y, scaleY: scale * shape.bite.scaleY }) };
}
