import { otherClassOf, UNSCORED, visemeOfLabel } from '../alphabets/phones.mjs';
import { CLASS_OF_VISEME, JAW_OF_VISEME } from '../alphabets/visual-classes.mjs';
import { FRAME_MS, fillFrames } from './frames.mjs';
import { touches } from './segments.mjs';

/** The jaw where nothing is known; such frames are left out, but their neighbours are smoothed over them. */
const UNKNOWN_JAW = 0.2;

/**
 * What a mouth should do, from phone labels.
 *
 * @param {readonly { p: string, start: number, end: number }[]} phones times in seconds.
 */
export function referenceTrack(phones) {
  const endMs = (phones.at(-1)?.end ?? 0) * 1000;
  const frameCount = Math.max(1, Math.round(endMs / FRAME_MS));
  const visemes = new Int8Array(frameCount);
  const otherClasses = new Int8Array(frameCount).fill(-1);
  /** @type {{ visemeId: number, visualClass: number, startMs: number, endMs: number }[]} */
  const segments = [];
  /** @type {Map<string, number>} */
  const unknownPhones = new Map();
  for (const { p, start, end } of phones) {
    let visemeId = visemeOfLabel(p);
    if (visemeId === undefined) {
      unknownPhones.set(p, (unknownPhones.get(p) ?? 0) + 1);
      visemeId = UNSCORED;
    }
    const segment = {
      visemeId,
      visualClass: visemeId === UNSCORED ? UNSCORED : CLASS_OF_VISEME[visemeId],
      startMs: start * 1000,
      endMs: end * 1000,
    };
    if (!(segment.endMs > segment.startMs)) continue;
    const last = segments.at(-1);
    fillFrames(visemes, segment.startMs, segment.endMs, visemeId);
    fillFrames(otherClasses, segment.startMs, segment.endMs, otherClassOf(p));
    if (last?.visemeId === visemeId && touches(last, segment)) last.endMs = segment.endMs;
    else segments.push(segment);
  }
  const jaw = Float64Array.from(visemes, (id) => (id === UNSCORED ? UNKNOWN_JAW : JAW_OF_VISEME[id]));
  return { endMs, frameCount, visemes, otherClasses, jaw, segments, unknownPhones };
}
