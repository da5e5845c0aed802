import type { GroupBuilder } from '../../builder/authoring/group.js';
import { linearGradient } from '../../builder/authoring/paint.js';
import type { ShapeBuilder } from '../../builder/authoring/shape.js';
import type { Colors } from './look.js';

/** Round glasses with thin frames. */
export function drawGlasses(face: GroupBuilder, colors: Colors): void {
  const lens = (name: string, x: number): ShapeBuilder =>
    face.shape(name).ellipse({ x, y: 234, width: 96, height: 88 });
  for (const [name, x] of [
    ['left lens', 195],
    ['right lens', 305],
  ] as const) {
    lens(name, x).fill(
      linearGradient(
        [x - 40, 194],
        [x + 30, 276],
        [
          [0, '#ffffff4a'],
          [0.45, '#ffffff00'],
          [1, '#ffffff1e'],
        ],
      ),
    );
    lens(`${name} frame`, x).stroke('#5a1a2055', { width: 8.5 }).stroke(colors.accent, { width: 6 });
  }
  face
    .shape('bridge')
    .path('M 241 228 C 246 221 254 221 259 228')
    .path('M 149 222 L 136 217')
    .stroke(colors.accent, { width: 6 });
  face
    .shape('frame light')
    .path('M 158 208 C 166 198 178 193 190 192 M 268 208 C 276 198 288 193 300 192')
    .stroke('#ffffff90', { width: 2.4 });
}

/** A beret, pulled to the right. */
export function drawHat(head: GroupBuilder, colors: Colors): void {
  head
    .shape('hat shadow')
    .path('M 116 136 C 160 108 300 96 392 146 L 392 164 C 300 116 170 122 118 156 Z')
    .fill('#1a082050');
  head.shape('hat stem').path('M 270 28 C 270 20 273 17 277 14').stroke(colors.accent, { width: 9 });
  const hat = head.shape('hat').path(HAT);
  hat.fill(colors.accent).fill(
    linearGradient(
      [150, 30],
      [400, 150],
      [
        [0, '#ffffff58'],
        [0.4, '#ffffff00'],
        [1, '#8a301090'],
      ],
    ),
  );
  head.shape('hat fold').path('M 132 112 C 190 66 300 62 372 104').stroke('#8a301038', { width: 5 });
  head
    .shape('hat band')
    .path(
      'M 110 138 C 108 126 112 118 120 114 C 200 76 312 78 392 122 C 404 130 404 148 392 154 C 310 100 190 104 122 150 C 116 150 111 146 110 138 Z',
    )
    .fill(colors.accent)
    .fill('#7a28106a');
}

const HAT =
  'M 112 132 C 92 84 146 22 262 20 C 372 18 450 70 444 124 C 442 152 410 158 384 148 C 300 98 200 98 130 142 C 122 144 115 140 112 132 Z';

/** Headphones: the band over the hair, a cup on each side. */
export function drawHeadphones(head: GroupBuilder, colors: Colors): void {
  const band = head.shape('band').path('M 114 226 C 100 130 140 74 212 50 C 318 12 424 92 398 226');
  band.stroke(colors.detail, { width: 17 }).stroke(colors.secondary, { width: 11 });
  head.shape('band light').path('M 113 160 C 118 112 150 75 202 54').stroke('#ffffff70', { width: 3.4 });
  for (const [x, turn] of [
    [117, 0.06],
    [389, -0.06],
  ] as const) {
    const at = { x, y: 238, rotation: turn };
    head
      .shape('cushion')
      .rectangle({ ...at, width: 42, height: 84, radius: 20 })
      .fill(colors.detail)
      .fill('#ffffff1c');
    const outside = { ...at, x: x + (x < 250 ? -9 : 9) };
    const cup = head.shape('cup').rectangle({ ...outside, width: 32, height: 70, radius: 16 });
    cup.fill(colors.secondary).fill(
      linearGradient(
        [outside.x - 16, 206],
        [outside.x + 16, 272],
        [
          [0, '#ffffff60'],
          [0.5, '#ffffff00'],
          [1, '#2a104060'],
        ],
      ),
    );
    head.shape('cup ring').circle({ x: outside.x, y: 238, radius: 7 }).fill(colors.accent);
  }
}
