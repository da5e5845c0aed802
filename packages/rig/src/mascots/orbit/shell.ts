import type { GroupBuilder } from '../../builder/authoring/group.js';
import { linearGradient, radialGradient } from '../../builder/authoring/paint.js';
import type { ShapeBuilder } from '../../builder/authoring/shape.js';
import { nest } from '../../character/nest.js';
import type { Colors } from './look.js';
import { squircle } from './squircle.js';

/** The antenna behind the shell: it swings around its root and can be drawn in, and its bulb shines. */
export function drawAntenna(head: GroupBuilder, colors: Colors) {
  const antenna = nest(head, 'antenna', ['hide', 'idle', 'tilt', 'lift', 'listen', 'talk', 'gesture', 'mood'], {
    at: [250, 80],
  });
  const root = antenna.inner;
  const stalk = root.shape('antenna stalk').path('M 0 4 C 0 -14 2 -22 0 -40');
  stalk.stroke(colors.detail, { width: 7 }).stroke('#ffffff22', { width: 3 });
  const glow = drawBulb(root.group('bulb', { at: [0, -46] }), colors);
  return { ...antenna, glow };
}

/** The lamp on the antenna. */
export function drawBulb(bulb: GroupBuilder, colors: Colors): ShapeBuilder {
  const glow = bulb.shape('bulb glow', { opacity: 0.55 }).ellipse({ x: 0, y: 0, width: 84, height: 84 });
  glow.fill(
    radialGradient([0, 0], 42, [
      [0, '#ffd27ae6'],
      [0.4, '#ffc15a66'],
      [1, '#ffb64800'],
    ]),
  );
  bulb
    .shape('bulb glass')
    .ellipse({ x: 0, y: 0, width: 34, height: 34 })
    .fill(colors.accent)
    .fill(
      radialGradient([-5, -7], 24, [
        [0, '#fffbe6cc'],
        [0.4, '#fff3c833'],
        [0.75, '#c8500000'],
        [1, '#b0480066'],
      ]),
    );
  bulb.shape('bulb light').ellipse({ x: -6, y: -7, width: 9, height: 7, rotation: -0.6 }).fill('#ffffffdd');
  return glow;
}

/** Where the antenna comes out of the shell. */
function drawFoot(head: GroupBuilder, colors: Colors): void {
  head
    .shape('antenna foot', { at: [250, 80] })
    .path('M -24 7 C -21 -9 -10 -13 0 -13 C 10 -13 21 -9 24 7 C 12 11 -12 11 -24 7 Z')
    .fill(colors.secondary)
    .fill(
      linearGradient(
        [-20, 0],
        [22, 4],
        [
          [0, '#ffffff00'],
          [0.5, '#7f8fd000'],
          [1, '#5a6ac099'],
        ],
      ),
    );
}

/** The disc on the side of the head, drawn for the left; mirrored for the right. */
export function drawEar(head: GroupBuilder, side: 'left' | 'right', colors: Colors) {
  const ear = nest(head, `${side} ear`, ['turn', 'listen'], { at: [side === 'left' ? 72 : 428, 226] });
  const art = ear.inner.group('ear art', { scaleX: side === 'left' ? 1 : -1 });
  art
    .shape('ear root')
    .rectangle({ x: 2, y: 0, width: 40, height: 92, radius: 18 })
    .fill(colors.detail)
    .fill('#ffffff14');
  art
    .shape('ear disc')
    .rectangle({ x: -12, y: 0, width: 34, height: 74, radius: 17 })
    .fill(colors.secondary)
    .fill(
      linearGradient(
        [0, -37],
        [0, 37],
        [
          [0, '#ffffff00'],
          [0.5, '#8fa0e020'],
          [1, '#4a5ab0aa'],
        ],
      ),
    );
  art.shape('ear lamp').rectangle({ x: -14, y: 0, width: 10, height: 38, radius: 5 }).fill(colors.accent);
  return ear;
}

/** The round box of the head. */
export function drawShell(head: GroupBuilder, colors: Colors): void {
  const shell = head.shape('shell');
  shell.points(squircle(...SHELL));
  shell.fill(colors.primary).fill(
    radialGradient([170, 110], 330, [
      [0, '#ffffff8c'],
      [0.3, '#e0e8ff30'],
      [0.6, '#10185000'],
      [1, '#0c1250aa'],
    ]),
  );
  const inside = head.group('shell light').clip(shell);
  // Light from behind, on the side that the lamp does not reach.
  const rim = inside.shape('rim light');
  rim.points(squircle(...SHELL));
  rim.stroke(
    linearGradient(
      [300, 220],
      [420, 330],
      [
        [0, '#a8f0ff00'],
        [0.8, '#b8f4ffcc'],
        [1, '#b8f4ff66'],
      ],
    ),
    { width: 11 },
  );
  inside
    .shape('shell shine')
    .path('M 96 168 C 104 122 142 96 196 90 C 206 89 208 96 198 99 C 150 110 122 132 110 170 C 106 180 95 178 96 168 Z')
    .fill(
      linearGradient(
        [200, 90],
        [98, 170],
        [
          [0, '#ffffff22'],
          [0.4, '#ffffffb0'],
          [1, '#ffffff18'],
        ],
      ),
    );
  drawFoot(head, colors);
}

/** Middle, half sizes, and how far below the middle it is widest. */
const SHELL = [[250, 216], [180, 141], { widest: 14 }] as const;
