import { cuesToTimeline, SILENCE, type VisemeTimeline, visemeOfPhone, type WireViseme } from '@lipwire/cues';
import type { Sound } from './sound';

const FRAME_MS = 10;

/** The cues of a sound in the form that is stored. */
export function timelineOf(visemes: readonly WireViseme[], durationMs: number): VisemeTimeline {
  return cuesToTimeline(
    visemes.map(({ visemeId, offset }) => ({ visemeId, offsetMs: offset })),
    durationMs,
  );
}

/**
 * How often the mouth takes another shape, per second of speech.
 *
 * @param speechMs how much of the sound is speech; 0 gives 0.
 */
export function changesPerSecond({ cues }: VisemeTimeline, speechMs: number): number {
  return speechMs > 0 ? (cues.length - 1) / (speechMs / 1000) : 0;
}

/**
 * For how much of the speech the cues name the shape of the very sound that is heard, 0 to 1, in frames of 10 ms.
 *
 * @returns undefined where the sounds are not known.
 */
export function agreement({ cues }: VisemeTimeline, { phones }: Pick<Sound, 'phones'>): number | undefined {
  let speechFrames = 0;
  let rightFrames = 0;
  let cue = 0;
  let phone = 0;
  for (let atMs = FRAME_MS / 2; atMs < (phones.at(-1)?.endMs ?? 0); atMs += FRAME_MS) {
    while ((cues[cue + 1]?.t ?? Number.POSITIVE_INFINITY) <= atMs) cue++;
    while ((phones[phone]?.endMs ?? Number.POSITIVE_INFINITY) <= atMs) phone++;
    const said = visemeOfPhone(phones[phone]?.phone ?? '');
    if (said === undefined || said === SILENCE) continue;
    speechFrames++;
    if (cues[cue]?.v === said) rightFrames++;
  }
  return speechFrames > 0 ? rightFrames / speechFrames : undefined;
}
