import { MascotClient, MascotProvider, MascotRive } from '@lipwire/react';
import { Call } from './call';

export function CallPage() {
  return (
    <MascotProvider>
      <MascotClient src="/lipwire/miso.riv">
        <div style={{ height: 480 }}>
          <MascotRive />
        </div>
        <Call />
      </MascotClient>
    </MascotProvider>
  );
}
