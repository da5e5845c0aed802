import { checkMouth, type MouthMap, RIG_STRATEGIES, type RigStrategyName } from '../mouth-map.js';
import type { RigParts } from '../rig-parts.js';
import type { DrivenMouth } from './driven-mouth.js';
import { driveLoudness } from './loudness.js';
import { driveNamedWeights } from './named-weights.js';
import { driveNumberedInputs } from './numbered-inputs.js';
import { driveVisemeEnum } from './viseme-enum.js';
import { driveVisemeNumber } from './viseme-number.js';
import { driveWeights } from './weights.js';

const DRIVE: Readonly<Record<RigStrategyName, (parts: RigParts) => DrivenMouth | undefined>> = {
  weights: driveWeights,
  'numbered-inputs': driveNumberedInputs,
  'named-weights': (parts) => driveNamedWeights(parts),
  'viseme-enum': (parts) => driveVisemeEnum(parts),
  'viseme-number': (parts) => driveVisemeNumber(parts),
  loudness: (parts) => driveLoudness(parts),
};

/**
 * Finds out how the mouth of a file is driven.
 *
 * @param mouth what the app says: a strategy, or a map of its own. Default: the best strategy that the file allows.
 * @returns `undefined` if the file has nothing for it.
 * @throws BrowserError `BROWSER_OPTION_INVALID` for what is neither a strategy nor a map.
 */
export function driveMouth(parts: RigParts, mouth?: RigStrategyName | MouthMap): DrivenMouth | undefined {
  if (mouth !== undefined) checkMouth(mouth);
  if (typeof mouth === 'string') return DRIVE[mouth](parts);
  if (mouth !== undefined) return driveByMap(parts, mouth);
  for (const strategy of RIG_STRATEGIES) {
    const driven = DRIVE[strategy](parts);
    if (driven) return driven;
  }
  return undefined;
}

function driveByMap(parts: RigParts, map: MouthMap): DrivenMouth | undefined {
  if ('weights' in map) return driveNamedWeights(parts, map);
  if ('number' in map) return driveVisemeNumber(parts, map);
  if ('enum' in map) return driveVisemeEnum(parts, map);
  return driveLoudness(parts, map);
}
