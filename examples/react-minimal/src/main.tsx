import { MascotClient, MascotProvider, MascotRive } from '@lipwire/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Call } from './call.tsx';

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <MascotProvider>
      <MascotClient src="/lipwire/miso.riv">
        <div style={{ height: 480 }}>
          <MascotRive />
        </div>
        <Call />
      </MascotClient>
    </MascotProvider>
  </StrictMode>,
);
