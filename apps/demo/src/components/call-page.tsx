'use client';

import { Alignment, Fit, MascotClient, MascotProvider } from '@lipwire/react';
import { type ReactNode, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { CallDesk } from '../call/call-desk';
import { CallStage } from './call-stage';
import { CharacterPicker } from './character-picker';

/** What the server says about the page. */
export interface CallPageProps {
  /** Who is there at first. */
  readonly mascot: string;
  /** The user may talk to another. */
  readonly mayChoose: boolean;
  /** The page was opened with `?debug`. */
  readonly debug: boolean;
}

/** The whole page: one mascot, one call at a time. */
export function CallPage({ mascot: first, mayChoose, debug }: CallPageProps) {
  const [mascot, setMascot] = useState(first);
  const choose = (next: string) => {
    flushSync(() => setMascot(next));
    // The picker is a new one, as all of the room is: who chooses by keyboard goes on from there.
    document.querySelector<HTMLElement>('.characters :checked')?.focus();
    const address = new URL(location.href);
    address.searchParams.set('mascot', next);
    history.replaceState(null, '', address);
  };
  return (
    // A file for the audio thread, as the content security policy forbids scripts out of blobs.
    <MascotProvider workletUrl="/lipwire/player.worklet.js">
      <Room key={mascot} mascot={mascot} debug={debug}>
        {mayChoose && <CharacterPicker mascot={mascot} onChoose={choose} />}
      </Room>
    </MascotProvider>
  );
}

/** One mascot and the calls with it; its token says who it is. */
function Room({ mascot, debug, children }: { mascot: string; debug: boolean; children: ReactNode }) {
  const [desk] = useState(() => new CallDesk(mascot));
  useEffect(() => desk.mount(), [desk]);
  return (
    <MascotClient
      src={`/lipwire/${encodeURIComponent(mascot)}.riv`}
      layout={{ fit: Fit.Contain, alignment: Alignment.BottomCenter }}
    >
      <CallStage desk={desk} debug={debug}>
        {children}
      </CallStage>
    </MascotClient>
  );
}
