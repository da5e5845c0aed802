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
  const [problem, setProblem] = useState('');
  const session = useRef<Session | null>(null);
  const { microphone } = useMascotMicrophone({
    onPiece: ({ pcm16Base64 }) =>
      session.current?.sendRealtimeInput({ audio: { data: pcm16Base64, mimeType: 'audio/pcm;rate=16000' } }),
  });
  useMascotLiveAPI({ session: { status } }); // plays the voice and moves the lips: that is all

  async function start() {
    setStatus('connecting');
    setProblem('');
    try {
      const answer = await fetch('/api/get-signed-url-gemini');
      const grant = await answer.json();
      if (!answer.ok) throw new Error(grant.error);
      const ai = new GoogleGenAI({ apiKey: grant.ephemeralToken, httpOptions: { baseUrl: grant.baseUrl } });
      session.current = await ai.live.connect({
        model: grant.model,
        callbacks: { onmessage: () => {}, onclose: ({ reason }) => ended(reason) },
      });
      setStatus('connected');
      session.current.sendClientContent({ turns: grant.initialMessage, turnComplete: true });
      await microphone.start();
    } catch (error) {
      ended(String(error));
    }
  }

  const hangUp = () => session.current?.close();

  function ended(reason: string) {
    microphone.stop();
    setStatus('disconnected');
    setProblem(reason);
  }

  return (
    <>
      <div style={{ height: 480 }}>
        <MascotRive />
      </div>
      <button type="button" onClick={status === 'connected' ? hangUp : start} disabled={status === 'connecting'}>
        {status === 'connected' ? 'Hang up' : 'Start call'}
      </button>
      <p role="alert">{problem}</p>
    </>
  );
}
