import { VISEME_COUNT } from '@lipwire/cues';
import type { NumberMap, VisemeMap } from '../mouth-map.js';
import type { RigParts } from '../rig-parts.js';
import type { DrivenMouth } from './driven-mouth.js';
import { matchShapes, type WantedShapes } from './match-shapes.js';
import { MOUTH_ALPHABETS, type MouthAlphabet } from './mouth-alphabets.js';
import { switchSetter } from './switch-setter.js';

/** Names under which files keep the number of the viseme, and the alphabet that it counts. */
const ALPHABET_OF_NAME: readonly (readonly [string, MouthAlphabet])[] = [
  ['viseme', 'sapi'],
  ['visemeId', 'sapi'],
  ['visemeID', 'sapi'],
  ['viseme_id', 'sapi'],
  ['visemeIndex', 'sapi'],
  ['visemeIdx', 'sapi'],
  ['visemes', 'sapi'],
  ['numViseme', 'rive-flutter'],
];

/** One number that says which shape is shown. */
export function driveVisemeNumber(parts: RigParts, map?: NumberMap): DrivenMouth | undefined {
  const asked: readonly (readonly [string, VisemeMap<number>])[] = map
    ? [[map.number, map.values ?? alphabetOf(map.number)]]
    : ALPHABET_OF_NAME;
  for (const [name, values] of asked) {
    const number = parts.number(name);
    if (!number) continue;
    const shapes = matchShapes(wantedValues(values), () => true);
    return {
      strategy: 'viseme-number',
      alphabet: typeof values === 'string' ? values : undefined,
      shapes: shapes.map((drawn) => ({ ...drawn, shape: `${name} = ${drawn.shape}` })),
      set: switchSetter(shapes, Number, (value) => number.set(value)),
    };
  }
  return undefined;
}

function alphabetOf(name: string): MouthAlphabet {
  return ALPHABET_OF_NAME.find(([known]) => known === name)?.[1] ?? 'sapi';
}

function wantedValues(values: VisemeMap<number>): WantedShapes {
  const wanted = new Array<string | undefined>(VISEME_COUNT).fill(undefined);
  if (typeof values === 'string') {
    MOUTH_ALPHABETS[values].forEach(({ visemes }, index) => {
      for (const id of visemes) wanted[id] = String(index);
    });
    return wanted;
  }
  return wanted.map((_, id) => (values[id as 0] === undefined ? undefined : String(values[id as 0])));
}
