import { VISEME_COUNT } from '@lipwire/cues';
import { isSalient } from '../coarticulation.js';
import { dominantViseme, type MouthSetter, type NumberPart, type RigParts } from '../rig-parts.js';

/** Numbers of the inputs, and the shape that the files of this format draw for each viseme. */
const INPUT_OF_VISEME: readonly number[] = [
  100, 103, 101, 104, 102, 114, 105, 110, 112, 101, 104, 101, 118, 114, 108, 113, 115, 116, 109, 118, 118, 107,
];
/** Fewer of them are something else that happens to be called "100". */
const FEWEST_INPUTS = 5;
/** How fast the mouth follows, in milliseconds to 63 %. Shapes that must be seen in full are quicker. */
const FOLLOW_MS = 22;
const FOLLOW_SALIENT_MS = 11;

/**
 * The commercial format: number inputs `100` to `118` that blend poses in an unknown order and without a rest pose
 * below. A weighted average can't be had from that, but a movement can: each frame takes the mouth a part of the way to
 * the one pose that counts. `100 * (1 - exp(-elapsed / follow))` moves it alike at any frame rate.
 */
export function driveNumberedInputs(parts: RigParts, missing: string[]): MouthSetter | undefined {
  const inputs = new Map<number, NumberPart>();
  for (const number of new Set(INPUT_OF_VISEME)) {
    const input = parts.inputNumber(String(number));
    if (input) inputs.set(number, input);
  }
  if (inputs.size < FEWEST_INPUTS) return undefined;
  const inputOfViseme = Array.from({ length: VISEME_COUNT }, (_, id) => inputs.get(INPUT_OF_VISEME[id] as number));
  for (const number of new Set(INPUT_OF_VISEME)) if (!inputs.has(number)) missing.push(String(number));
  const all = [...inputs.values()];
  return (weights, elapsedMs) => {
    const viseme = dominantViseme(weights);
    const active = inputOfViseme[viseme];
    const part = 1 - Math.exp(-elapsedMs / (isSalient(viseme) ? FOLLOW_SALIENT_MS : FOLLOW_MS));
    for (let i = 0; i < all.length; i++) {
      const input = all[i] as NumberPart;
      input.set(input === active ? 100 * part : 0);
    }
  };
}
