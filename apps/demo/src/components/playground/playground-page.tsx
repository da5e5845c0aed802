'use client';

import { Alignment, Fit, MascotClient, MascotProvider } from '@lipwire/react';
import { useState } from 'react';
import { PlaygroundDesk } from '../../playground/playground-desk';
import { PlaygroundStage } from './playground-stage';

/** The whole page: one mascot, one sound at a time. */
export function PlaygroundPage({ mascotUrl }: { mascotUrl: string }) {
  const [desk] = useState(() => new PlaygroundDesk());
  return (
    <MascotProvider>
      <MascotClient src={mascotUrl} layout={{ fit: Fit.Contain, alignment: Alignment.BottomCenter }}>
        <PlaygroundStage desk={desk} />
      </MascotClient>
    </MascotProvider>
  );
}
