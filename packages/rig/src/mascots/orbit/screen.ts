import type { GroupBuilder } from '../../builder/authoring/group.js';
import { linearGradient, radialGradient } from '../../builder/authoring/paint.js';
import { nest } from '../../character/nest.js';
import type { Colors } from './look.js';
import { squircle } from './squircle.js';

const PLATE = [[250, 225], [162, 121], { widest: 10 }] as const;
const SCREEN = [[250, 226], [149, 108], { widest: 8 }] as const;

/** The white plate and the screen in it. What the screen shows goes into `face`, below the shine of the glass. */
export function drawScreen(head: GroupBuilder, colors: Colors) {
  const turning = nest(head, 'plate', ['turnX', 'turnY', 'gesture'], { pivot: [250, 226] });
  const plate = turning.inner;
  const rim = plate.shape('plate rim');
  rim.points(squircle(...PLATE));
  rim
    .fill(colors.secondary)
    .fill(
      linearGradient(
        [150, 90],
        [330, 360],
        [
          [0, '#ffffff80'],
          [0.45, '#ffffff00'],
          [1, '#5666c099'],
        ],
      ),
    )
    .stroke('#0c125040', { width: 3 });
  const screen = plate.shape('screen');
  screen.points(squircle(...SCREEN));
  screen
    .fill(colors.detail)
    .fill(
      radialGradient([250, 236], 190, [
        [0, '#4f6bff66'],
        [0.5, '#3a4fd033'],
        [1, '#02041800'],
      ]),
    )
    .stroke(
      linearGradient(
        [150, 110],
        [330, 350],
        [
          [0, '#02041ccc'],
          [0.6, '#02041c66'],
          [1, '#8fb4ff99'],
        ],
      ),
      { width: 5 },
    );
  const shown = plate.group('shown').clip(screen);
  const face = nest(shown, 'face', ['turnX', 'turnY', 'gazeX', 'gazeY', 'gesture', 'mood'], { pivot: [250, 236] });
  shown
    .shape('glass shine')
    .path('M 60 90 L 232 90 C 190 150 140 190 80 214 Z')
    .fill(
      linearGradient(
        [110, 100],
        [170, 190],
        [
          [0, '#ffffff3c'],
          [1, '#ffffff06'],
        ],
      ),
    );
  return { plate: turning, face };
}
