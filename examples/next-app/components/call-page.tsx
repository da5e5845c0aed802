import { MascotClient, MascotProvider, MascotRive } from '@lipwire/react';
import { Call } from './call';

export function CallPage() {
  return (
    <MascotProvider>
      <MascotClient src="/lipwire/miso.riv">
        <main style={{ maxWidth: 480, margin: '2rem auto', textAlign: 'center', fontFamily: 'system-ui' }}>
          <div style={{ height: 480 }}>
            <MascotRive />
          </div>
          <Call />
        </main>
      </MascotClient>
    </MascotProvider>
  );
}
