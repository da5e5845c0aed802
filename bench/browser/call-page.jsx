// The usual call page, as apps write it: the official SDK, everything inline, a handler that does nothing.
import { GoogleGenAI } from '@google/genai/web';
import {
  Alignment,
  Fit,
  MascotClient,
  MascotProvider,
  MascotRive,
  useLipwireClient,
  useMascotLiveAPI,
} from '@lipwire/react';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';

function Call() {
  const [status, setStatus] = useState('disconnected');
  const { messageCount } = useMascotLiveAPI({ session: { status }, naturalLipSync: true });
  const client = useLipwireClient();
  useEffect(() => {
    globalThis.mascot = client;
  }, [client]);
  const start = async () => {
    setStatus('connecting');
    const ai = new GoogleGenAI({ apiKey: 'any', httpOptions: { baseUrl: location.origin } });
    await ai.live.connect({ model: 'any', callbacks: { onmessage: () => {} } });
    setStatus('connected');
  };
  return (
    <>
      <MascotRive />
      <button type="button" onClick={start}>
        Start
      </button>
      <output>{messageCount}</output>
    </>
  );
}

createRoot(document.getElementById('root')).render(
  <MascotProvider riveWasmUrl="/rive.wasm">
    <MascotClient src="/mascot.riv" layout={{ fit: Fit.Contain, alignment: Alignment.Center }}>
      <Call />
    </MascotClient>
  </MascotProvider>,
);
