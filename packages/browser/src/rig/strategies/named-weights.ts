import { SILENCE, VISEME_COUNT } from '@lipwire/cues';
import type { WeightsMap } from '../mouth-map.js';
import type { NumberPart, RigParts } from '../rig-parts.js';
import { blendSetter } from './blend-setter.js';
import type { DrivenMouth } from './driven-mouth.js';
import { findAlphabet } from './find-alphabet.js';
import { matchShapes, type WantedShapes } from './match-shapes.js';

/** A rest pose that a file starts with at this much is meant to lie below all others, and to stay. */
const ALWAYS_THERE = 99;

/** A number for each shape, called by what it shows: names of any known alphabet, or those that the app gives. */
export function driveNamedWeights(parts: RigParts, map?: WeightsMap): DrivenMouth | undefined {
  const names = parts.numberNames;
  const given = map && typeof map.weights === 'object' ? map.weights : undefined;
  const only = map && typeof map.weights === 'string' ? map.weights : undefined;
  const spelled = given ? undefined : findAlphabet(names, only);
  const wanted: (string | undefined)[] = given
    ? Array.from({ length: VISEME_COUNT }, (_, id) => given[id as 0])
    : [...((spelled?.wanted ?? []) as WantedShapes)];
  const rest = wanted[SILENCE];
  // A rest pose below, or none that can be set: then rest is what is left.
  const kept = rest !== undefined && (parts.number(rest)?.initial ?? 0) >= ALWAYS_THERE ? rest : undefined;
  if (rest === undefined || kept !== undefined || (!given && !names.includes(rest))) wanted[SILENCE] = '';
  const shapes = matchShapes(wanted, (name) => names.includes(name));
  if (shapes.length === 0) return undefined;
  const used = new Set([...(spelled?.names ?? []), ...wanted]);
  const order = map?.order ?? names;
  const blended = order.filter((name) => used.has(name) && name !== kept);
  const numbers = blended.map((name) => parts.number(name)).filter((part): part is NumberPart => part !== undefined);
  return {
    strategy: 'named-weights',
    alphabet: spelled?.alphabet,
    shapes,
    set: blendSetter(numbers, shapes, { ordered: map?.order !== undefined, full: map?.full }),
  };
}
