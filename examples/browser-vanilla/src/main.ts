import { GoogleGenAI, type Session } from '@google/genai';
import { Microphone } from '@lipwire/browser';
import type { CallGrant } from '../server/grant-call.ts';
import { showMascot } from './mascot.ts';

const mascot = showMascot(document.querySelector('#mascot') as HTMLCanvasElement);
const button = document.querySelector('#call') as HTMLButtonElement;
const status = document.querySelector('#status') as HTMLElement;

let session: Session | undefined;
const microphone = new Microphone({
  onPiece: ({ pcm16Base64 }) =>
    session?.sendRealtimeInput({ audio: { data: pcm16Base64, mimeType: 'audio/pcm;rate=16000' } }),
});
mascot.watchVoice(microphone); // it listens when the user speaks

async function start(): Promise<void> {
  const response = await fetch('/api/get-signed-url-gemini');
  const grant: CallGrant & { error?: string } = await response.json();
  if (grant.error) throw new Error(grant.error);
  const ai = new GoogleGenAI({ apiKey: grant.ephemeralToken, httpOptions: { baseUrl: grant.baseUrl } });
  session = await ai.live.connect({
    model: grant.model,
    callbacks: {
      onmessage: (message) => mascot.handleMessage(message), // plays the voice and moves the lips
      onclose: ({ reason }) => end('disconnected', reason),
    },
  });
  mascot.setSessionStatus('connected');
  session.sendClientContent({ turns: grant.initialMessage, turnComplete: true });
  await microphone.start();
}

function end(how: 'disconnected' | 'failed', reason: string): void {
  session = undefined;
  microphone.stop();
  mascot.setSessionStatus(how);
  button.textContent = 'Start call';
  status.textContent = reason;
}

button.addEventListener('click', () => {
  if (session) {
    microphone.stop();
    session.close();
    return;
  }
  button.textContent = 'Hang up';
  mascot.setSessionStatus('connecting');
  start().catch((error) => end('failed', String(error)));
});

mascot.conversation.subscribe(() => {
  if (session) status.textContent = mascot.conversation.getSnapshot().name;
});
