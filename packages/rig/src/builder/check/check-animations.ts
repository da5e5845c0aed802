import type { RivObject } from '../format/riv-object.js';
import { type Field, isA, NONE, rivType } from '../format/schema.js';
import { checkNames } from './check-names.js';
import { type AnimationOutline, type ArtboardOutline, invalid, labelOf, numberOf } from './outline.js';

const CUBIC = 2;
const ROTATIONS = new Set(['rotation', 'inRotation', 'outRotation']);

/**
 * Checks what animations animate: objects that exist, properties they have, key frames in order and inside the
 * animation, and handle angles that a blend can turn without going the long way round.
 *
 * A keyed property without key frames crashes the runtime; an unknown object is skipped; the rest plays wrongly.
 *
 * @throws RigError `RIG_KEYFRAMES_INVALID`, `RIG_REFERENCE_INVALID`, `RIG_ANGLE_WRAPS`.
 */
export function checkAnimations(artboard: ArtboardOutline): void {
  checkNames(artboard.animations, 'animations', 'An artboard');
  for (const animation of artboard.animations) checkAnimation(artboard.components, animation);
}

function checkAnimation(components: readonly RivObject[], { object, keyed }: AnimationOutline): void {
  const where = `Animation "${String(object.props.name ?? '')}"`;
  const duration = numberOf(object, 'duration', 60);
  if (duration < 1 || numberOf(object, 'fps', 60) < 1) {
    throw invalid('RIG_KEYFRAMES_INVALID', `${where} lasts no time; it needs a frame and a frame rate of 1 at least.`);
  }
  for (const { object: keyedObject, properties } of keyed) {
    const id = numberOf(keyedObject, 'objectId', 0);
    const target = components[id];
    if (!target) throw invalid('RIG_REFERENCE_INVALID', `${where} animates component ${id}, which does not exist.`);
    const what = `${where}, ${labelOf(components, id)}`;
    if (properties.length === 0) throw invalid('RIG_KEYFRAMES_INVALID', `${what}: no property is animated.`);
    const seen = new Set<number>();
    for (const { object: property, frames } of properties) {
      const key = numberOf(property, 'propertyKey', 0);
      const field = animatedField(target, key, what);
      if (seen.has(key)) throw invalid('RIG_KEYFRAMES_INVALID', `${what}: ${field.name} is animated twice.`);
      seen.add(key);
      checkFrames(components, field, frames, duration, `${what}, ${field.name}`);
      if (isA(target.type, 'CubicVertex') && ROTATIONS.has(field.name)) {
        checkAngles(numberOf(target, field.name, 0), frames, `${what}, ${field.name}`);
      }
    }
  }
}

function animatedField(target: RivObject, key: number, what: string): Field {
  const field = [...rivType(target.type).fields.values()].find((candidate) => candidate.key === key);
  if (!field?.animates) {
    throw invalid('RIG_KEYFRAMES_INVALID', `${what}: property ${field?.name ?? key} cannot be animated.`);
  }
  return field;
}

function checkFrames(
  components: readonly RivObject[],
  field: Field,
  frames: readonly RivObject[],
  duration: number,
  what: string,
): void {
  if (frames.length === 0) throw invalid('RIG_KEYFRAMES_INVALID', `${what}: no key frames.`);
  const wanted = field.type === 'color' ? 'KeyFrameColor' : 'KeyFrameDouble';
  let previous = -1;
  for (const frame of frames) {
    const at = numberOf(frame, 'frame', 0);
    if (frame.type !== wanted) throw invalid('RIG_KEYFRAMES_INVALID', `${what}: ${frame.type} instead of ${wanted}.`);
    if (at <= previous) throw invalid('RIG_KEYFRAMES_INVALID', `${what}: frame ${at} comes after frame ${previous}.`);
    if (at > duration) throw invalid('RIG_KEYFRAMES_INVALID', `${what}: frame ${at} is behind the end at ${duration}.`);
    previous = at;
    if (numberOf(frame, 'interpolationType', 0) === CUBIC) {
      const curve = components[numberOf(frame, 'interpolatorId', NONE)];
      if (!curve || !isA(curve.type, 'KeyFrameInterpolator')) {
        throw invalid('RIG_REFERENCE_INVALID', `${what}: frame ${at} has no curve.`);
      }
    }
  }
}

function checkAngles(rest: number, frames: readonly RivObject[], what: string): void {
  for (const frame of frames) {
    const angle = numberOf(frame, 'value', 0);
    // 1e-5: what a 32-bit float makes of a half turn.
    if (Math.abs(angle - rest) > Math.PI + 1e-5) {
      throw invalid(
        'RIG_ANGLE_WRAPS',
        `${what}: ${angle.toFixed(3)} is more than half a turn from ${rest.toFixed(3)} at rest. Add or subtract a whole turn.`,
      );
    }
  }
}
