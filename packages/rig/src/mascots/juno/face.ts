import type { Component } from '../../builder/authoring/component.js';
import type { GroupBuilder } from '../../builder/authoring/group.js';
import { linearGradient, radialGradient } from '../../builder/authoring/paint.js';
import { BROW_MOTIONS, type Side } from '../../character/character-parts.js';
import { nest } from '../../character/nest.js';
import { type Colors, MIDDLE } from './look.js';

/** Ear, drawn for the left, mirrored for the right. */
export function drawEar(head: GroupBuilder, side: Side, colors: Colors) {
  const turn = head.group(`${side} ear turn`, { pivot: [side === 'left' ? 140 : 360, 240] });
  const art = turn.group(`${side} ear`, side === 'left' ? {} : { at: [2 * MIDDLE, 0], scaleX: -1 });
  const ear = art.shape('ear').path('M 156 214 C 142 198 122 206 124 230 C 126 254 138 276 156 270 Z');
  ear.fill(colors.primary).fill(
    linearGradient(
      [122, 230],
      [156, 240],
      [
        [0, '#fff0d830'],
        [0.5, '#8a2a2a22'],
        [1, '#6a1a2a55'],
      ],
    ),
  );
  art
    .shape('ear fold')
    .path('M 134 228 C 136 218 146 216 151 224 C 144 228 143 240 147 248')
    .stroke('#7a2a2a66', { width: 3.4 });
  return { turn, art };
}

/** The one earring, in the ear that shows. It swings around its hook. */
export function drawEarring(ear: GroupBuilder, colors: Colors): GroupBuilder {
  const earring = ear.group('earring', { at: [139, 268] });
  earring.shape('hoop').circle({ x: 0, y: 13, radius: 11 }).stroke(colors.accent, { width: 5 });
  earring.shape('hoop light').path('M -9 8 C -7 4 -3 2 1 2').stroke('#ffffffa0', { width: 2.2 });
  return earring;
}

/** The head without hair: skin, light from the left, blush. The chin follows the jaw. */
export function drawSkull(head: GroupBuilder, colors: Colors) {
  const skin = head.shape('face');
  const points = skin.symmetric(FACE, MIDDLE);
  skin.fill(colors.primary);
  skin.fill(
    radialGradient([218, 196], 190, [
      [0, '#fff2dc50'],
      [0.5, '#fff2dc10'],
      [0.75, '#7a203000'],
      [1, '#6a183066'],
    ]),
  );
  skin.fill(
    linearGradient(
      [250, 250],
      [372, 290],
      [
        [0, '#6a183000'],
        [1, '#6a183048'],
      ],
    ),
  );
  const features = head.group('cheeks', { pivot: [MIDDLE, 270] });
  const blush = (name: string, x: number) =>
    features
      .shape(name, { at: [x, 274] })
      .ellipse({ x: 0, y: 0, width: 66, height: 46 })
      .fill(
        radialGradient([0, 0], 33, [
          [0, '#f2546a58'],
          [0.55, '#f2546a2c'],
          [1, '#f2546a00'],
        ]),
      );
  const blushes = { left: blush('left blush', 184), right: blush('right blush', 316) };
  features.shape('beauty mark').circle({ x: 321, y: 276, radius: 2.6 }).fill('#5a2230');
  return { cheeks: features, chin: chinOf(points), blushes };
}

/** From the top of the skull along the right side to the chin. */
const FACE = 'M 250 84 C 322 84 362 138 362 208 C 362 252 352 284 332 312 C 310 342 276 365 250 365';

/** Vertices by how far down they are: the lowest follows the jaw all the way, those beside it a little. */
function chinOf(vertices: readonly Component[]) {
  const sorted = [...vertices].sort((a, b) => b.restValue('y') - a.restValue('y'));
  return { tip: sorted.slice(0, 1), jaw: sorted.slice(1, 3) };
}

/** A soft shade beside the bridge, a light on the tip, and the line below. */
export function drawNose(head: GroupBuilder) {
  const turn = head.group('nose turn', { pivot: [MIDDLE, 262] });
  const nose = turn.group('nose', { pivot: [MIDDLE, 262] });
  const soft = (
    name: string,
    [x, y]: readonly [number, number],
    [radius, narrow]: readonly [number, number],
    color: string,
  ) =>
    nose
      .shape(name, { at: [x, y], scaleX: narrow })
      .circle({ x: 0, y: 0, radius })
      .fill(
        radialGradient([0, 0], radius, [
          [0, `#${color}`],
          [1, `#${color.slice(0, 6)}00`],
        ]),
      );
  soft('nose shade', [264, 250], [32, 0.4], '7a203042');
  soft('nose shade below', [251, 279], [13, 2], '7a203058');
  soft('bridge light', [245, 240], [30, 0.3], 'fff4e248');
  soft('nose light', [247, 263], [11, 1.1], 'fff4e2a0');
  nose
    .shape('nose line')
    .path('M 236 271 C 236 279 244 278 250 281 C 256 278 264 279 264 271')
    .stroke('#7a253080', { width: 3 });
  return { turn, nose };
}

/** A full brow that ends in a point. */
export function drawBrow(head: GroupBuilder, side: Side, colors: Colors) {
  const at = [side === 'left' ? 196 : 304, side === 'left' ? 183 : 186] as const;
  const brow = nest(head, `${side} brow`, BROW_MOTIONS, { at });
  brow.inner
    .group('brow art', side === 'left' ? {} : { scaleX: -1 })
    .shape('brow')
    .path('M 35 5 C 20 -3 -8 -9 -39 6 C -24 -16 12 -21 33 -11 C 40 -7 41 3 35 5 Z')
    .fill(colors.detail)
    .fill(
      linearGradient(
        [-30, 0],
        [40, 0],
        [
          [0, '#ffd9b000'],
          [1, '#d9804a30'],
        ],
      ),
    );
  return brow;
}
