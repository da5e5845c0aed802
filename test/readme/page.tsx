'use client';
import { GoogleGenAI, type Session } from '@google/genai';
import {
  MascotClient,
  MascotProvider,
  MascotRive,
  type SessionStatus,
  useMascotLiveAPI,
  useMascotMicrophone,
} from '@lipwire/react';
import { useRef, useState } from 'react';

export default function Page() {
  return (
    <MascotProvider>
      <MascotClient src="/lipwire/miso.riv">
        <Call />
      </MascotClient>
    </MascotProvider>
  );
}

function Call() {
  const [status, setStatus] = useState<SessionStatus>('disconnected');
  const session = useRef<Session | null>(null);
  const { microphone } = useMascotMicrophone({
    onPiece: ({ pcm16Base64 }) =>
      session.current?.sendRealtimeInput({ audio: { data: pcm16Base64, mimeType: 'audio/pcm;rate=16000' } }),
  });
  useMascotLiveAPI({ session: { status } }); // plays the voice and moves the lips: that is all

  async function start() {
    setStatus('connecting');
    const grant = await (await fetch('/api/get-signed-url-gemini')).json();
    const ai = new GoogleGenAI({ apiKey: grant.ephemeralToken, httpOptions: { baseUrl: grant.baseUrl } });
    session.current = await ai.live.connect({
      model: grant.model,
      callbacks: { onmessage: () => {}, onclose: ended },
    });
    setStatus('connected');
    session.current.sendClientContent({ turns: grant.initialMessage, turnComplete: true });
    await microphone.start();
  }

  function ended() {
    microphone.stop();
    setStatus('disconnected');
  }

  return (
    <>
      <div style={{ height: 480 }}>
        <MascotRive />
      </div>
      <button type="button" onClick={start} disabled={status !== 'disconnected'}>
        Start call
      </button>
    </>
  );
}
