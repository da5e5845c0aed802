import { VISEME_COUNT } from '@lipwire/cues';
import type { MouthSetter, RigParts } from '../rig-parts.js';

/** Names under which files keep how far the mouth is open. */
const NAMES = ['mouthOpen', 'mouth_open', 'mouthOpenness', 'jawOpen', 'openness'];
/** How far each viseme opens the mouth, 0 to 100, by id. */
const OPEN_OF_VISEME: readonly number[] = [
  0, 70, 100, 80, 60, 45, 30, 25, 50, 90, 65, 90, 45, 30, 40, 15, 25, 25, 10, 25, 35, 0,
];

/** One number for how far the mouth is open: better than a closed mouth, worse than any other way. */
export function driveLoudness(parts: RigParts): MouthSetter | undefined {
  for (const name of NAMES) {
    const number = parts.number(name);
    if (!number) continue;
    return (weights) => {
      let open = 0;
      for (let id = 0; id < VISEME_COUNT; id++) open += (weights[id] as number) * (OPEN_OF_VISEME[id] as number);
      number.set(open);
    };
  }
  return undefined;
}
