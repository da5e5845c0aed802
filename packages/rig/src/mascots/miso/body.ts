import type { GroupBuilder } from '../../builder/authoring/group.js';
import { linearGradient } from '../../builder/authoring/paint.js';
import type { ViewModelProperty } from '../../builder/authoring/view-model.js';
import { type ArmParts, BODY_MOTIONS, type Side } from '../../character/character-parts.js';
import type { Theme } from '../../character/mascot-file.js';
import { nest } from '../../character/nest.js';

type Colors = Theme<ViewModelProperty<'color'>>;

/** Tail, shoulders and scarf: all that is behind the head. */
export function drawBody(scene: GroupBuilder, colors: Colors) {
  // So far left that it stays in the picture when it sways.
  const tail = scene.group('tail place', { at: [-16, 0] }).group('tail', { pivot: [380, 500] });
  const shape = tail.shape('tail fur');
  shape.path(TAIL).fill(colors.primary);
  const rings = tail.group('tail rings').clip(shape);
  for (const ring of RINGS) rings.shape('ring').path(ring).fill(colors.detail);
  tail
    .shape('tail light')
    .path(TAIL)
    .fill(
      linearGradient(
        [400, 300],
        [500, 420],
        [
          [0, '#ffffff40'],
          [0.5, '#ffffff00'],
          [1, '#2a0d0a55'],
        ],
      ),
    );

  const body = nest(scene, 'body', BODY_MOTIONS, { pivot: [250, 500] });
  const torso = body.inner;
  torso
    .shape('shoulders')
    .path(SHOULDERS)
    .fill(colors.detail)
    .fill(
      linearGradient(
        [250, 370],
        [250, 500],
        [
          [0, '#00000055'],
          [0.5, '#00000000'],
        ],
      ),
    );
  torso
    .shape('shoulder light')
    .path(SHOULDERS)
    .fill(
      linearGradient(
        [90, 420],
        [250, 420],
        [
          [0, '#ffb08a40'],
          [0.4, '#ffb08a00'],
        ],
      ),
    );
  torso
    .shape('arms')
    .path('M 146 510 C 142 478 148 450 160 430')
    .path('M 354 510 C 358 478 352 450 340 430')
    .stroke('#00000040', { width: 4 });
  const scarf = torso.group('scarf', { pivot: [250, 390] });
  const end = scarf.shape('scarf end').path(SCARF_END).fill(colors.accent);
  const stripes = scarf.group('scarf stripes').clip(end);
  stripes
    .shape('stripe')
    .path('M 270 452 L 340 462 L 340 470 L 270 460 Z')
    .path('M 270 466 L 340 476 L 340 480 L 270 470 Z')
    .fill(colors.secondary);
  scarf
    .shape('scarf end shade')
    .path(SCARF_END)
    .fill(
      linearGradient(
        [290, 400],
        [310, 490],
        [
          [0, '#00000055'],
          [0.5, '#00000000'],
          [1, '#00000018'],
        ],
      ),
    );
  scarf
    .shape('scarf band')
    .path(SCARF)
    .fill(colors.accent)
    .fill(
      linearGradient(
        [250, 350],
        [250, 432],
        [
          [0, '#00000066'],
          [0.55, '#00000000'],
          [1, '#ffffff22'],
        ],
      ),
    );
  scarf.shape('scarf fold').path('M 168 396 C 210 420 272 424 330 400').stroke('#00000026', { width: 4 });
  scarf
    .shape('scarf knot')
    .path(KNOT)
    .fill(colors.accent)
    .fill(
      linearGradient(
        [276, 378],
        [300, 432],
        [
          [0, '#ffffff4d'],
          [0.4, '#ffffff0d'],
          [1, '#0000004d'],
        ],
      ),
    )
    .stroke('#00000026', { width: 3 });
  scarf
    .shape('knot folds')
    .path('M 277 388 C 281 398 280 408 274 416')
    .path('M 309 386 C 305 398 306 410 312 419')
    .stroke('#00000033', { width: 3 });
  return { tail, body, scarf };
}

const SHOULDERS =
  'M 92 540 L 92 510 C 92 452 118 404 168 378 C 200 364 300 364 332 378 C 382 404 408 452 408 510 L 408 540 Z';
const SCARF =
  'M 150 366 C 200 352 300 352 350 366 C 362 378 362 396 352 406 C 300 436 200 436 148 406 C 138 396 138 378 150 366 Z';
const KNOT =
  'M 274 382 C 286 376 300 376 313 381 C 322 386 322 396 319 406 C 322 414 320 422 313 426 C 299 431 285 430 274 424 C 266 420 265 412 269 404 C 264 396 265 387 274 382 Z';
const SCARF_END =
  'M 304 396 C 322 420 336 452 332 494 L 324 488 L 316 495 L 308 487 L 300 492 L 292 485 L 280 489 C 287 452 284 428 278 404 Z';
const TAIL =
  'M 340 510 C 396 492 420 452 416 402 C 412 352 420 306 452 292 C 482 280 500 312 498 352 C 496 420 470 474 430 512 Z';
const RINGS = [
  'M 420 318 C 440 326 480 330 510 316 L 510 262 L 420 262 Z',
  'M 404 356 C 440 372 476 374 510 358 L 510 388 C 476 406 440 402 404 386 Z',
  'M 400 424 C 432 440 462 448 500 444 L 486 478 C 450 478 424 468 394 454 Z',
];

/** An arm, hidden below the picture until it is called up. Drawn for the left, mirrored for the right. */
export function drawArm(scene: GroupBuilder, side: Side, colors: Colors): ArmParts {
  const mirror = side === 'left' ? {} : ({ at: [500, 0], scaleX: -1 } as const);
  const lift = scene.group(`${side} arm`, mirror).group('arm lift', { at: [-14, 212] });
  const arm = lift.group('arm', { pivot: [96, 520] });
  arm
    .shape('forearm')
    .path('M 44 800 C 50 560 46 440 50 404 C 52 376 124 374 128 404 C 132 440 136 560 142 800 Z')
    .fill(colors.detail)
    .fill(
      linearGradient(
        [54, 450],
        [128, 450],
        [
          [0, '#ffb08a40'],
          [0.5, '#ffb08a00'],
        ],
      ),
    );
  const paw = arm.group('paw', { pivot: [88, 410], scaleX: 1.16, scaleY: 1.16 });
  paw
    .shape('paw fur')
    .path(
      'M 44 388 C 40 366 50 346 60 350 C 64 336 82 332 87 344 C 94 332 112 336 115 350 C 128 346 138 368 132 390 C 128 416 108 428 88 428 C 66 428 48 414 44 388 Z',
    )
    .fill(colors.detail)
    .fill(
      linearGradient(
        [50, 350],
        [130, 430],
        [
          [0, '#ffb08a44'],
          [0.5, '#ffb08a00'],
        ],
      ),
    );
  const pads = paw.shape('pads');
  pads.path(
    'M 88 384 C 104 384 112 396 108 406 C 104 416 96 410 88 410 C 80 410 72 416 68 406 C 64 396 72 384 88 384 Z',
  );
  pads
    .ellipse({ x: 60, y: 374, width: 14, height: 18, rotation: -0.35 })
    .ellipse({ x: 77, y: 362, width: 14, height: 19, rotation: -0.1 });
  pads
    .ellipse({ x: 98, y: 362, width: 14, height: 19, rotation: 0.1 })
    .ellipse({ x: 116, y: 374, width: 14, height: 18, rotation: 0.35 });
  pads.fill('#d98c80');
  return { lift, arm, hand: paw, reach: 244 };
}
