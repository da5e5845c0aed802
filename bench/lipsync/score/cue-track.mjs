import { isVisemeId } from '@lipwire/cues';
import { FOREIGN_ALPHABETS } from '../alphabets/foreign-alphabets.mjs';
import { CLASS_OF_VISEME, JAW_OF_VISEME, REST } from '../alphabets/visual-classes.mjs';
import { FRAME_MS, fillFrames } from './frames.mjs';

/**
 * What an engine said of one recording.
 *
 * @typedef {object} CueRecord
 * @property {{ t: number, v?: number, n?: string, at?: number }[]} cues `t`: from when on, in ms of media time; `v`:
 *   viseme 0 to 21; `n`: the engine's own symbol, where `set` names its alphabet; `at`: how many ms of sound the engine had
 *   heard when it said so.
 * @property {number} [durationMs] length of the recording.
 * @property {string} [set] a name of `FOREIGN_ALPHABETS`.
 */

const AT_REST = { symbol: 'rest', visemeId: 0, visualClass: REST, jaw: 0 };

/**
 * What a mouth does that follows cues: at rest until the first, each shape until the next.
 *
 * @param {CueRecord} record
 * @param {number} frameCount of the reference.
 * @param {number} [earlierByMs] moves every cue so much forward, which is what delaying the sound would do.
 */
export function cueTrack(record, frameCount, earlierByMs = 0) {
  const cues = [...record.cues].sort((a, b) => a.t - b.t);
  const shapes = cues.map((cue) => shapeOf(cue, record.set));
  const endMs = Math.max(record.durationMs ?? 0, frameCount * FRAME_MS);
  const visemes = new Int8Array(frameCount);
  const classes = new Int8Array(frameCount);
  const jaw = new Float64Array(frameCount);
  /** @type {{ symbol: string | number, visemeId: number, visualClass: number, startMs: number, endMs: number }[]} */
  const segments = [];
  const put = (shape, startMs, untilMs) => {
    if (!(untilMs > startMs)) return;
    const { symbol, visemeId, visualClass } = shape;
    const last = segments.at(-1);
    if (last && (last.symbol === symbol || (last.visualClass === REST && visualClass === REST))) last.endMs = untilMs;
    else segments.push({ symbol, visemeId, visualClass, startMs, endMs: untilMs });
    fillFrames(visemes, startMs, untilMs, visemeId);
    fillFrames(classes, startMs, untilMs, visualClass);
    fillFrames(jaw, startMs, untilMs, shape.jaw);
  };
  const times = cues.map((cue) => cue.t - earlierByMs);
  put(AT_REST, Math.min(0, times[0] ?? 0), times[0] ?? endMs);
  for (const [i, shape] of shapes.entries()) put(shape, times[i], times[i + 1] ?? Math.max(endMs, times[i]));
  return { visemes, classes, jaw, segments };
}

function shapeOf(cue, set) {
  if (set !== undefined && set !== 'sapi22' && cue.n !== undefined) {
    const shape = FOREIGN_ALPHABETS.get(set)?.get(cue.n);
    if (!shape) throw new Error(`There is no shape "${cue.n}" in the alphabet "${set}".`);
    return { symbol: cue.n, ...shape, visemeId: cue.v ?? shape.visemeId };
  }
  if (!isVisemeId(cue.v)) throw new Error(`${JSON.stringify(cue)} is no cue: "v" must be a viseme id, 0 to 21.`);
  return { symbol: cue.v, visemeId: cue.v, visualClass: CLASS_OF_VISEME[cue.v], jaw: JAW_OF_VISEME[cue.v] };
}
