import type { RigStrategyName } from '../rig/mouth-map.js';

/** What each strategy does, for people who have never heard of it. */
export const STRATEGY_SENTENCES: Readonly<Record<RigStrategyName, string>> = {
  weights: 'one weight for each of the 22 visemes: the mouth is their exact average',
  'numbered-inputs': 'numbers 100 to 118, the commercial format: one weight for each shape',
  'named-weights': 'one weight for each shape, by name',
  'viseme-enum': 'an enum that names the shape: the file switches between them',
  'viseme-number': 'one number that says which shape: the file switches between them',
  loudness: 'one number for how far the mouth is open',
};
