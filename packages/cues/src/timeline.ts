import type { Cue } from './cue.js';
import { CuesError } from './errors.js';
import { isVisemeId, SILENCE, type VisemeId } from './viseme.js';

/** Version of the persisted form that this package reads and writes. */
export const TIMELINE_VERSION = 1;

/** Length of the frames that engines name visemes for, in milliseconds; cues may lie between. */
export const TIMELINE_FRAME_MS = 10;

/** The mouth of one whole recording, in the form that is stored as JSON. */
export interface VisemeTimeline {
  readonly version: typeof TIMELINE_VERSION;
  /** Length of the audio, in milliseconds. */
  readonly durationMs: number;
  /** How much of it is speech: the time under cues that are not silence, in milliseconds. */
  readonly speechMs: number;
  readonly frameMs: typeof TIMELINE_FRAME_MS;
  /** Strictly rising `t` (milliseconds); the first is at 0. */
  readonly cues: readonly TimelineCue[];
}

/** One cue of a {@link VisemeTimeline}: `v` (0 to 21) holds from `t` (milliseconds) to the next cue. */
export interface TimelineCue {
  readonly t: number;
  readonly v: VisemeId;
}

/**
 * Turns one viseme per 10 ms frame into a timeline; equal neighbours become one cue.
 *
 * @param frames viseme ids 0 to 21, one per frame.
 * @param durationMs length of the audio; default: as long as the frames.
 * @throws CuesError `CUES_TIMELINE_INVALID` for an id that is not a viseme, or a duration that ends before the last cue.
 */
export function framesToTimeline(
  frames: ArrayLike<number>,
  durationMs: number = frames.length * TIMELINE_FRAME_MS,
): VisemeTimeline {
  const cues: Cue[] = [];
  for (let i = 0; i < frames.length; i++) {
    const visemeId = frames[i];
    if (!isVisemeId(visemeId)) throw invalid(`frame ${i} is ${String(visemeId)}, not a viseme id 0 to 21`);
    cues.push({ visemeId, offsetMs: i * TIMELINE_FRAME_MS });
  }
  return cuesToTimeline(cues, durationMs);
}

/**
 * Turns cues in rising order into a timeline: rounds to whole milliseconds, drops repeats, lets the last of several
 * cues at one time win, and starts with silence if nothing starts at 0.
 *
 * @param durationMs length of the audio. Cues at or behind it are dropped: they would never be seen.
 * @throws CuesError `CUES_TIMELINE_INVALID` for a time that is not finite or goes back.
 */
export function cuesToTimeline(cues: Iterable<Cue>, durationMs: number): VisemeTimeline {
  if (!(Number.isFinite(durationMs) && durationMs >= 0)) throw invalid(`durationMs is ${durationMs}`);
  const kept: { t: number; v: VisemeId }[] = [{ t: 0, v: SILENCE }];
  let previousMs = Number.NEGATIVE_INFINITY;
  for (const { visemeId, offsetMs } of cues) {
    if (!Number.isFinite(offsetMs) || offsetMs < previousMs) {
      throw invalid(`cue times must rise: ${offsetMs} ms comes after ${previousMs} ms`);
    }
    previousMs = offsetMs;
    const t = Math.max(0, Math.round(offsetMs));
    if (t >= durationMs && t > 0) break;
    if (kept.at(-1)?.t === t) kept.pop();
    if (kept.at(-1)?.v !== visemeId) kept.push({ t, v: visemeId });
  }
  const timelineMs = Math.round(durationMs);
  return {
    version: TIMELINE_VERSION,
    durationMs: timelineMs,
    speechMs: speechMsOf(kept, timelineMs),
    frameMs: TIMELINE_FRAME_MS,
    cues: kept,
  };
}

/** The cues of a timeline, in media time. */
export function timelineToCues(timeline: VisemeTimeline): Cue[] {
  return timeline.cues.map(({ t, v }) => ({ visemeId: v, offsetMs: t }));
}

/**
 * Checks that a value, usually fresh from `JSON.parse`, is a {@link VisemeTimeline}.
 *
 * @returns a copy that holds the known fields only.
 * @throws CuesError `CUES_TIMELINE_INVALID`; the message names the field.
 */
export function parseTimeline(value: unknown): VisemeTimeline {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid('not an object');
  const { version, durationMs, speechMs, frameMs, cues } = value as Record<string, unknown>;
  if (version !== TIMELINE_VERSION)
    throw invalid(`version is ${String(version)}; this release reads ${TIMELINE_VERSION}`);
  if (frameMs !== TIMELINE_FRAME_MS) throw invalid(`frameMs is ${String(frameMs)}, expected ${TIMELINE_FRAME_MS}`);
  if (!isDuration(durationMs)) throw invalid(`durationMs is ${String(durationMs)}`);
  if (!isDuration(speechMs)) throw invalid(`speechMs is ${String(speechMs)}`);
  if (!Array.isArray(cues) || cues.length === 0) throw invalid('cues is not a list with at least one cue');

  let previousMs = -1;
  const checked = cues.map((cue: unknown, i): TimelineCue => {
    const { t, v } = (typeof cue === 'object' && cue !== null ? cue : {}) as Record<string, unknown>;
    if (!isVisemeId(v)) throw invalid(`cues[${i}].v is ${String(v)}, not a viseme id 0 to 21`);
    if (typeof t !== 'number' || !Number.isFinite(t)) throw invalid(`cues[${i}].t is ${String(t)}, not a time`);
    if (i === 0 && t !== 0) throw invalid(`cues[0].t is ${t}, the first cue must be at 0`);
    if (t <= previousMs) throw invalid(`cues[${i}].t is ${t}, not after ${previousMs}`);
    if (t > durationMs) throw invalid(`cues[${i}].t is ${t}, behind the end at ${durationMs}`);
    previousMs = t;
    return { t, v };
  });
  if (speechMs !== speechMsOf(checked, durationMs)) {
    throw invalid(`speechMs is ${speechMs}, but the cues add up to ${speechMsOf(checked, durationMs)}`);
  }
  return { version: TIMELINE_VERSION, durationMs, speechMs, frameMs: TIMELINE_FRAME_MS, cues: checked };
}

function speechMsOf(cues: readonly TimelineCue[], durationMs: number): number {
  return cues.reduce((sumMs, { t, v }, i) => {
    const endMs = cues[i + 1]?.t ?? durationMs;
    return v === SILENCE ? sumMs : sumMs + (endMs - t);
  }, 0);
}

function isDuration(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function invalid(what: string): CuesError {
  return new CuesError('CUES_TIMELINE_INVALID', `Not a viseme timeline: ${what}.`);
}
