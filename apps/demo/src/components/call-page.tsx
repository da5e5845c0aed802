'use client';

import { Alignment, Fit, MascotClient, MascotProvider } from '@lipwire/react';
import { useEffect, useState } from 'react';
import { CallDesk } from '../call/call-desk';
import { CallStage } from './call-stage';

const LAYOUT = { fit: Fit.Contain, alignment: Alignment.BottomCenter };

/** The whole page: one mascot, one call at a time. */
export function CallPage({ mascotUrl }: { mascotUrl: string }) {
  const [desk] = useState(() => new CallDesk());
  useEffect(() => desk.mount(), [desk]);
  return (
    <MascotProvider>
      <MascotClient src={mascotUrl} layout={LAYOUT}>
        <CallStage desk={desk} />
      </MascotClient>
    </MascotProvider>
  );
}
