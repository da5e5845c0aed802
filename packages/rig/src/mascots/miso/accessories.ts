import type { GroupBuilder } from '../../builder/authoring/group.js';
import { linearGradient, radialGradient } from '../../builder/authoring/paint.js';
import type { ViewModelProperty } from '../../builder/authoring/view-model.js';
import { pair, SIGN } from '../../character/character-parts.js';
import type { Theme } from '../../character/mascot-file.js';
import { accessoryGroup } from '../../character/motion/accessories.js';

type Colors = Theme<ViewModelProperty<'color'>>;

/** Round glasses, in front of the eyes. */
export function drawGlasses(head: GroupBuilder, colors: Colors) {
  const group = accessoryGroup(head, 'glasses');
  const turn = group.group('glasses turn', { pivot: [250, 212] });
  turn.shape('temples').path('M 119 204 L 90 196').path('M 381 204 L 410 196').stroke(colors.accent, { width: 8 });
  for (const x of [172, 328]) {
    const lens = turn.shape('lens', { at: [x, 212] }).ellipse({ x: 0, y: 0, width: 112, height: 112 });
    lens.fill(
      linearGradient(
        [-40, -50],
        [40, 50],
        [
          [0, '#ffffff4d'],
          [0.45, '#ffffff14'],
          [1, '#ffffff00'],
        ],
      ),
    );
    lens.stroke(colors.accent, { width: 9 });
    turn
      .shape('rim light', { at: [x, 212] })
      .path('M -46 -32 C -38 -44 -26 -52 -10 -55')
      .stroke('#ffffffa0', { width: 3 });
    turn
      .shape('glare', { at: [x, 212] })
      .path('M 30 -36 L 42 -20 L 36 -12 L 22 -31 Z')
      .fill('#ffffff38');
  }
  const bridge = turn.shape('bridge').path('M 227 206 C 236 194 264 194 273 206');
  bridge.stroke(colors.accent, { width: 8 });
  return { group, turn };
}

/** A knitted hat between the ears. */
export function drawHat(head: GroupBuilder, colors: Colors) {
  const group = accessoryGroup(head, 'hat');
  const turn = group.group('hat turn', { pivot: [250, 100] });
  const pompon = turn.shape('pompon', { at: [250, 39] }).path(POMPON);
  pompon.fill(colors.secondary).fill(
    radialGradient([-6, -8], 30, [
      [0, '#ffffff80'],
      [0.5, '#ffffff00'],
      [1, '#a0603a59'],
    ]),
  );
  const crown = turn.shape('crown').path(CROWN).fill(colors.accent);
  const knit = turn.group('knit').clip(crown);
  const ribs = knit.shape('ribs');
  for (const [from, to] of [
    [150, 196],
    [186, 218],
    [224, 238],
    [276, 262],
    [314, 282],
    [350, 304],
  ]) {
    ribs.path(`M ${from} 118 C ${from} 92 ${to} 66 ${to} 46`);
  }
  ribs.stroke('#00000022', { width: 5 });
  turn
    .shape('crown light')
    .path(CROWN)
    .fill(
      radialGradient([214, 66], 150, [
        [0, '#ffffff4d'],
        [0.4, '#ffffff00'],
        [1, '#00000066'],
      ]),
    );
  const brim = turn.shape('brim').path(BRIM).fill(colors.secondary);
  const folds = turn.group('folds').clip(brim);
  const stitches = folds.shape('stitches');
  for (let x = 124; x <= 376; x += 18) {
    const lean = (x - 250) * 0.06;
    stitches.path(`M ${x} 70 L ${x + lean} 146`);
  }
  stitches.stroke('#b9805038', { width: 4 });
  turn
    .shape('brim shade')
    .path(BRIM)
    .fill(
      linearGradient(
        [250, 84],
        [250, 142],
        [
          [0, '#ffffff4d'],
          [0.5, '#ffffff00'],
          [1, '#8a4a3059'],
        ],
      ),
    );
  return { group, turn };
}

const POMPON =
  'M -24 3 C -30 -6 -22 -16 -15 -15 C -14 -24 -2 -27 2 -20 C 8 -27 20 -22 18 -13 C 27 -12 29 0 23 5 C 27 14 18 22 10 18 C 6 26 -6 26 -9 18 C -18 21 -27 13 -24 3 Z';
const CROWN = 'M 130 122 C 134 66 190 42 250 42 C 310 42 366 66 370 122 C 330 96 170 96 130 122 Z';
const BRIM =
  'M 114 134 C 112 120 116 108 128 103 C 176 76 324 76 372 103 C 384 108 388 120 386 134 C 385 142 376 145 368 141 C 316 114 184 114 132 141 C 124 145 115 142 114 134 Z';

/** The band of the headphones: behind ears and head. */
export function drawBand(head: GroupBuilder, colors: Colors) {
  const group = accessoryGroup(head, 'headphones band');
  const arc = 'M 62 214 C 62 92 146 38 250 38 C 354 38 438 92 438 214';
  group.shape('band').path(arc).stroke(colors.detail, { width: 19 });
  group
    .shape('band light')
    .path('M 84 132 C 112 74 176 45 250 45 C 300 45 346 58 378 84')
    .stroke('#ffffff38', { width: 5 });
  return group;
}

/** The cups of the headphones: in front of the cheeks. */
export function drawCups(head: GroupBuilder, colors: Colors) {
  const group = accessoryGroup(head, 'headphones cups');
  const turns = pair((side) => {
    const at = [250 + SIGN[side] * 189, 226] as const;
    const turn = group.group(`${side} cup`, { at });
    // Drawn for the left, mirrored for the right.
    const art = turn.group('cup art', { scaleX: -SIGN[side] });
    const cushion = art.shape('cushion').rectangle({ x: 11, y: 0, width: 40, height: 96, radius: 20 });
    cushion.fill(colors.detail).fill('#ffffff1a');
    const shell = art.shape('shell').rectangle({ x: -6, y: 0, width: 40, height: 106, radius: 20 });
    shell.fill(colors.accent).fill(
      linearGradient(
        [-26, -40],
        [14, 50],
        [
          [0, '#ffffff66'],
          [0.4, '#ffffff00'],
          [1, '#00000059'],
        ],
      ),
    );
    art
      .shape('ring')
      .rectangle({ x: -8, y: 0, width: 20, height: 62, radius: 10 })
      .fill('#00000026')
      .stroke(colors.secondary, { width: 4 });
    return turn;
  });
  return { group, turns };
}
