import type { GroupBuilder } from '../../builder/authoring/group.js';
import { linearGradient, radialGradient } from '../../builder/authoring/paint.js';
import { degrees } from '../../builder/authoring/path-point.js';
import type { ShapeBuilder } from '../../builder/authoring/shape.js';
import { nest } from '../../character/nest.js';
import type { Colors } from './look.js';
import { squircle } from './squircle.js';

/** A hovering hand, drawn with its fingers up as the viewer's left one. The palm does not turn, so that the light on it stays where it is. */
export function drawHand(scene: GroupBuilder, side: 'left' | 'right', colors: Colors) {
  const mirrored = side === 'left' ? 1 : -1;
  const place = nest(scene, `${side} hand`, ['idle', 'emphasis', 'listen', 'talk', 'gesture', 'mood'], {
    at: [250 - mirrored * 172, 440],
  });
  const turn = nest(place.inner, `${side} hand turn`, ['gesture', 'mood'], { rotation: degrees(mirrored * 172) });
  const art = turn.inner.group('hand art', { scaleX: mirrored });
  const fingers = FINGERS.map(({ at, angle, length }, i) => {
    const finger = art.shape(`finger ${i}`, { at, rotation: degrees(angle) });
    return finger
      .rectangle({ x: 0, y: -length / 2, width: 20, height: length, radius: 10 })
      .fill(colors.secondary)
      .fill(
        linearGradient(
          [-10, 0],
          [10, 0],
          [
            [0, '#8f9de800'],
            [0.35, '#8f9de822'],
            [1, '#5464c4cc'],
          ],
        ),
      );
  });
  const palm = place.inner.shape('palm');
  palm.points(squircle([0, 0], [31, 30], { roundness: 0.66 }));
  palm.fill(colors.primary).fill(
    radialGradient([-10, -12], 50, [
      [0, '#ffffff99'],
      [0.4, '#e0e8ff22'],
      [1, '#0c1250aa'],
    ]),
  );
  return { place, turn, thumb: fingers[3] as ShapeBuilder };
}

/** Three fingers and a thumb: where each begins, how it turns, how long it is. */
const FINGERS = [
  { at: [-17, -14], angle: -20, length: 44 },
  { at: [0, -18], angle: 0, length: 48 },
  { at: [17, -14], angle: 20, length: 43 },
  { at: [20, 4], angle: 14, length: 40 },
] as const;
