import { dominantViseme, type MouthSetter, type RigParts } from '../rig-parts.js';

/** Names under which files keep the number of the viseme. */
const NAMES = ['viseme', 'visemeId', 'visemeID', 'visemeIndex', 'visemeIdx', 'visemes', 'numViseme'];

/** One number that is the viseme's id: the mouth switches, the file itself makes it smooth. */
export function driveVisemeNumber(parts: RigParts): MouthSetter | undefined {
  for (const name of NAMES) {
    const number = parts.number(name);
    if (number) return (weights) => number.set(dominantViseme(weights));
  }
  return undefined;
}
