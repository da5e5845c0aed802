import type { RigParts } from '../rig-parts.js';
import { blendSetter } from './blend-setter.js';
import type { DrivenMouth } from './driven-mouth.js';
import { matchShapes } from './match-shapes.js';

/** Numbers of the inputs, and the shape that the files of this format draw for each viseme. */
const INPUT_OF_VISEME: readonly number[] = [
  100, 103, 101, 104, 102, 114, 105, 110, 112, 101, 104, 101, 118, 114, 108, 113, 115, 116, 109, 118, 118, 107,
];
const FIRST_INPUT = 100;
const LAST_INPUT = 118;
/** Fewer of them are something else that happens to be called "100". */
const FEWEST_INPUTS = 5;

/**
 * The commercial format: numbers `100` to `118`, inputs as a rule, that blend poses without a rest pose below, some files in rising
 * order, some in falling.
 */
export function driveNumberedInputs(parts: RigParts): DrivenMouth | undefined {
  const inputs = [];
  for (let number = FIRST_INPUT; number <= LAST_INPUT; number++) {
    const input = parts.number(String(number));
    if (input) inputs.push(input);
  }
  if (inputs.length < FEWEST_INPUTS) return undefined;
  const names = new Set(inputs.map(({ name }) => name));
  const shapes = matchShapes(INPUT_OF_VISEME.map(String), (name) => names.has(name));
  return { strategy: 'numbered-inputs', shapes, set: blendSetter(inputs, shapes, { ordered: false }) };
}
