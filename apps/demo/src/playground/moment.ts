import { SILENCE, type VisemeId, type WireViseme } from '@lipwire/cues';
import type { Phone } from '@lipwire/emulator';

/** What there is at one instant of a sound. */
export interface Moment {
  /** Undefined where the sounds are not known. */
  readonly phone: string | undefined;
  /** The shape before natural lip sync, and after. */
  readonly before: VisemeId;
  readonly after: VisemeId;
}

/** Index of the last item that starts at or before a time; -1 before the first. */
export function indexAt<T>(items: readonly T[], atMs: number, startMs: (item: T) => number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startMs(items[middle] as T) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The shape that a list of cues holds at an instant; silence before the first. */
export function visemeAt(visemes: readonly WireViseme[], atMs: number): VisemeId {
  return visemes[indexAt(visemes, atMs, ({ offset }) => offset)]?.visemeId ?? SILENCE;
}

/** The sound of speech at an instant. */
export function phoneAt(phones: readonly Phone[], atMs: number): string | undefined {
  return phones[indexAt(phones, atMs, ({ startMs }) => startMs)]?.phone;
}
