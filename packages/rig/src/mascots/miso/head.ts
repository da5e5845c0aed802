import type { Component } from '../../builder/authoring/component.js';
import type { GroupBuilder } from '../../builder/authoring/group.js';
import { linearGradient, radialGradient } from '../../builder/authoring/paint.js';
import type { ViewModelProperty } from '../../builder/authoring/view-model.js';
import type { Theme } from '../../character/mascot-file.js';
import { parsePathData } from '../../builder/authoring/path-data.js';

type Colors = Theme<ViewModelProperty<'color'>>;

/** Ear, drawn for the left; mirrored for the right. */
export function drawEar(head: GroupBuilder, side: 'left' | 'right', colors: Colors) {
  const x = side === 'left' ? 132 : 368;
  const listen = head.group(`${side} ear listen`, { at: [x, 130] });
  const idle = listen.group(`${side} ear idle`);
  const mood = idle.group(`${side} ear mood`);
  // Drawn for the left around the root of the ear; x grows towards the middle of the head.
  const art = mood.group('ear art', { scaleX: side === 'left' ? 1 : -1 });
  const at = (name: string) => art.shape(name);
  at('ear back').path('M -52 26 C -70 -30 -66 -78 -40 -98 C -6 -92 44 -66 60 -20 Z').fill(colors.secondary);
  at('ear rim').path('M -44 24 C -58 -24 -56 -64 -36 -84 C -6 -76 34 -56 52 -16 Z').fill(colors.primary).fill(linearGradient([-40, -80], [20, 20], [[0, '#ffffff22'], [1, '#5a1d1055']]));
  at('ear inside').path('M -32 22 C -44 -16 -42 -44 -30 -60 C -8 -50 22 -32 36 -4 Z').fill(colors.detail);
  at('ear tuft').path('M -30 28 C -32 4 -30 -10 -24 -28 C -18 -16 -14 -10 -10 -4 C -8 -14 -4 -20 0 -26 C 6 -14 8 -6 10 2 C 16 -6 20 -8 26 -10 C 28 4 28 14 26 26 Z').fill(colors.secondary).fill(linearGradient([0, -28], [0, 28], [[0, '#ffffff00'], [1, '#8a4a3055']]));
  return { listen, idle, mood };
}

/** Skull, cheeks and muzzle. The chin vertices follow the jaw. */
export function drawSkull(head: GroupBuilder, colors: Colors) {
  const fur = head.shape('head fur');
  const furPoints = fur.points(parsePathData(HEAD)[0]?.points ?? []);
  fur.fill(colors.primary);
  fur.fill(radialGradient([225, 130], 260, [[0, '#ffc98a66'], [0.45, '#ffb07a1a'], [0.7, '#8a2a1000'], [1, '#7a220e88']]));

  const cheeks = head.group('cheeks', { pivot: [250, 290] });
  const leftCheek = cheeks.shape('left cheek', { at: [250, 0] });
  leftCheek.path(CHEEK).fill(colors.secondary).fill(linearGradient([-190, 240], [-70, 330], [[0, '#ffffff00'], [1, '#e2a27a55']]));
  const rightCheek = cheeks.shape('right cheek', { at: [250, 0], scaleX: -1 });
  rightCheek.path(CHEEK).fill(colors.secondary).fill(linearGradient([-190, 240], [-70, 330], [[0, '#ffffff00'], [1, '#e2a27a55']]));

  const muzzle = head.shape('muzzle');
  const muzzlePoints = muzzle.points(parsePathData(MUZZLE)[0]?.points ?? []);
  muzzle.fill(colors.secondary).fill(radialGradient([250, 270], 125, [[0, '#ffffff66'], [0.6, '#ffffff00'], [1, '#d78f6688']]));
  const blush = head.shape('blush');
  blush.ellipse({ x: 138, y: 282, width: 58, height: 36 }).ellipse({ x: 362, y: 282, width: 58, height: 36 }).fill('#f4866e55');
  return { furChin: lowest(furPoints), muzzleChin: lowest(muzzlePoints), leftCheek, rightCheek };
}

const HEAD =
  'M 250 66 C 330 62 386 98 404 156 C 412 184 424 206 446 226 C 444 236 440 242 436 246 C 446 260 450 272 450 288 C 442 290 434 290 428 289 C 428 302 424 316 416 330 C 406 328 398 326 392 322 C 368 350 310 368 250 368 C 190 368 132 350 108 322 C 102 326 94 328 84 330 C 76 316 72 302 72 289 C 66 290 58 290 50 288 C 50 272 54 260 64 246 C 60 242 56 236 54 226 C 76 206 88 184 96 156 C 114 98 170 62 250 66 Z';
// Around x = 0, for the left; the right is its mirror image.
const CHEEK =
  'M -190 240 C -176 226 -160 222 -146 226 C -120 232 -104 252 -98 280 C -94 306 -104 330 -124 340 C -132 336 -138 330 -142 322 C -148 326 -156 328 -166 330 C -174 316 -178 302 -178 289 C -184 290 -192 290 -200 288 C -200 272 -196 256 -190 240 Z';
const MUZZLE =
  'M 250 222 C 290 222 318 246 334 280 C 346 308 330 352 250 354 C 170 352 154 308 166 280 C 182 246 210 222 250 222 Z';

/** Nose and the line below it. */
export function drawNose(head: GroupBuilder, colors: Colors) {
  const nose = head.group('nose', { pivot: [250, 262] });
  nose.shape('philtrum').path('M 250 268 L 250 284').stroke('#b9796699', { width: 3 });
  nose.shape('nose tip').path('M 222 244 C 226 234 274 234 278 244 C 282 256 264 272 250 272 C 236 272 218 256 222 244 Z').fill(colors.detail).fill(linearGradient([250, 236], [250, 272], [[0, '#ffffff22'], [0.5, '#00000000'], [1, '#00000066']]));
  nose.shape('nose light').ellipse({ x: 242, y: 244, width: 22, height: 8, rotation: -0.08 }).fill('#ffffff88');
  return nose;
}

/** A light spot above the eye: what a red panda has for a brow. */
export function drawBrow(head: GroupBuilder, side: 'left' | 'right', colors: Colors) {
  const x = side === 'left' ? 174 : 326;
  const turn = side === 'left' ? -1 : 1;
  const listen = head.group(`${side} brow listen`, { at: [x, 152] });
  const talk = listen.group(`${side} brow talk`);
  const gesture = talk.group(`${side} brow gesture`);
  const mood = gesture.group(`${side} brow mood`);
  mood
    .shape('brow')
    .ellipse({ x: 0, y: 0, width: 52, height: 25, rotation: turn * 0.28 })
    .fill(colors.secondary)
    .fill(linearGradient([0, -12], [0, 14], [[0, '#ffffff00'], [1, '#d78f6666']]));
  return { listen, talk, gesture, mood };
}

/** The lowest vertex. */
function lowest(vertices: readonly Component[]): Component {
  return vertices.reduce((low, vertex) => (vertex.restValue('y') > low.restValue('y') ? vertex : low));
}
