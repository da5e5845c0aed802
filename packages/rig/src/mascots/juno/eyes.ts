import type { GroupBuilder } from '../../builder/authoring/group.js';
import { linearGradient, radialGradient } from '../../builder/authoring/paint.js';
import type { PathPoint } from '../../builder/authoring/path-point.js';
import type { EyeParts, Side } from '../../character/character-parts.js';
import { nest } from '../../character/nest.js';
import type { Colors } from './look.js';

/** Both handles free. */
type Corner = Extract<PathPoint, { readonly inRotation: number }>;

/**
 * Edge of the lids around the centre of the left eye: outer corner, top, inner corner, bottom. The outer corner is the
 * higher one. Shut lids are one line.
 *
 * @param openness 0 shut, 1 open.
 */
function lids(openness: number): [outer: Corner, top: Corner, inner: Corner, bottom: Corner] {
  const at = (shut: number, open: number) => shut + (open - shut) * openness;
  const top = { x: -3, y: at(15, -27.5) };
  const bottom = { x: -2, y: at(15, 26) };
  return [
    {
      x: -35,
      y: at(3, -4),
      inRotation: at(0.6, 1.05),
      inDistance: at(13, 14),
      outRotation: at(0.6, -1.12),
      outDistance: at(13, 17),
    },
    { ...top, inRotation: Math.PI, inDistance: 17, outRotation: 0, outDistance: 17 },
    {
      x: 31,
      y: at(7, 7),
      inRotation: at(2.75, 4.12),
      inDistance: at(12, 17),
      outRotation: at(2.75, 2.3),
      outDistance: at(12, 12),
    },
    { ...bottom, inRotation: 0, inDistance: 16, outRotation: Math.PI, outDistance: 17 },
  ];
}

/** The upper lashes: a crescent on the upper lid that runs out into a wing. */
function lashes(openness: number): Corner[] {
  const [outer, top, inner] = lids(openness);
  const at = (shut: number, open: number) => shut + (open - shut) * openness;
  return [
    { x: -47, y: at(-1, -17), inRotation: at(0.8, 0.6), inDistance: 9, outRotation: at(0.5, -0.2), outDistance: 12 },
    { ...top, y: top.y - at(2, 5.5), inDistance: 22, outDistance: 20 },
    { ...inner, outRotation: inner.inRotation, outDistance: inner.inDistance },
    { ...top, y: top.y + 1.5, inRotation: 0, outRotation: Math.PI },
    {
      ...outer,
      y: outer.y + 1,
      inRotation: outer.outRotation,
      inDistance: outer.outDistance,
      outRotation: Math.PI + 0.35,
      outDistance: 3,
    },
  ];
}

/** The mirror image of an outline, point by point. */
function facing(points: readonly Corner[], side: Side): Corner[] {
  if (side === 'left') return [...points];
  return points.map((point) => ({
    ...point,
    x: -point.x,
    inRotation: Math.PI - point.inRotation,
    outRotation: Math.PI - point.outRotation,
  }));
}

/** Draws one eye. */
export function drawEye(head: GroupBuilder, side: Side, colors: Colors): EyeParts {
  const at = [side === 'left' ? 196 : 304, 233] as const;
  const sign = side === 'left' ? 1 : -1;
  const { turn, attention, mood } = nest(head, `${side} eye`, ['turn', 'attention', 'mood'], { at });
  mood
    .shape('eye shade')
    .ellipse({ x: -3 * sign, y: -10, width: 92, height: 66 })
    .fill(
      radialGradient([-3 * sign, -10], 46, [
        [0, '#7a1f4a60'],
        [0.55, '#7a1f4a38'],
        [1, '#7a1f4a00'],
      ]),
    );
  const shapes = { open: facing(lids(1), side), shut: facing(lids(0), side) };
  const opening = mood.shape('eye');
  const lidVertices = opening.points(shapes.open);
  opening.fill('#fffaf4').stroke('#6a203480', { width: 2.4 });

  const inside = mood.group('inside the eye').clip(opening);
  const gaze = inside.group('gaze', { at: [-1 * sign, -2] });
  drawIris(gaze, colors);
  inside
    .shape('lid shade')
    .path('M -50 -40 L 50 -40 L 50 -2 C 24 -24 -24 -24 -50 -2 Z')
    .fill(
      linearGradient(
        [0, -30],
        [0, -8],
        [
          [0, '#3a0f2a90'],
          [1, '#3a0f2a18'],
        ],
      ),
    );
  // Reflections stay where the light is when the eye turns.
  inside.shape('big light').ellipse({ x: -9, y: -12, width: 15, height: 16 }).fill('#ffffff');
  inside.shape('small light').circle({ x: 9, y: 10, radius: 3.6 }).fill('#ffffffc8');
  const lowerLid = nest(inside, 'lower lid', ['mood', 'gesture']);
  const cheek = lowerLid.inner.shape('lower lid').path('M -56 40 C -30 29 30 29 56 40 L 56 110 L -56 110 Z');
  cheek.fill(colors.primary).fill('#c8503c1c').stroke('#7a25309c', { width: 3 });
  mood
    .shape('crease')
    .path(side === 'left' ? 'M -33 -27 C -18 -44 14 -46 27 -24' : 'M 33 -27 C 18 -44 -14 -46 -27 -24')
    .stroke('#6a1f3470', { width: 2.8 });

  const lashShapes = { open: facing(lashes(1), side), shut: facing(lashes(0), side) };
  const lash = mood.shape('lashes');
  const lashVertices = lash.points(lashShapes.open);
  lash.fill(colors.detail).fill('#00000050').stroke(colors.detail, { width: 1.6 });
  return {
    turn,
    attention,
    mood,
    gaze,
    lowerLid,
    lids: [
      { vertices: lidVertices, ...shapes },
      { vertices: lashVertices, ...lashShapes },
    ],
  };
}

function drawIris(eye: GroupBuilder, colors: Colors): void {
  const iris = eye.shape('iris').ellipse({ x: 0, y: 0, width: 47, height: 50 });
  iris.fill(colors.eye).fill(
    radialGradient([0, 11], 29, [
      [0, '#eaffb8b0'],
      [0.5, '#c8ffb040'],
      [0.78, '#00101800'],
      [1, '#00101890'],
    ]),
  );
  eye.shape('pupil').ellipse({ x: 0, y: 0, width: 24, height: 26 }).fill('#1c0d1c');
}
