'use client';
import { GoogleGenAI } from '@google/genai';
import { isMascotTool } from '@lipwire/browser/tools';
import { MascotRive, type SessionStatus, useMascotLiveAPI, useMascotTools } from '@lipwire/react';
import { useState } from 'react';

export function Call() {
  const [status, setStatus] = useState<SessionStatus>('disconnected');
  const { answer } = useMascotTools();
  useMascotLiveAPI({ session: { status } });

  async function start() {
    setStatus('connecting');
    const { baseUrl, ephemeralToken, model, initialMessage } = await (await fetch('/api/get-signed-url-gemini')).json();
    const ai = new GoogleGenAI({ apiKey: ephemeralToken, httpOptions: { baseUrl } });
    const session = await ai.live.connect({
      model,
      callbacks: {
        onmessage: ({ toolCall }) => {
          const shown = answer(toolCall); // what is the mascot's, carried out
          if (shown) session.sendToolResponse(shown);
          for (const { id = '', name = '' } of toolCall?.functionCalls ?? []) {
            if (isMascotTool(name)) continue; // what is yours
            session.sendToolResponse({ functionResponses: { id, name, response: { output: 'noon' } } });
          }
        },
        onclose: () => setStatus('disconnected'),
      },
    });
    setStatus('connected');
    session.sendClientContent({ turns: initialMessage, turnComplete: true });
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
