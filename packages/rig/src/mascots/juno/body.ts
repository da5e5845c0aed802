import type { GroupBuilder } from '../../builder/authoring/group.js';
import { linearGradient } from '../../builder/authoring/paint.js';
import { type ArmParts, BODY_MOTIONS, type Side } from '../../character/character-parts.js';
import { nest } from '../../character/nest.js';
import { type Colors, MIDDLE } from './look.js';

/** Neck, turtleneck and jacket: all that is below the head. */
export function drawBody(scene: GroupBuilder, colors: Colors) {
  const body = nest(scene, 'body', BODY_MOTIONS, { pivot: [MIDDLE, 500] });
  const { inner } = body;
  inner
    .shape('nape')
    .path('M 160 300 L 340 300 C 340 350 320 374 300 380 L 200 380 C 180 374 160 350 160 300 Z')
    .fill(colors.detail)
    .fill('#00000058');
  inner
    .shape('neck')
    .path('M 212 320 L 288 320 C 286 360 290 380 300 404 L 200 404 C 210 380 214 360 212 320 Z')
    .fill(colors.primary)
    .fill(
      linearGradient(
        [250, 340],
        [250, 400],
        [
          [0, '#5a143088'],
          [0.7, '#5a143044'],
          [1, '#5a143020'],
        ],
      ),
    );
  inner.shape('sweater').path('M 180 404 L 320 404 L 300 510 L 200 510 Z').fill(colors.accent);
  inner
    .shape('sweater shade')
    .path('M 180 404 L 320 404 L 300 510 L 200 510 Z')
    .fill(
      linearGradient(
        [250, 410],
        [250, 470],
        [
          [0, '#8a301066'],
          [1, '#8a301000'],
        ],
      ),
    );
  const jacket = inner.shape('jacket').path(JACKET, { mirrorAt: MIDDLE });
  jacket.fill(colors.secondary).fill(
    linearGradient(
      [90, 420],
      [420, 500],
      [
        [0, '#ffffff48'],
        [0.4, '#ffffff00'],
        [1, '#2a104055'],
      ],
    ),
  );
  inner
    .shape('sleeves')
    .path('M 134 510 C 132 482 136 460 146 444', { mirrorAt: MIDDLE })
    .stroke('#2a10403c', { width: 3.6 });
  inner
    .shape('lapel shade')
    .path('M 190 402 C 168 424 163 446 167 469 L 190 471 L 183 485 L 236 518 L 252 512 Z', { mirrorAt: MIDDLE })
    .fill('#2a104030');
  inner
    .shape('lapels')
    .path(LAPEL, { mirrorAt: MIDDLE })
    .fill(colors.secondary)
    .fill(
      linearGradient(
        [150, 400],
        [350, 500],
        [
          [0, '#ffffff5c'],
          [0.5, '#ffffff30'],
          [1, '#ffffff08'],
        ],
      ),
    );
  inner
    .shape('collar')
    .path(COLLAR)
    .fill(colors.accent)
    .fill(
      linearGradient(
        [190, 390],
        [312, 400],
        [
          [0, '#ffffff40'],
          [0.4, '#ffffff00'],
          [1, '#8a301070'],
        ],
      ),
    );
  inner.shape('collar rim').path('M 202 380 C 222 392 278 392 298 380').stroke('#8a301066', { width: 4 });
  inner
    .shape('collar ribs')
    .path('M 216 394 L 213 414 M 233 398 L 231 419 M 250 399 L 250 420', {})
    .path('M 267 398 L 269 419 M 284 394 L 287 414', {})
    .stroke('#8a301033', { width: 3 });
  const pin = inner.shape('pin').circle({ x: 190, y: 442, radius: 7.5 });
  pin.fill(colors.accent).fill(radialPin());
  return body;
}

function radialPin() {
  return linearGradient(
    [184, 436],
    [196, 450],
    [
      [0, '#ffffffa0'],
      [0.5, '#ffffff00'],
      [1, '#8a301080'],
    ],
  );
}

const JACKET = 'M 78 512 C 78 458 108 426 164 408 C 178 403 188 400 196 394 C 204 436 226 476 252 504 L 250 512 Z';
const LAPEL = 'M 194 392 C 174 414 166 440 170 462 L 196 464 L 186 478 L 242 516 L 251 506 C 226 474 206 436 202 394 Z';
const COLLAR =
  'M 200 376 C 220 388 280 388 300 376 C 307 388 310 402 310 414 C 280 430 220 430 190 414 C 190 402 193 388 200 376 Z';

/** An arm that waits below the picture: a sleeve and an open hand. */
export function drawArm(scene: GroupBuilder, side: Side, colors: Colors): ArmParts {
  const mirror = side === 'left' ? {} : ({ at: [2 * MIDDLE, 0], scaleX: -1 } as const);
  const lift = scene.group(`${side} arm`, mirror).group('arm lift', { at: [-8, 214] });
  const arm = lift.group('arm', { pivot: [96, 520] });
  const hand = arm.group('hand', { pivot: [88, 408], scale: 1.12 });
  drawHand(hand, colors);
  arm
    .shape('sleeve')
    .path('M 44 700 C 42 520 44 450 54 412 C 66 402 110 402 122 412 C 132 450 142 520 142 700 Z')
    .fill(colors.secondary)
    .fill(
      linearGradient(
        [48, 450],
        [140, 450],
        [
          [0, '#ffffff40'],
          [0.45, '#ffffff00'],
          [1, '#2a104058'],
        ],
      ),
    );
  arm
    .shape('cuff')
    .path('M 51 412 C 66 400 110 400 125 412 L 128 432 C 110 422 66 422 48 432 Z')
    .fill(colors.secondary)
    .fill('#ffffff38');
  return { lift, arm, hand, reach: 250 };
}

/** Palm towards the viewer; the thumb points to the face. Fingers are thick lines, each with a darker rim. */
function drawHand(hand: GroupBuilder, colors: Colors): void {
  hand.shape('wrist').path('M 70 420 L 72 380 L 106 380 L 108 420 Z').fill(colors.primary).fill('#5a143050');
  const fingers = [
    'M 70 362 C 66 348 62 336 57 325',
    'M 81 356 C 80 340 78 324 76 309',
    'M 93 356 C 94 340 96 324 98 308',
    'M 104 360 C 108 347 113 335 118 323',
    'M 104 386 C 118 382 127 372 134 360',
  ];
  for (const [i, path] of fingers.entries()) {
    const width = i === 0 ? 13.5 : 15.5;
    const finger = hand.shape('finger').path(path);
    finger
      .stroke('#7a2a3466', { width: width + 3 })
      .stroke(colors.primary, { width })
      .stroke('#fff0d822', { width: width - 7 });
  }
  hand
    .shape('palm')
    .path('M 62 362 C 74 350 104 350 112 360 C 118 372 114 394 106 402 C 96 410 78 410 70 402 C 62 394 58 374 62 362 Z')
    .fill(colors.primary)
    .fill(
      linearGradient(
        [70, 356],
        [108, 406],
        [
          [0, '#fff0d830'],
          [1, '#c03a4838'],
        ],
      ),
    );
  hand
    .shape('palm lines')
    .path('M 70 376 C 80 370 92 370 102 374 M 104 386 C 96 384 90 390 88 400')
    .stroke('#8a303c55', { width: 2.4 });
}
