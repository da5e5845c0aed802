import type { Component } from '../../builder/authoring/component.js';
import type { GroupBuilder } from '../../builder/authoring/group.js';
import { linearGradient, radialGradient } from '../../builder/authoring/paint.js';
import type { PathPoint } from '../../builder/authoring/path-point.js';
import type { ViewModelProperty } from '../../builder/authoring/view-model.js';
import type { Theme } from '../../character/mascot-file.js';

type Colors = Theme<ViewModelProperty<'color'>>;

/** Edge of the lids, clockwise from the left as seen on screen, around the centre of the eye. */
export function lids(openness: number): readonly PathPoint[] {
  const top = 9 - 42 * openness;
  const bottom = 13 + 21 * openness;
  const corner = 2 + 2 * (1 - openness);
  const side = 3 + 22 * openness;
  return [
    { x: -30, y: corner, inRotation: Math.PI / 2 - 0.75 * (1 - openness), inDistance: side - 4 * openness + 4 * (1 - openness), outRotation: -Math.PI / 2 + 2.35 * (1 - openness), outDistance: side + 4 * (1 - openness) },
    { x: 0, y: top, rotation: 0, distance: 18 },
    { x: 30, y: corner, inRotation: -Math.PI / 2 - 2.35 * (1 - openness), inDistance: side + 4 * (1 - openness), outRotation: Math.PI / 2 + 0.75 * (1 - openness), outDistance: side - 4 * openness + 4 * (1 - openness) },
    { x: 0, y: bottom, rotation: Math.PI, distance: 18 },
  ];
}

/** One eye. */
export interface EyeDrawing {
  /** Opens wider for attention, narrows for a mood. */
  readonly attention: GroupBuilder;
  readonly mood: GroupBuilder;
  /** Moved by the gaze, across and along. */
  readonly gazeX: GroupBuilder;
  readonly gazeY: GroupBuilder;
  readonly lidVertices: readonly Component[];
  /** The cheek below the eye: pushed up by a smile. */
  readonly lowerLid: GroupBuilder;
}

/** Draws one eye. */
export function drawEye(head: GroupBuilder, side: 'left' | 'right', colors: Colors): EyeDrawing {
  const attention = head.group(`${side} eye`, { at: [side === 'left' ? 176 : 324, 212] });
  const mood = attention.group(`${side} eye mood`);

  mood.shape('eye patch').ellipse({ x: 0, y: 4, width: 92, height: 92 }).fill(radialGradient([0, 4], 46, [[0, '#6b210fcc'], [0.7, '#7a2a14aa'], [1, '#8a321800']]));
  const opening = mood.shape('eye');
  const lidVertices = opening.points(lids(1));
  opening.fill('#fffdf8').stroke(colors.detail, { width: 6 });

  const inside = mood.group('inside the eye').clip(opening);
  const gazeX = inside.group('gaze x');
  const gazeY = gazeX.group('gaze y');
  gazeY.shape('iris').ellipse({ x: 0, y: 0, width: 50, height: 54 }).fill(colors.eye).fill(radialGradient([0, 14], 34, [[0, '#ffc56b99'], [0.6, '#ffb05a22'], [1, '#2a0d0a66']]));
  gazeY.shape('pupil').ellipse({ x: 0, y: -1, width: 31, height: 34 }).fill('#1d0b0a');
  gazeY.shape('big light').ellipse({ x: -9, y: -12, width: 16, height: 17 }).fill('#ffffff');
  gazeY.shape('small light').ellipse({ x: 11, y: 12, width: 8, height: 8 }).fill('#ffffffcc');
  inside.shape('lid shade').path('M -34 -38 L 34 -38 L 34 -8 C 20 -24 -20 -24 -34 -8 Z').fill('#3a120c40');
  const lowerLid = inside.group('lower lid');
  lowerLid.shape('lower lid fur').path('M -40 52 C -30 36 30 36 40 52 L 40 90 L -40 90 Z').fill(colors.primary).fill('#6b210f55');
  return { attention, mood, gazeX, gazeY, lidVertices, lowerLid };
}
