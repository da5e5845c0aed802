import type { GroupBuilder } from '../../builder/authoring/group.js';
import { radialGradient } from '../../builder/authoring/paint.js';
import type { ViewModelProperty } from '../../builder/authoring/view-model.js';
import type { EyeParts, Side } from '../../character/character-parts.js';
import type { Theme } from '../../character/mascot-file.js';
import { nest } from '../../character/nest.js';

type Colors = Theme<ViewModelProperty<'color'>>;

const QUARTER = Math.PI / 2;
/** Angle at which the closed lids leave the corners. */
const SHUT_ANGLE = 0.72;

/**
 * Edge of the lids around the centre of an eye, clockwise from the left as seen on screen. Shut lids are one line.
 *
 * @param openness 0 shut, 1 open.
 */
export function lids(openness: number) {
  const shut = 1 - openness;
  const corner = { x: 33, y: 3 * openness + 5 * shut };
  const above = { angle: -QUARTER * openness + SHUT_ANGLE * shut, length: 24 * openness + 15 * shut };
  const below = { angle: QUARTER * openness + SHUT_ANGLE * shut, length: 20 * openness + 15 * shut };
  return {
    left: {
      x: -corner.x,
      y: corner.y,
      inRotation: below.angle,
      inDistance: below.length,
      outRotation: above.angle,
      outDistance: above.length,
    },
    top: { x: 0, y: -37 * openness + 17 * shut, rotation: 0, distance: 19 },
    right: {
      x: corner.x,
      y: corner.y,
      inRotation: Math.PI - above.angle,
      inDistance: above.length,
      outRotation: Math.PI - below.angle,
      outDistance: below.length,
    },
    bottom: { x: 0, y: 34 * openness + 17 * shut, rotation: Math.PI, distance: 19 },
  } as const;
}

/** The upper lashes: a crescent along the upper lid, thick in the middle and thin at the corners. */
export function lashes(openness: number) {
  const { left, top, right } = lids(openness);
  const thickness = 7 * openness + 6.5 * (1 - openness);
  // The outer edge leaves the corners with the lid, so the crescent closes to nothing there.
  return {
    left: { ...left, inRotation: left.outRotation, inDistance: left.outDistance },
    outer: { ...top, y: top.y - thickness },
    right: { ...right, outRotation: right.inRotation, outDistance: right.inDistance },
    inner: { ...top, rotation: Math.PI, y: top.y + 1 },
  } as const;
}

/** Draws one eye. */
export function drawEye(head: GroupBuilder, side: Side, colors: Colors): EyeParts {
  const at = [side === 'left' ? 172 : 328, 210] as const;
  const { turn, attention, mood } = nest(head, `${side} eye`, ['turn', 'attention', 'mood'], { at });
  const opening = mood.shape('eye');
  const lidVertices = opening.points(Object.values(lids(1)));
  opening.fill('#fffdf8');

  const inside = mood.group('inside the eye').clip(opening);
  const gaze = inside.group('gaze');
  drawIris(gaze, colors);
  inside.shape('lid shade').path('M -40 -44 L 40 -44 L 40 2 C 22 -22 -22 -22 -40 2 Z').fill('#3a120c3d');
  // Reflections stay where the light is when the eye turns.
  inside.shape('big light').ellipse({ x: -9, y: -13, width: 20, height: 22 }).fill('#ffffff');
  inside.shape('small light').ellipse({ x: 12, y: 14, width: 10, height: 10 }).fill('#ffffffd0');
  const lowerLid = nest(inside, 'lower lid', ['mood', 'gesture']);
  const cheek = lowerLid.inner.shape('lower lid').path('M -50 48 C -26 39 26 39 50 48 L 50 120 L -50 120 Z');
  cheek.fill(colors.primary).fill('#5a1a1046').stroke(colors.detail, { width: 4 });

  const lashPoints = lashes(1);
  const lash = mood.shape('lashes');
  const lashVertices = lash.points(Object.values(lashPoints));
  lash.fill(colors.detail).stroke(colors.detail, { width: 2.5 });
  return {
    turn,
    attention,
    mood,
    gaze,
    lowerLid,
    lids: [
      { vertices: lidVertices, open: Object.values(lids(1)), shut: Object.values(lids(0)) },
      { vertices: lashVertices, open: Object.values(lashPoints), shut: Object.values(lashes(0)) },
    ],
  };
}

function drawIris(eye: GroupBuilder, colors: Colors): void {
  const iris = eye.shape('iris').ellipse({ x: 0, y: -2, width: 61, height: 75 });
  iris.fill(colors.eye).fill(
    radialGradient([0, 18], 44, [
      [0, '#ffca70b0'],
      [0.55, '#ffb05a30'],
      [1, '#2a0d0a80'],
    ]),
  );
  eye.shape('pupil').ellipse({ x: 0, y: -2, width: 39, height: 48 }).fill('#1d0b0a');
  eye.shape('glow').ellipse({ x: 0, y: 24, width: 36, height: 13 }).fill('#ffd99340');
}
