import { GoogleGenAI, type Session } from '@google/genai';
import { captionsOf, Microphone, watchVoice } from '@lipwire/browser';
import type { CallGrant } from '../server/grant-call.ts';
import { showMascot } from './mascot.ts';

const mascot = showMascot(document.querySelector('#mascot') as HTMLCanvasElement);
const caption = document.querySelector('#caption') as HTMLElement;
const problem = document.querySelector('#problem') as HTMLElement;
const button = document.querySelector('#call') as HTMLButtonElement;

let session: Session | undefined;
const microphone = new Microphone({
  onPiece: ({ pcm16Base64 }) =>
    session?.sendRealtimeInput({ audio: { data: pcm16Base64, mimeType: 'audio/pcm;rate=16000' } }),
});
watchVoice(mascot, microphone); // it listens while the user speaks

async function start(): Promise<void> {
  const response = await fetch('/api/get-signed-url-gemini');
  const grant: CallGrant & { error?: string } = await response.json();
  if (grant.error) throw new Error(grant.error);
  const ai = new GoogleGenAI({ apiKey: grant.ephemeralToken, httpOptions: { baseUrl: grant.baseUrl } });
  session = await ai.live.connect({
    model: grant.model,
    callbacks: {
      onmessage: (message) => mascot.handleMessage(message), // plays the voice and moves the lips
      onclose: ({ reason }) => ended('disconnected', reason),
    },
  });
  show('connected');
  session.sendClientContent({ turns: grant.initialMessage, turnComplete: true });
  await microphone.start();
}

function ended(how: 'disconnected' | 'failed', reason: string): void {
  microphone.stop();
  session = undefined;
  problem.textContent = reason;
  show(how);
}

function show(status: 'disconnected' | 'connecting' | 'connected' | 'disconnecting' | 'failed'): void {
  mascot.setSessionStatus(status);
  button.textContent = status === 'connected' ? 'Hang up' : 'Start call';
  button.disabled = status.endsWith('ing');
}

button.addEventListener('click', () => {
  if (session) {
    show('disconnecting');
    microphone.stop();
    session.close();
  } else {
    problem.textContent = '';
    show('connecting');
    start().catch((error) => ended('failed', String(error)));
  }
});

// Words, as they are heard.
const captions = captionsOf(mascot);
captions.subscribe(() => {
  caption.textContent = captions.getSnapshot().at(-1)?.text ?? '';
});
