import { GoogleGenAI, Modality } from '@google/genai';
import {
  MascotClient,
  MascotProvider,
  MascotRive,
  type SessionStatus,
  useMascotLiveAPI,
  useMascotMedia,
} from '@lipwire/react';
import { useState } from 'react';

/** A call straight to the voice service: `local` is all that makes up for the gateway. */
function Call() {
  const [status, setStatus] = useState<SessionStatus>('disconnected');
  const [visemes, setVisemes] = useState(0);
  const { messageCount } = useMascotLiveAPI({
    session: { status },
    onVisemeReceived: (received) => setVisemes((before) => before + received.length),
  });
  const start = async () => {
    setStatus('connecting');
    const { url, say } = await (await fetch('/api/get-signed-url-gemini')).json();
    const ai = new GoogleGenAI({ apiKey: 'any', httpOptions: { baseUrl: url } });
    const session = await ai.live.connect({
      model: 'any',
      config: { responseModalities: [Modality.AUDIO] },
      callbacks: { onmessage: () => {}, onclose: () => setStatus('disconnected') },
    });
    setStatus('connected');
    session.sendClientContent({ turns: say, turnComplete: true });
  };
  return (
    <>
      <button type="button" onClick={start}>
        Start call
      </button>
      <p>
        {messageCount} messages, {visemes} visemes
      </p>
    </>
  );
}

/** A recording: any element or stream will do. */
function Recording() {
  const [audio, setAudio] = useState<HTMLAudioElement | null>(null);
  const { error } = useMascotMedia(audio);
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: the recording of a test. */}
      <audio ref={setAudio} src="/speech.wav" />
      <button type="button" onClick={() => audio?.play()}>
        Play recording
      </button>
      <p role="status">{error?.message ?? ''}</p>
    </>
  );
}

export default function Page() {
  return (
    <MascotProvider local>
      <MascotClient src="/lipwire/miso.riv">
        <div style={{ height: 600, width: 600 }}>
          <MascotRive />
        </div>
        <Call />
        <Recording />
      </MascotClient>
    </MascotProvider>
  );
}
