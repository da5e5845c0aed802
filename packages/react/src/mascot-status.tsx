import { type Announcements, Announcer, DEFAULT_ANNOUNCEMENTS, systemClock } from '@lipwire/browser';
import { type CSSProperties, useEffect, useState } from 'react';
import { useMascotContext } from './contexts.js';

/** Props of {@link MascotStatus}. */
export interface MascotStatusProps {
  /** Sentences by state, instead of the English ones; a state without one is not announced. Taken when it is mounted. */
  readonly announcements?: Announcements | undefined;
}

/** For screen readers alone. */
const UNSEEN: CSSProperties = {
  position: 'absolute',
  width: 1,
  height: 1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
};

/**
 * Tells screen readers how the call does: connecting, listening, a long thought, a lost connection, the end. It says
 * nothing about who speaks, which is heard, and waits until the reader has finished.
 *
 * @throws ReactError `REACT_CLIENT_MISSING` outside of a `MascotClient`.
 */
export function MascotStatus({ announcements }: MascotStatusProps) {
  const { conversation } = useMascotContext('MascotStatus').client;
  const [sentences] = useState(announcements ?? DEFAULT_ANNOUNCEMENTS);
  const [sentence, setSentence] = useState('');
  useEffect(() => {
    const announcer = new Announcer(conversation, sentences, systemClock);
    const unsubscribe = announcer.subscribe(() => setSentence(announcer.getSnapshot()));
    const stop = announcer.start();
    return () => {
      stop();
      unsubscribe();
    };
  }, [conversation, sentences]);
  return (
    <div role="status" aria-live="polite" style={UNSEEN}>
      {sentence}
    </div>
  );
}
