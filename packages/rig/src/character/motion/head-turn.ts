import type { AnimationTarget } from '../../builder/authoring/animation.js';
import type { ArtboardBuilder } from '../../builder/authoring/artboard.js';
import { degrees } from '../../builder/authoring/path-point.js';
import type { CharacterParts } from '../character-parts.js';
import type { MascotAnimations } from '../mascot-animations.js';

/** Something on the head that shifts and narrows as the head turns. */
export interface TurningPart {
  /** Moved in x, y, scaleX and scaleY; it should scale around its own centre. */
  readonly target: AnimationTarget;
  /** Its centre, seen from the middle of the head, in artboard units. */
  readonly at: readonly [x: number, y: number];
  /** How far in front of the middle of the head it is: the radius for what lies on the face, more for a nose, negative for ears. */
  readonly depth: number;
}

/** How far a head turns, and how big it is. */
export interface HeadTurn {
  /** To each side, in degrees. */
  readonly across: number;
  /** Up and down, in degrees. */
  readonly along: number;
  /** How far it leans to each side, in degrees. */
  readonly tilt: number;
  /** Of the head, in artboard units: how round the face is. */
  readonly radius: number;
  /** How far the whole head follows, in artboard units. Default 6. */
  readonly shift?: number;
}

/**
 * Adds the poses of the head at its limits. The face is a picture on a ball: what is nearer goes farther, the side that
 * turns away narrows, the other widens.
 */
export function headTurn(
  artboard: ArtboardBuilder,
  { head }: Pick<CharacterParts, 'head'>,
  parts: readonly TurningPart[],
  { across, along, tilt, radius, shift = 6 }: HeadTurn,
): MascotAnimations['head'] {
  const sideways = (name: string, sign: number) => {
    const pose = artboard.pose(`head ${name}`).set(head.turn, { x: sign * shift });
    for (const { target, at, depth } of parts) {
      const { offset, scale } = turned(at[0], depth, radius, degrees(sign * across));
      pose.set(target, { x: offset, scaleX: scale });
    }
    return pose;
  };
  const upright = (name: string, sign: number) => {
    const pose = artboard.pose(`head ${name}`).set(head.turn, { y: sign * shift });
    for (const { target, at, depth } of parts) {
      const { offset, scale } = turned(at[1], depth, radius, degrees(sign * along));
      pose.set(target, { y: offset, scaleY: scale });
    }
    return pose;
  };
  const lean = (name: string, sign: number) =>
    artboard.pose(`head tilt ${name}`).set(head.turn, { rotation: degrees(sign * tilt) });
  return {
    left: sideways('left', -1),
    right: sideways('right', 1),
    up: upright('up', -1),
    down: upright('down', 1),
    tiltLeft: lean('left', -1),
    tiltRight: lean('right', 1),
  };
}

/** Where a point on a ball goes when the ball turns, and how the picture around it is squashed. */
function turned(at: number, depth: number, radius: number, angle: number): { offset: number; scale: number } {
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  // How steeply the ball falls off there; no steeper than a picture can stand.
  const slope = at / Math.sqrt(Math.max(radius ** 2 - at ** 2, (0.45 * radius) ** 2));
  return { offset: at * (cos - 1) + depth * sin, scale: cos - slope * sin };
}
