import type { EnumMap } from '../mouth-map.js';
import type { RigParts } from '../rig-parts.js';
import type { DrivenMouth } from './driven-mouth.js';
import { findAlphabet } from './find-alphabet.js';
import { matchShapes } from './match-shapes.js';
import { switchSetter } from './switch-setter.js';

/** A view-model enum whose values are the names of an alphabet, or those that the app gives. */
export function driveVisemeEnum(parts: RigParts, map?: EnumMap): DrivenMouth | undefined {
  for (const name of map ? [map.enum] : parts.enumNames) {
    const property = parts.enumProperty(name);
    if (!property) continue;
    const given = typeof map?.values === 'object' ? map.values : undefined;
    const only = typeof map?.values === 'string' ? map.values : undefined;
    const spelled = given ? undefined : findAlphabet(property.values, only);
    const wanted = given ? Array.from({ length: 22 }, (_, id) => given[id as 0]) : (spelled?.wanted ?? []);
    const shapes = matchShapes(wanted, (value) => property.values.includes(value));
    if (shapes.length === 0) continue;
    const show = (value: string) => {
      property.value = value;
    };
    return {
      strategy: 'viseme-enum',
      alphabet: spelled?.alphabet,
      shapes: shapes.map((drawn) => ({ ...drawn, shape: `${name} = ${drawn.shape}` })),
      set: switchSetter(shapes, (value) => value, show),
    };
  }
  return undefined;
}
