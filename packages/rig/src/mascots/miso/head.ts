import type { Component } from '../../builder/authoring/component.js';
import type { GroupBuilder } from '../../builder/authoring/group.js';
import { linearGradient, radialGradient } from '../../builder/authoring/paint.js';
import { parsePathData } from '../../builder/authoring/path-data.js';
import type { ViewModelProperty } from '../../builder/authoring/view-model.js';
import { BROW_MOTIONS, pair, SIGN, type Side } from '../../character/character-parts.js';
import type { Theme } from '../../character/mascot-file.js';
import { nest } from '../../character/nest.js';

type Colors = Theme<ViewModelProperty<'color'>>;

/** Ear, drawn for the left; mirrored for the right. */
export function drawEar(head: GroupBuilder, side: Side, colors: Colors) {
  const at = [side === 'left' ? 132 : 368, 130] as const;
  const ear = nest(head, `${side} ear`, EAR_MOTIONS, { at });
  // Drawn for the left around the root of the ear; x grows towards the middle of the head.
  const art = ear.inner.group('ear art', { scaleX: side === 'left' ? 1 : -1 });
  const add = (name: string) => art.shape(name);
  add('ear back')
    .path('M -22 40 C -64 10 -76 -70 -42 -102 C -4 -98 48 -70 66 -16 Z')
    .fill(colors.secondary)
    .fill(
      linearGradient(
        [-70, 0],
        [60, -20],
        [
          [0, '#e3a87f70'],
          [0.3, '#ffffff00'],
          [0.7, '#ffffff00'],
          [1, '#e3a87f70'],
        ],
      ),
    );
  add('ear rim')
    .path('M -18 38 C -56 6 -64 -60 -37 -87 C -6 -80 38 -58 56 -12 Z')
    .fill(colors.primary)
    .fill(
      linearGradient(
        [-40, -80],
        [20, 20],
        [
          [0, '#ffffff22'],
          [1, '#5a1d1055'],
        ],
      ),
    );
  add('ear inside').path('M -12 34 C -42 4 -46 -42 -31 -61 C -6 -52 24 -32 42 2 Z').fill(colors.detail);
  add('ear tuft')
    .path('M -26 26 C -34 4 -32 -14 -24 -38 C -17 -24 -13 -16 -10 -8 C -9 -15 -7 -19 -4 -23 C 3 -12 10 8 20 30 Z')
    .fill(colors.secondary)
    .fill(
      linearGradient(
        [0, -28],
        [0, 28],
        [
          [0, '#ffffff00'],
          [1, '#8a4a3055'],
        ],
      ),
    );
  return ear;
}

const EAR_MOTIONS = ['turn', 'listen', 'idle', 'gesture', 'mood'] as const;

/** Skull and cheeks. The chin vertex follows the jaw. */
export function drawSkull(head: GroupBuilder, colors: Colors) {
  const tuft = head.group('tuft turn', { pivot: [250, 72] });
  tuft
    .shape('tuft')
    .path(TUFT)
    .fill(colors.primary)
    .fill(
      linearGradient(
        [250, 22],
        [250, 78],
        [
          [0, '#ffc98a55'],
          [1, '#ffb07a22'],
        ],
      ),
    );
  const fur = head.shape('head fur');
  const furPoints = fur.points(parsePathData(HEAD)[0]?.points ?? []);
  fur.fill(colors.primary);
  fur.fill(
    radialGradient([225, 130], 260, [
      [0, '#ffe3b052'],
      [0.45, '#ffe3b01c'],
      [0.7, '#8a2a1000'],
      [1, '#7a220e88'],
    ]),
  );

  const patches = pair((side) => {
    const patch = head.shape(`${side} eye patch`, { at: [side === 'left' ? 172 : 328, 212] });
    patch.ellipse({ x: 0, y: 0, width: 108, height: 114 });
    patch.fill(
      radialGradient([0, 0], 55, [
        [0, '#4f170d70'],
        [0.62, '#4f170d56'],
        [1, '#4f170d00'],
      ]),
    );
    return patch;
  });
  head
    .shape('head light')
    .path(LIGHT)
    .fill(
      linearGradient(
        [236, 70],
        [122, 170],
        [
          [0, '#fff1c800'],
          [0.35, '#fff1c855'],
          [1, '#fff1c800'],
        ],
      ),
    );

  const cheeks = pair((side) => {
    const turn = head.group(`${side} cheek turn`, { pivot: [side === 'left' ? 42 : 458, 284] });
    turn
      .shape(`${side} cheek`, { at: [250, 0], scaleX: side === 'left' ? 1 : -1 })
      .path(CHEEK)
      .fill(colors.secondary)
      .fill(
        radialGradient([-118, 262], 108, [
          [0, '#ffffff30'],
          [0.45, '#ffffff00'],
          [0.8, '#e3a87f59'],
          [1, '#d8905fa0'],
        ]),
      );
    return turn;
  });
  return { furChin: lowest(furPoints), patches, cheeks, tuft };
}

/** The muzzle: what stands out of the face. Mouth and nose are drawn in it. */
export function drawMuzzle(head: GroupBuilder, colors: Colors) {
  const turn = head.group('muzzle turn', { pivot: [250, 296] });
  const muzzle = turn.shape('muzzle');
  const muzzlePoints = muzzle.points(parsePathData(MUZZLE)[0]?.points ?? []);
  muzzle.fill(colors.secondary).fill(
    radialGradient([250, 270], 132, [
      [0, '#ffffff66'],
      [0.6, '#ffffff00'],
      [1, '#d78f6688'],
    ]),
  );
  return { turn, muzzleChin: lowest(muzzlePoints) };
}

/** Colour of a cheek. */
export function drawBlush(head: GroupBuilder, side: Side) {
  const turn = head.group(`${side} blush turn`, { at: [side === 'left' ? 134 : 366, 282] });
  const blush = turn.shape(`${side} blush`).ellipse({ x: 0, y: 0, width: 68, height: 46 });
  blush.fill(
    radialGradient([0, 0], 34, [
      [0, '#f4775f8c'],
      [0.55, '#f4775f52'],
      [1, '#f4775f00'],
    ]),
  );
  return { turn, blush };
}

// Behind the cheeks it stays inside them: theirs is the outline there, also when they narrow in a turn.
const HEAD =
  'M 250 62 C 302 60 374 82 402 152 C 411 178 424 202 450 222 C 447 233 443 240 438 245 C 438 278 420 306 394 323 C 370 352 312 370 250 370 C 188 370 130 352 106 323 C 80 306 62 278 62 245 C 57 240 53 233 50 222 C 76 202 89 178 98 152 C 126 82 198 60 250 62 Z';
// Around x = 0, for the left; the right is its mirror image. Its outer edge lies just outside that of the head, so that none of it shows.
const CHEEK =
  'M -189.5 244 C -172 226 -156 221 -142 224 C -118 228 -101 250 -95 280 C -91 308 -102 332 -122 341 C -132 336 -138 330 -144 324.5 C -151 330 -159 336 -169 342 C -178 325 -182 307 -181.5 289 C -189 292 -198 295 -207.5 299 C -208.5 276 -201.5 259 -189.5 244 Z';
const MUZZLE =
  'M 250 220 C 294 220 326 246 344 280 C 358 310 338 356 250 358 C 162 356 142 310 156 280 C 174 246 206 220 250 220 Z';
const LIGHT = 'M 112 158 C 134 104 186 74 240 72 C 190 92 150 126 130 176 C 122 180 112 172 112 158 Z';
const TUFT =
  'M 214 72 C 210 56 206 48 196 40 C 216 40 230 46 238 56 C 238 44 242 32 254 22 C 258 34 264 44 266 54 C 274 46 286 40 302 40 C 292 50 288 58 286 72 C 266 82 234 82 214 72 Z';

/** Nose and the line below it. */
export function drawNose(head: GroupBuilder, colors: Colors) {
  const nose = head.group('nose', { pivot: [250, 262] });
  nose.shape('philtrum').path('M 250 268 L 250 284').stroke('#b9796699', { width: 3 });
  nose
    .shape('nose tip')
    .path('M 222 244 C 226 234 274 234 278 244 C 282 256 264 272 250 272 C 236 272 218 256 222 244 Z')
    .fill(colors.detail)
    .fill(
      linearGradient(
        [250, 236],
        [250, 272],
        [
          [0, '#ffffff22'],
          [0.5, '#00000000'],
          [1, '#00000066'],
        ],
      ),
    );
  nose.shape('nose light').ellipse({ x: 242, y: 244, width: 22, height: 8, rotation: -0.08 }).fill('#ffffff88');
  return nose;
}

/** A light spot above the eye: what a red panda has for a brow. */
export function drawBrow(head: GroupBuilder, side: Side, colors: Colors) {
  const sign = SIGN[side];
  const brow = nest(head, `${side} brow`, BROW_MOTIONS, { at: [250 + 78 * sign, 142] });
  const mirrored = brow.inner.group('brow art', { scaleX: -sign, rotation: sign * -0.13 });
  mirrored
    .shape('brow')
    .path(
      'M -31 9 C -26 -8 -4 -17 14 -14 C 26 -12 31 -3 27 5 C 22 13 10 10 0 9 C -12 8 -20 12 -26 14 C -30 15 -32 13 -31 9 Z',
    )
    .fill(colors.secondary)
    .fill(
      linearGradient(
        [0, -12],
        [0, 14],
        [
          [0, '#ffffff00'],
          [1, '#d78f6666'],
        ],
      ),
    );
  return brow;
}

/** The lowest vertex. */
function lowest(vertices: readonly Component[]): Component {
  return vertices.reduce((low, vertex) => (vertex.restValue('y') > low.restValue('y') ? vertex : low));
}
