/** What is asked of `navigator.audioSession` (Safari 16.4 and later). */
interface AudioSessionLike {
  type: string;
}

let users = 0;
let typeBefore = 'auto';

/**
 * Tells the system that this page records and plays (Audio Session, `play-and-record`) until the returned function is
 * called.
 *
 * iOS decides by this where sound goes, and whether the ring switch silences it. A page that had asked for `playback`,
 * which ignores the switch, would get a microphone that is muted.
 *
 * @returns puts back what was there; safe to call twice.
 */
export function recordAndPlay(
  session: AudioSessionLike | undefined = globalThis.navigator
    ? (navigator as { audioSession?: AudioSessionLike }).audioSession
    : undefined,
): () => void {
  if (!session) return () => {};
  if (users++ === 0) {
    typeBefore = session.type;
    session.type = 'play-and-record';
  }
  let open = true;
  return () => {
    if (!open) return;
    open = false;
    // The app may have changed its mind meanwhile.
    if (--users === 0 && session.type === 'play-and-record') session.type = typeBefore;
  };
}
