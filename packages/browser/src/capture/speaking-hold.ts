import type { Clock } from '../wall-clock.js';

/** Something that speaks: a `LipwireClient`. */
export interface SpeakingSource {
  readonly subscribe: (listener: () => void) => () => void;
  readonly state: { readonly speaking: boolean };
}

/** How long a room and a loudspeaker go on to sound when speech is over, in milliseconds. */
const TAIL_MS = 250;

/**
 * Follows whether somebody speaks, and a moment longer.
 *
 * @param onChange told at each change; silence holds until then.
 * @returns stops it; nothing is told any more.
 */
export function followSpeaking(
  source: SpeakingSource,
  clock: Clock,
  onChange: (speaking: boolean) => void,
): () => void {
  let held = false;
  let cancel: (() => void) | undefined;
  const set = (next: boolean) => {
    if (next === held) return;
    held = next;
    onChange(next);
  };
  const look = () => {
    if (source.state.speaking) {
      cancel?.();
      cancel = undefined;
      set(true);
    } else if (held) {
      cancel ??= clock.after(TAIL_MS, () => {
        cancel = undefined;
        set(false);
      });
    }
  };
  const unsubscribe = source.subscribe(look);
  look();
  return () => {
    unsubscribe();
    cancel?.();
  };
}
