import type { GroupBuilder } from '../../builder/authoring/group.js';
import { linearGradient, radialGradient } from '../../builder/authoring/paint.js';
import type { PathPoint } from '../../builder/authoring/path-point.js';
import { nest } from '../../character/nest.js';
import { type Colors, MOUTH_CENTER } from './look.js';
import { squircle } from './squircle.js';

/** Draws one eye: a shape of light with a dark pupil. */
export function drawEye(face: GroupBuilder, side: 'left' | 'right', colors: Colors) {
  const at = [side === 'left' ? 184 : 316, 196] as const;
  const laugh = drawLaugh(face, side, at, colors);
  const eye = nest(face, `${side} eye`, ['listen', 'gesture', 'mood'], { at });
  const glow = eye.inner.shape('eye glow').ellipse({ x: 0, y: 0, width: 132, height: 144 });
  glow.fill(
    radialGradient([0, 0], 68, [
      [0, '#8fe8f070'],
      [0.5, '#8fe8f02c'],
      [1, '#8fe8f000'],
    ]),
  );
  // The window cuts the eye to the shape of a mood, with a bright edge; the eye itself blinks.
  const seen = eye.inner.group('seen');
  const opening = seen.shape('eye');
  const lidVertices = opening.points(lids(1));
  opening.fill(colors.eye).fill(
    linearGradient(
      [0, -40],
      [0, 40],
      [
        [0, '#0a305044'],
        [0.4, '#ffffff10'],
        [1, '#ffffff90'],
      ],
    ),
  );
  const inside = seen.group('inside the eye').clip(opening);
  const pupil = nest(inside, `${side} pupil`, ['blink', 'gazeX', 'gazeY', 'mood']);
  pupil.inner
    .shape('pupil')
    .ellipse({ x: 0, y: 0, width: 47, height: 58 })
    .fill(colors.detail)
    .fill(
      radialGradient([0, 16], 30, [
        [0, '#3f86ffcc'],
        [0.6, '#2a4ad055'],
        [1, '#00000000'],
      ]),
    );
  // Reflections stay where the light is when the eye turns.
  pupil.blink.shape('big light').ellipse({ x: -9, y: -13, width: 19, height: 21 }).fill('#ffffff');
  pupil.blink.shape('small light').ellipse({ x: 9, y: 13, width: 10, height: 10 }).fill('#ffffffcc');
  const window = inside.shape('window');
  const windowVertices = window.points(eyeWindow());
  window.stroke(colors.eye, { width: 13 });
  seen.clip(window);
  return { ...eye, laugh, pupil, lidVertices, windowVertices };
}

/** What the screen shows for an eye that is shut with laughter. */
function drawLaugh(
  face: GroupBuilder,
  side: 'left' | 'right',
  at: readonly [number, number],
  colors: Colors,
): GroupBuilder {
  const laugh = face.group(`${side} laughing eye`, { at, opacity: 0 });
  const arc = 'M -34 16 C -26 -26 26 -26 34 16';
  laugh.shape('laugh glow').path(arc).stroke('#7ef2dc22', { width: 30 }).stroke('#7ef2dc30', { width: 20 });
  laugh.shape('laugh').path(arc).stroke(colors.eye, { width: 12 });
  return laugh;
}

/**
 * The outline of an eye. Shut, it is a bar of light.
 *
 * @param openness 0 shut, 1 open.
 */
export function lids(openness: number): PathPoint[] {
  const shut = 1 - openness;
  return squircle([0, 6 * shut], [33 + 4 * shut, 39 * openness + 3.5 * shut], { roundness: 0.68 });
}

/**
 * The window of an eye: a box with a curved upper and lower edge.
 *
 * @param upper y of the upper edge: at its left end, in its middle, at its right end.
 * @param lower the same of the lower edge.
 */
export function eyeWindow(upper: Edge = [-60, -60, -60], lower: Edge = [60, 60, 60]): PathPoint[] {
  const slope = ([left, , right]: Edge) => Math.atan2(right - left, 2 * WINDOW);
  const middle = (edge: Edge, turn: number): PathPoint => ({
    x: 0,
    y: edge[1],
    rotation: slope(edge) + turn,
    distance: 34,
  });
  return [
    { x: -WINDOW, y: upper[0] },
    middle(upper, 0),
    { x: WINDOW, y: upper[2] },
    { x: WINDOW, y: lower[2] },
    middle(lower, Math.PI),
    { x: -WINDOW, y: lower[0] },
  ];
}

/** The edge of a lid: y at its left end, in its middle, at its right end. */
export type Edge = readonly [left: number, middle: number, right: number];

/** Half of the width of a window. */
const WINDOW = 62;

/** A bar of light above the eye. */
export function drawBrow(face: GroupBuilder, side: 'left' | 'right', colors: Colors) {
  const at = [side === 'left' ? 182 : 318, 145] as const;
  const brow = nest(face, `${side} brow`, ['lift', 'listen', 'talk', 'gesture', 'mood'], { at });
  const art = brow.inner.group('brow art', { scaleX: side === 'left' ? 1 : -1 });
  art.shape('brow').path('M -22 4 C -10 -6 8 -8 22 -3').stroke(colors.eye, { width: 7 });
  return brow;
}

/** Cheeks of light. */
export function drawBlush(face: GroupBuilder, side: 'left' | 'right') {
  const x = side === 'left' ? 138 : 362;
  const blush = face.shape(`${side} blush`, { at: [x, 262], scaleY: 0.66, opacity: 1 / 1.5 });
  return blush.ellipse({ x: 0, y: 0, width: 60, height: 60 }).fill(
    radialGradient([0, 0], 30, [
      [0, '#ff7fa8ff'],
      [0.5, '#ff7fa8aa'],
      [1, '#ff7fa800'],
    ]),
  );
}

/** The light that the mouth throws on the screen. */
export function drawMouthGlow(face: GroupBuilder) {
  return face
    .shape('mouth glow', { at: MOUTH_CENTER, scaleY: 0.46 })
    .ellipse({ x: 0, y: 0, width: 210, height: 210 })
    .fill(
      radialGradient([0, 0], 105, [
        [0, '#8fe8f038'],
        [0.5, '#8fe8f016'],
        [1, '#8fe8f000'],
      ]),
    );
}
