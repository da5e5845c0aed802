import { GoogleGenAI, type LiveServerMessage, type Session } from '@google/genai';
import type { CallGrant } from '../e2e/stack.js';

/** A call in which the service speaks on and on, as long as it is open. */
export interface Talker {
  /** Turns that were completed so far. */
  turns(): number;
  /** How the call ended: close code and reason. */
  readonly closed: Promise<{ code: number; reason: string }>;
  close(): void;
}

/** Begins a call with the official SDK and keeps the service talking. */
export async function startTalker({ baseUrl, ephemeralToken, model }: CallGrant, say: string): Promise<Talker> {
  let turns = 0;
  let session: Session | undefined;
  let onClosed: (status: { code: number; reason: string }) => void;
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    onClosed = resolve;
  });
  const ask = (): void => session?.sendClientContent({ turns: `Say: ${say}`, turnComplete: true });
  const ai = new GoogleGenAI({ apiKey: ephemeralToken, httpOptions: { baseUrl } });
  session = await ai.live.connect({
    model,
    callbacks: {
      onmessage({ serverContent }: LiveServerMessage) {
        if (!serverContent?.turnComplete) return;
        turns++;
        ask();
      },
      onclose: ({ code, reason }) => onClosed({ code, reason }),
    },
  });
  ask();
  return { turns: () => turns, closed, close: () => session?.close() };
}
