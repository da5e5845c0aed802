'use client';

import { Alignment, Fit, MascotClient, MascotProvider } from '@lipwire/react';
import { useEffect, useState } from 'react';
import { CallDesk } from '../call/call-desk';
import { CallStage } from './call-stage';

/** What the server says about the page. */
export interface CallPageProps {
  readonly mascotUrl: string;
  /** The page was opened with `?debug`. */
  readonly debug: boolean;
}

/** The whole page: one mascot, one call at a time. */
export function CallPage({ mascotUrl, debug }: CallPageProps) {
  const [desk] = useState(() => new CallDesk());
  useEffect(() => desk.mount(), [desk]);
  return (
    // A file for the audio thread, as the content security policy forbids scripts out of blobs.
    <MascotProvider workletUrl="/lipwire/player.worklet.js">
      <MascotClient src={mascotUrl} layout={{ fit: Fit.Contain, alignment: Alignment.BottomCenter }}>
        <CallStage desk={desk} debug={debug} />
      </MascotClient>
    </MascotProvider>
  );
}
