'use client';

import { Alignment, Fit, MascotClient, MascotProvider } from '@lipwire/react';
import { useState } from 'react';
import { MascotFileDesk } from '../../playground/mascot-file-desk';
import { PlaygroundDesk } from '../../playground/playground-desk';
import { useStore } from '../use-store';
import { PlaygroundStage } from './playground-stage';

/** The whole page: one mascot, one sound at a time. */
export function PlaygroundPage({ mascotUrl }: { mascotUrl: string }) {
  const [desk] = useState(() => new PlaygroundDesk());
  const [files] = useState(() => new MascotFileDesk());
  const { mascot } = useStore(files.subscribe, files.getState);
  return (
    <MascotProvider>
      <MascotClient src={mascot?.url ?? mascotUrl} layout={{ fit: Fit.Contain, alignment: Alignment.BottomCenter }}>
        <PlaygroundStage desk={desk} files={files} mascotUrl={mascotUrl} />
      </MascotClient>
    </MascotProvider>
  );
}
