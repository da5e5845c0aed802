'use client';
import { GoogleGenAI, type Session } from '@google/genai';
import { Microphone } from '@lipwire/browser';
import { MascotClient, MascotProvider, MascotRive, type SessionStatus, useMascotLiveAPI } from '@lipwire/react';
import { useState } from 'react';

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
  useMascotLiveAPI({ session: { status } }); // plays the voice and moves the lips: that is all

  async function start() {
    setStatus('connecting');
    const grant = await (await fetch('/api/get-signed-url-gemini')).json();
    const ai = new GoogleGenAI({ apiKey: grant.ephemeralToken, httpOptions: { baseUrl: grant.baseUrl } });
    const session: Session = await ai.live.connect({
      model: grant.model,
      callbacks: { onmessage: () => {}, onclose: () => setStatus('disconnected') },
    });
    setStatus('connected');
    session.sendClientContent({ turns: grant.initialMessage, turnComplete: true });
    new Microphone({
      onPiece: ({ pcm16Base64 }) =>
        session.sendRealtimeInput({ audio: { data: pcm16Base64, mimeType: 'audio/pcm;rate=16000' } }),
    }).start();
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
