import { SILENCE, VISEME_COUNT, type VisemeId, type WireViseme } from '@lipwire/cues';
import { isRounded, leavesLipsFree, progress, roundingAhead, transitionMs } from './coarticulation.js';

/** How many cues ahead a rounded shape is looked for. */
const ROUNDING_REACH = 4;

/** Cues in rising order, by index: `-Infinity` and silence before the first, `Infinity` and silence behind the last. */
export interface CueTrack {
  timeMs(index: number): number;
  visemeId(index: number): VisemeId;
}

/**
 * The mouth that a list of cues makes at an instant, whatever was drawn before: what scrubbing, thumbnails and tests need.
 *
 * It is the mouth of a call in the middle of speech. Between two cues a mouth is on its way, so this is a blend.
 *
 * @param visemes in rising order of `offset`, milliseconds, as `processNaturalLipSync` returns them. Only read.
 * @param timeMs the instant, on the clock of the offsets.
 * @param weights filled and returned: 22 weights, 0 to 1, sum 1. Default: a new array; pass one to allocate none in a loop.
 */
export function poseAt(
  visemes: readonly WireViseme[],
  timeMs: number,
  weights: Float32Array = new Float32Array(VISEME_COUNT),
): Float32Array {
  blendCues(trackOf(visemes), indexAt(visemes, timeMs), timeMs, weights);
  return weights;
}

/**
 * Blends the cue that holds and the one after it, so that each shape is whole when its sound is heard and the mouth is on
 * its way before, and rounds lips that are free ahead of a rounded sound; see `coarticulation.ts`.
 *
 * @param index the cue that holds at `timeMs`; -1 before the first.
 * @param weights filled: 22 weights, 0 to 1, sum 1.
 */
export function blendCues(cues: CueTrack, index: number, timeMs: number, weights: Float32Array): void {
  weights.fill(0);
  const from = cues.visemeId(index);
  const to = cues.visemeId(index + 1);
  const nextMs = cues.timeMs(index + 1);
  const wayMs = nextMs === Number.POSITIVE_INFINITY ? 0 : transitionMs(from, to, nextMs - cues.timeMs(index));
  const share = wayMs > 0 ? progress(to, 1 - (nextMs - timeMs) / wayMs) : 0;
  weights[from] = 1 - share;
  weights[to] = (weights[to] as number) + share;
  round(cues, index, timeMs, weights);
}

function round(cues: CueTrack, index: number, timeMs: number, weights: Float32Array): void {
  let ahead = index + 1;
  while (ahead <= index + ROUNDING_REACH && leavesLipsFree(cues.visemeId(ahead))) ahead++;
  const rounded = cues.visemeId(ahead);
  if (!isRounded(rounded)) return;
  const part = roundingAhead(cues.timeMs(ahead) - timeMs);
  const now = cues.visemeId(index);
  const next = cues.visemeId(index + 1);
  if (leavesLipsFree(now)) lend(weights, now, rounded, part);
  if (leavesLipsFree(next) && next !== now) lend(weights, next, rounded, part);
}

function lend(weights: Float32Array, free: VisemeId, rounded: VisemeId, part: number): void {
  const lent = (weights[free] as number) * part;
  weights[free] = (weights[free] as number) - lent;
  weights[rounded] = (weights[rounded] as number) + lent;
}

function trackOf(visemes: readonly WireViseme[]): CueTrack {
  return {
    timeMs: (index) => visemes[index]?.offset ?? (index < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY),
    visemeId: (index) => visemes[index]?.visemeId ?? SILENCE,
  };
}

/** The last cue at or before a time, by halving; -1 before the first. */
function indexAt(visemes: readonly WireViseme[], timeMs: number): number {
  let low = 0;
  let high = visemes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((visemes[middle] as WireViseme).offset <= timeMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
