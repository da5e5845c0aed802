import { VISEME_COUNT, type VisemeId } from '@lipwire/cues';
import { BrowserError } from '../errors.js';
import { MOUTH_ALPHABETS, type MouthAlphabet } from './strategies/mouth-alphabets.js';

/** Ways to drive a mouth, best first: this is the order in which they are tried. */
export const RIG_STRATEGIES = [
  'weights',
  'numbered-inputs',
  'named-weights',
  'viseme-enum',
  'viseme-number',
  'loudness',
] as const;

/** A way to drive the mouth of a file. */
export type RigStrategyName = (typeof RIG_STRATEGIES)[number];

/**
 * Something for each viseme, by id. Leave out what the file has no shape for: the most alike of the others stands in. An
 * alphabet says it for all.
 */
export type VisemeMap<T> = MouthAlphabet | { readonly [visemeId in VisemeId]?: T | undefined };

/** A number for each shape, of how much of it is shown. */
export interface WeightsMap {
  /** Names of the numbers. Without one for viseme 0, the mouth rests when all of them are 0. */
  readonly weights: VisemeMap<string>;
  /** All numbers that are blended, in the order in which the file does: first to last. With it blends are exact. */
  readonly order?: readonly string[] | undefined;
  /** Value that shows a shape in full. Default 100. */
  readonly full?: number | undefined;
}

/** One number, whose value says which shape is shown. */
export interface NumberMap {
  /** Its name. */
  readonly number: string;
  /** Default: SAPI ids, 0 to 21. */
  readonly values?: VisemeMap<number> | undefined;
}

/** One enum of the view model, whose value says which shape is shown. */
export interface EnumMap {
  /** Its name. */
  readonly enum: string;
  /** Default: the alphabet whose names the enum has. */
  readonly values?: VisemeMap<string> | undefined;
}

/** One number, of how far the mouth is open. */
export interface LoudnessMap {
  /** Its name. */
  readonly loudness: string;
  /** Value of the closed mouth. Default 0. */
  readonly closed?: number | undefined;
  /** Value of the mouth that is wide open. Default 100. */
  readonly open?: number | undefined;
}

/**
 * How an app says that the mouth of its file is driven. Numbers are properties of the view model, else inputs of the
 * state machine.
 */
export type MouthMap = WeightsMap | NumberMap | EnumMap | LoudnessMap;

/** @throws BrowserError `BROWSER_OPTION_INVALID` for what is neither a strategy nor a map. */
export function checkMouth(mouth: RigStrategyName | MouthMap): void {
  if (typeof mouth === 'string') {
    if (!RIG_STRATEGIES.includes(mouth)) throw invalid(`is "${mouth}"; strategies are ${RIG_STRATEGIES.join(', ')}.`);
    return;
  }
  const kinds = ['weights', 'number', 'enum', 'loudness'].filter((kind) => kind in mouth);
  if (kinds.length !== 1) throw invalid('needs one of weights, number, enum, loudness.');
  const values = 'weights' in mouth ? mouth.weights : 'values' in mouth ? mouth.values : undefined;
  if (typeof values === 'string' && !(values in MOUTH_ALPHABETS)) {
    throw invalid(`names the alphabet "${values}"; there is ${Object.keys(MOUTH_ALPHABETS).join(', ')}.`);
  }
  const stray = typeof values === 'object' ? Object.keys(values).find((key) => !(Number(key) in VISEMES)) : undefined;
  if (stray !== undefined) throw invalid(`maps "${stray}"; viseme ids are 0 to ${VISEME_COUNT - 1}.`);
}

const VISEMES = Array.from({ length: VISEME_COUNT }, (_, id) => id);

function invalid(what: string): BrowserError {
  return new BrowserError('BROWSER_OPTION_INVALID', `The option mouth ${what}`);
}
