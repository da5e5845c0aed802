import { VISEME_COUNT } from '@lipwire/cues';
import type { WantedShapes } from './match-shapes.js';
import { MOUTH_ALPHABETS, type MouthAlphabet, plainShapeName } from './mouth-alphabets.js';

/** Fewer names, or less than half of an alphabet, may be anything. */
const FEWEST_NAMES = 5;

/** Names of a file that make up an alphabet. */
export interface SpelledAlphabet {
  readonly alphabet: MouthAlphabet;
  /** What each viseme should be drawn with: the file's name, or that of the alphabet where the file has none. */
  readonly wanted: WantedShapes;
  /** The file's names. */
  readonly names: readonly string[];
}

/** The alphabet that most of the names belong to, however they are written; `undefined` if there is none. */
export function findAlphabet(names: readonly string[], only?: MouthAlphabet): SpelledAlphabet | undefined {
  let best: SpelledAlphabet | undefined;
  for (const alphabet of Object.keys(MOUTH_ALPHABETS) as MouthAlphabet[]) {
    if (only !== undefined && alphabet !== only) continue;
    const spelled = spell(alphabet, names);
    const fewest = only ? 1 : Math.max(FEWEST_NAMES, MOUTH_ALPHABETS[alphabet].length / 2);
    if (spelled.names.length >= fewest && spelled.names.length > (best?.names.length ?? 0)) best = spelled;
  }
  return best;
}

function spell(alphabet: MouthAlphabet, names: readonly string[]): SpelledAlphabet {
  const byPlainName = new Map([...names].reverse().map((name) => [plainShapeName(name), name]));
  const wanted = new Array<string | undefined>(VISEME_COUNT).fill(undefined);
  const found = [];
  for (const shape of MOUTH_ALPHABETS[alphabet]) {
    const name = shape.names.map((known) => byPlainName.get(plainShapeName(known))).find(Boolean);
    if (name !== undefined) found.push(name);
    for (const id of shape.visemes) wanted[id] = name ?? shape.names[0];
  }
  return { alphabet, wanted, names: found };
}
