import { VISEME_COUNT, type VisemeId } from '@lipwire/cues';
import type { LoudnessMap } from '../mouth-map.js';
import type { RigParts } from '../rig-parts.js';
import type { DrivenMouth } from './driven-mouth.js';

/** Names under which files keep how far the mouth is open. */
const NAMES = ['mouthOpen', 'mouth_open', 'mouthOpenness', 'jawOpen', 'openness'];
/** How far each viseme opens the mouth, 0 to 100, by id. */
const OPEN_OF_VISEME: readonly number[] = [
  0, 70, 100, 80, 60, 45, 30, 25, 50, 90, 65, 90, 45, 30, 40, 15, 25, 25, 10, 25, 35, 0,
];

/** One number for how far the mouth is open: better than a closed mouth, worse than any other way. */
export function driveLoudness(parts: RigParts, map?: LoudnessMap): DrivenMouth | undefined {
  const { closed = 0, open = 100 } = map ?? {};
  const levelOf = (openness: number) => closed + ((open - closed) * openness) / 100;
  for (const name of map ? [map.loudness] : NAMES) {
    const number = parts.number(name);
    if (!number) continue;
    return {
      strategy: 'loudness',
      shapes: OPEN_OF_VISEME.map((openness, id) => ({
        visemeId: id as VisemeId,
        shape: `${name} = ${Number(levelOf(openness).toFixed(2))}`,
        insteadOf: undefined,
      })),
      set(weights) {
        let openness = 0;
        for (let id = 0; id < VISEME_COUNT; id++) openness += (weights[id] as number) * (OPEN_OF_VISEME[id] as number);
        number.set(levelOf(openness));
      },
    };
  }
  return undefined;
}
