import type { GroupBuilder } from '../../builder/authoring/group.js';
import { linearGradient, radialGradient } from '../../builder/authoring/paint.js';

import { nest } from '../../character/nest.js';
import type { Colors } from './look.js';
import { drawBulb } from './shell.js';

/** Round glasses before the screen. They move with the face behind them. */
export function drawGlasses(plate: GroupBuilder, colors: Colors) {
  const turning = nest(plate, 'glasses', ['turnX', 'turnY', 'gesture'], { pivot: [250, 236] });
  const glasses = turning.inner.group('glasses', { opacity: 0 });
  const lenses = glasses.shape('lenses');
  for (const x of [184, 316]) lenses.ellipse({ x, y: 192, width: 102, height: 102 });
  lenses.fill('#ffffff14');
  const frame = glasses.shape('frames').path('M 236 188 C 242 178 258 178 264 188').path('M 132 188 L 93 180');
  frame.path('M 368 188 L 407 180');
  for (const x of [184, 316]) frame.ellipse({ x, y: 192, width: 102, height: 102 });
  frame.stroke(colors.accent, { width: 10 }).stroke(
    linearGradient(
      [120, 140],
      [380, 260],
      [
        [0, '#fff6d8aa'],
        [0.4, '#fff6d800'],
        [1, '#a8380077'],
      ],
    ),
    { width: 10 },
  );
  glasses
    .shape('lens light')
    .path('M 150 190 C 152 170 164 158 182 156')
    .path('M 282 190 C 284 170 296 158 314 156')
    .stroke('#ffffff66', { width: 5 });
  return { ...turning, shown: glasses };
}

/** A knitted cap with a lamp for a bobble: the antenna is under it. */
export function drawCap(head: GroupBuilder, colors: Colors) {
  const turning = nest(head, 'cap', ['turnX', 'turnY'], { pivot: [250, 110] });
  const cap = turning.inner.group('cap', { opacity: 0 });
  drawBulb(cap.group('bobble', { at: [250, 36] }), colors);
  const dome = cap.shape('cap dome').path(DOME);
  dome.fill(colors.accent).fill(
    radialGradient([205, 66], 150, [
      [0, '#fff6d866'],
      [0.4, '#fff6d811'],
      [1, '#a83800aa'],
    ]),
  );
  const knit = cap.group('cap knit').clip(dome);
  const ribs = knit.shape('ribs');
  for (const x of [-72, -42, -14, 14, 42, 72]) {
    ribs.path(`M ${250 + x * 0.35} 44 C ${250 + x * 0.9} 60 ${250 + x * 1.2} 84 ${250 + x * 1.3} 118`);
  }
  ribs.stroke('#8a30003c', { width: 4 });
  cap
    .shape('cap brim')
    .path(BRIM)
    .fill(colors.secondary)
    .fill(
      linearGradient(
        [150, 90],
        [345, 130],
        [
          [0, '#ffffff00'],
          [0.5, '#7080d018'],
          [1, '#3a48a899'],
        ],
      ),
    );
  const stitches = cap.shape('stitches');
  for (const x of [-84, -60, -36, -12, 12, 36, 60, 84]) {
    const y = 110 + (x / 100) ** 2 * 16;
    stitches.path(`M ${250 + x} ${y - 11} L ${250 + x * 1.02} ${y + 11}`);
  }
  stitches.stroke('#5666b82e', { width: 4 });
  return { ...turning, shown: cap };
}

const DOME = 'M 146 116 C 148 68 196 46 250 46 C 304 46 352 68 354 116 Z';
const BRIM =
  'M 148 98 C 200 86 300 86 352 98 C 366 101 370 108 370 118 C 370 130 362 136 348 133 C 300 122 200 122 152 133 C 138 136 130 130 130 118 C 130 108 134 101 148 98 Z';

/** Headphones over the discs on the sides. */
export function drawHeadphones(head: GroupBuilder, colors: Colors): GroupBuilder {
  const headphones = head.group('headphones', { opacity: 0 });
  headphones
    .shape('headband')
    .path('M 58 196 C 58 20 442 20 442 196')
    .stroke(colors.detail, { width: 20 })
    .stroke(
      linearGradient(
        [120, 70],
        [300, 90],
        [
          [0, '#ffffff00'],
          [0.3, '#ffffff66'],
          [1, '#ffffff00'],
        ],
      ),
      { width: 12 },
    );
  for (const side of [1, -1]) {
    const cup = headphones.group('cup', { at: [250 - side * 192, 226], scaleX: side });
    cup
      .shape('cushion')
      .rectangle({ x: 12, y: 0, width: 38, height: 118, radius: 19 })
      .fill(colors.detail)
      .fill('#ffffff1a');
    cup
      .shape('cup shell')
      .rectangle({ x: -10, y: 0, width: 44, height: 104, radius: 21 })
      .fill(colors.accent)
      .fill(
        linearGradient(
          [-20, -50],
          [10, 52],
          [
            [0, '#fff6d899'],
            [0.4, '#fff6d800'],
            [1, '#a8380099'],
          ],
        ),
      );
    cup.shape('cup light').rectangle({ x: -14, y: 0, width: 8, height: 46, radius: 4 }).fill(colors.secondary);
  }
  return headphones;
}
