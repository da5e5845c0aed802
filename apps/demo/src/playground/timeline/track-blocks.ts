import { SILENCE, type VisemeId, visemeOfPhone, type WireViseme } from '@lipwire/cues';
import type { Phone } from '@lipwire/emulator';
import { visemeLabels } from './viseme-look';

/** A stretch of a track: one shape, or one sound of speech. */
export interface TrackBlock {
  readonly startMs: number;
  readonly endMs: number;
  readonly visemeId: VisemeId;
  /** What it may be called, longest first: the longest that fits is written. */
  readonly labels: readonly string[];
}

/** Cues as stretches that cover the sound from its start to its end. */
export function blocksOfVisemes(visemes: readonly WireViseme[], durationMs: number): readonly TrackBlock[] {
  const cues = visemes[0]?.offset === 0 ? visemes : [{ offset: 0, visemeId: SILENCE }, ...visemes];
  return cues.flatMap(({ offset, visemeId }, i) => {
    const startMs = Math.max(0, offset);
    const endMs = Math.min(durationMs, cues[i + 1]?.offset ?? durationMs);
    return endMs > startMs ? [{ startMs, endMs, visemeId, labels: visemeLabels(visemeId) }] : [];
  });
}

/** Phones as stretches, in the colours of the shapes that belong to them. */
export function blocksOfPhones(phones: readonly Phone[]): readonly TrackBlock[] {
  return phones.map(({ phone, startMs, endMs }) => {
    const visemeId = visemeOfPhone(phone) ?? SILENCE;
    return { startMs, endMs, visemeId, labels: visemeId === SILENCE ? [] : [phone] };
  });
}
