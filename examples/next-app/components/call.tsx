'use client';
import { GoogleGenAI, type Session } from '@google/genai';
import { type SessionStatus, useMascotLiveAPI, useMascotMicrophone } from '@lipwire/react';
import { useEffect, useRef, useState } from 'react';
import type { CallGrant } from '../server/grant-call';

export function Call() {
  const [status, setStatus] = useState<SessionStatus>('disconnected');
  const [problem, setProblem] = useState('');
  const session = useRef<Session | null>(null);
  const isGone = useRef(false);
  const { microphone } = useMascotMicrophone({
    onPiece: ({ pcm16Base64 }) =>
      session.current?.sendRealtimeInput({ audio: { data: pcm16Base64, mimeType: 'audio/pcm;rate=16000' } }),
  });

  useMascotLiveAPI({ session: { status } }); // plays the voice and moves the lips: that is all

  async function start() {
    setProblem('');
    setStatus('connecting');
    try {
      const response = await fetch('/api/get-signed-url-gemini');
      const grant: CallGrant & { error?: string } = await response.json();
      if (grant.error) throw new Error(grant.error);
      const ai = new GoogleGenAI({ apiKey: grant.ephemeralToken, httpOptions: { baseUrl: grant.baseUrl } });
      session.current = await ai.live.connect({
        model: grant.model,
        callbacks: { onmessage: () => {}, onclose: ({ reason }) => ended(reason) },
      });
      if (isGone.current) return session.current.close();
      setStatus('connected');
      session.current.sendClientContent({ turns: grant.initialMessage, turnComplete: true });
      await microphone.start();
    } catch (error) {
      ended(String(error));
    }
  }

  function hangUp() {
    setStatus('disconnecting');
    microphone.stop();
    session.current?.close();
  }

  function ended(reason: string) {
    microphone.stop();
    session.current = null;
    setStatus('disconnected');
    setProblem(reason);
  }

  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
      session.current?.close();
    };
  }, []);

  return (
    <>
      <button type="button" onClick={status === 'connected' ? hangUp : start} disabled={status.endsWith('ing')}>
        {status === 'connected' ? 'Hang up' : 'Start call'}
      </button>
      <p role="status">{problem || status}</p>
    </>
  );
}
