import type { GroupBuilder } from '../../builder/authoring/group.js';
import { linearGradient, radialGradient } from '../../builder/authoring/paint.js';
import { degrees } from '../../builder/authoring/path-point.js';
import { nest } from '../../character/nest.js';
import type { Colors } from './look.js';
import { squircle } from './squircle.js';

/** Where the ring lies, and how steeply. */
const RING = { at: [250, 394], rotation: degrees(-7) } as const;

// Half of a flat ring: wide before the body, narrow behind it.
const FRONT = 'M -182 -3 C -182 49 182 49 182 -3 L 174 -5 C 172 31 -172 31 -174 -5 Z';
const BACK = 'M -182 -2 C -182 -41 182 -41 182 -2 L 174 -5 C 172 -33 -172 -33 -174 -5 Z';

/** The half of the ring behind the body or before it. */
export function drawRing(scene: GroupBuilder, half: 'back' | 'front', colors: Colors) {
  const turning = nest(scene, `ring ${half}`, ['idle', 'gesture'], RING);
  const ring = turning.inner;
  const front = half === 'front';
  const band = ring.shape('band').path(front ? FRONT : BACK);
  band.fill(colors.accent).fill(
    linearGradient(
      [-182, 0],
      [182, 0],
      front
        ? [
            [0, '#fff6d800'],
            [0.25, '#fff6d8dd'],
            [0.5, '#fff6d800'],
            [1, '#a8380088'],
          ]
        : [
            [0, '#8a300088'],
            [0.5, '#8a300066'],
            [1, '#8a3000bb'],
          ],
    ),
  );
  // Each half shows its part of the same moon, so that it passes behind the body and before it.
  const window = ring.shape(`${half} window`).rectangle({ x: 0, y: front ? 97 : -103, width: 480, height: 200 });
  const moon = drawMoon(ring.group(`${half} moon`).clip(window), colors);
  return { ...turning, moon };
}

/** The small moon that circles on the ring. */
function drawMoon(ring: GroupBuilder, colors: Colors): GroupBuilder {
  const moon = ring.group('moon', { at: MOON });
  moon
    .shape('moon ball')
    .ellipse({ x: 0, y: 0, width: 40, height: 40 })
    .fill(colors.secondary)
    .fill(
      radialGradient([-7, -8], 32, [
        [0, '#ffffff00'],
        [0.45, '#7f8fd81c'],
        [1, '#3a48a8dd'],
      ]),
    );
  const craters = moon.shape('craters');
  craters.ellipse({ x: 5, y: -5, width: 10, height: 9 }).ellipse({ x: -6, y: 6, width: 8, height: 7 });
  craters.ellipse({ x: 8, y: 9, width: 6, height: 5 }).fill('#5666b855');
  return moon;
}

/** Where the moon waits, on the ring. */
export const MOON = [-118, 22] as const;

/** The pod below the head, in the shade of the head. */
export function drawBody(scene: GroupBuilder, colors: Colors) {
  const body = nest(scene, 'body', ['breathe', 'emphasis', 'gesture'], { pivot: [250, 500] });
  const pod = body.inner.shape('pod');
  pod.points(squircle([250, 500], [112, 114], { roundness: 0.74 }));
  pod.fill(colors.primary).fill(
    radialGradient([200, 400], 200, [
      [0, '#ffffff70'],
      [0.35, '#e0e8ff22'],
      [0.6, '#10185000'],
      [1, '#0c1250aa'],
    ]),
  );
  const inside = body.inner.group('pod light').clip(pod);
  inside
    .shape('shade of the head')
    .ellipse({ x: 254, y: 384, width: 240, height: 84 })
    .fill(
      linearGradient(
        [250, 384],
        [252, 426],
        [
          [0, '#0c125088'],
          [1, '#0c125000'],
        ],
      ),
    );
  const rim = inside.shape('pod rim');
  rim.points(squircle([250, 500], [112, 114], { roundness: 0.74 }));
  rim.stroke(
    linearGradient(
      [290, 400],
      [354, 440],
      [
        [0, '#b8f4ff00'],
        [1, '#b8f4ffbb'],
      ],
    ),
    { width: 9 },
  );
  return body;
}
