'use client';

import { GoogleGenAI, type Session } from '@google/genai';
import { Alignment, Fit, MascotClient, MascotProvider, MascotRive, useMascotLiveAPI } from '@lipwire/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

// A call page as apps have it that were written for the published interface. Nothing in it knows of Lipwire but the name
// of the package; the address of the gateway comes with the token.

type CallStatus = 'disconnected' | 'disconnecting' | 'connecting' | 'connected';

interface Grant {
  baseUrl: string;
  ephemeralToken: string;
  model: string;
  initialMessage?: string;
}

const NINE_MINUTES = 9 * 60 * 1000;

async function requestGrant(): Promise<Grant> {
  const response = await fetch(`/api/get-signed-url-gemini?t=${Date.now()}`, { cache: 'no-store' });
  if (!response.ok) throw new Error('No token.');
  return response.json();
}

function toBase64(samples: Float32Array): string {
  const pcm = Int16Array.from(samples, (sample) => Math.max(-1, Math.min(1, sample)) * 0x7fff);
  let binary = '';
  for (const byte of new Uint8Array(pcm.buffer)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

function Call() {
  const [status, setStatus] = useState<CallStatus>('disconnected');
  const [muted, setMuted] = useState(false);
  const [cameraOn, setCameraOn] = useState(true);
  const [visemes, setVisemes] = useState<Array<{ offset: number; visemeId: number }>>([]);
  const grant = useRef<Grant | null>(null);
  const live = useRef<Session | null>(null);
  const stopMedia = useRef<() => void>(() => {});
  const mutedNow = useRef(false);
  const cameraOnNow = useRef(true);
  const preview = useRef<HTMLVideoElement>(null);
  const frame = useRef<HTMLCanvasElement>(null);

  const session = useMemo(() => ({ status }), [status]);
  const { isIntercepting, messageCount, lastMessage, lastResponseData } = useMascotLiveAPI({
    session,
    debug: false,
    gesture: true,
    naturalLipSync: true,
    // Written inline, which restarted the lip sync of others.
    naturalLipSyncConfig: {
      minVisemeInterval: 40,
      mergeWindow: 60,
      keyVisemePreference: 0.6,
      preserveSilence: true,
      similarityThreshold: 0.4,
      preserveCriticalVisemes: true,
      criticalVisemeMinDuration: 80,
    },
    onVisemeReceived: (received: Array<{ offset: number; visemeId: number }>) => setVisemes(received),
  });

  const prefetch = useCallback(async () => {
    grant.current = null;
    try {
      grant.current = await requestGrant();
    } catch (error) {
      console.error(error);
    }
  }, []);

  useEffect(() => {
    prefetch();
    const timer = setInterval(prefetch, NINE_MINUTES);
    return () => clearInterval(timer);
  }, [prefetch]);

  const sendMedia = (stream: MediaStream, to: Session) => {
    const context = new AudioContext({ sampleRate: 16000 });
    const source = context.createMediaStreamSource(stream);
    const processor = context.createScriptProcessor(4096, 1, 1);
    processor.onaudioprocess = (event) => {
      if (!live.current || mutedNow.current) return;
      const data = toBase64(event.inputBuffer.getChannelData(0));
      to.sendRealtimeInput({ audio: { data, mimeType: 'audio/pcm;rate=16000' } });
    };
    source.connect(processor);
    processor.connect(context.destination);

    const timer = setInterval(() => {
      const video = preview.current;
      const canvas = frame.current;
      const drawing = canvas?.getContext('2d');
      if (!live.current || !cameraOnNow.current || !video || !canvas || !drawing) return;
      if (video.readyState < video.HAVE_CURRENT_DATA) return;
      const side = Math.min(video.videoWidth, video.videoHeight);
      canvas.width = 768;
      canvas.height = 768;
      const left = (video.videoWidth - side) / 2;
      const top = (video.videoHeight - side) / 2;
      drawing.drawImage(video, left, top, side, side, 0, 0, 768, 768);
      const data = canvas.toDataURL('image/jpeg', 0.7).split(',')[1] ?? '';
      to.sendRealtimeInput({ video: { data, mimeType: 'image/jpeg' } });
    }, 1000);

    stopMedia.current = () => {
      clearInterval(timer);
      processor.disconnect();
      context.close();
      for (const track of stream.getTracks()) track.stop();
      stopMedia.current = () => {};
    };
  };

  const start = async () => {
    setStatus('connecting');
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
      if (preview.current) preview.current.srcObject = stream;
      const { baseUrl, ephemeralToken, model, initialMessage } = grant.current ?? (await requestGrant());
      const ai = new GoogleGenAI({ apiKey: ephemeralToken, httpOptions: { baseUrl } });
      const liveSession = await ai.live.connect({
        model,
        callbacks: {
          onopen: () => console.log('open'),
          onmessage: () => {
            // The hook takes the audio from the socket.
          },
          onerror: (error) => console.error(error),
          onclose: () => {
            live.current = null;
            setStatus('disconnected');
            stopMedia.current();
            prefetch();
          },
        },
      });
      live.current = liveSession;
      setStatus('connected');
      if (initialMessage) liveSession.sendClientContent({ turns: initialMessage, turnComplete: true });
      sendMedia(stream, liveSession);
    } catch (error) {
      console.error(error);
      setStatus('disconnected');
    }
  };

  const stop = () => {
    setStatus('disconnecting');
    live.current?.close();
    live.current = null;
    stopMedia.current();
  };

  return (
    <div style={{ width: 600 }}>
      <div style={{ height: 600 }}>
        <MascotRive />
      </div>
      <video ref={preview} autoPlay playsInline muted width={160} height={120} style={{ transform: 'scaleX(-1)' }} />
      <canvas ref={frame} style={{ display: 'none' }} />
      {isIntercepting && <p>Messages: {messageCount}</p>}
      <p>
        {visemes.length} visemes, {lastMessage?.mascotVisemes.audio_duration ?? 0} ms of the latest,{' '}
        {Math.round(lastResponseData?.totalDurationMs ?? 0)} ms of the response
      </p>
      {status === 'connected' ? (
        <>
          <button type="button" onClick={stop}>
            End call
          </button>
          <button
            type="button"
            onClick={() => {
              mutedNow.current = !muted;
              setMuted(!muted);
            }}
          >
            {muted ? 'Unmute' : 'Mute'}
          </button>
          <button
            type="button"
            onClick={() => {
              cameraOnNow.current = !cameraOn;
              setCameraOn(!cameraOn);
            }}
          >
            {cameraOn ? 'Camera off' : 'Camera on'}
          </button>
        </>
      ) : (
        <button type="button" onClick={start} disabled={status !== 'disconnected'}>
          Start call
        </button>
      )}
    </div>
  );
}

export default function Home() {
  return (
    <MascotProvider>
      <main>
        <MascotClient
          src="/lipwire/miso.riv"
          artboard="Character"
          inputs={['is_speaking', 'gesture']}
          layout={{ fit: Fit.Contain, alignment: Alignment.Center }}
        >
          <Call />
        </MascotClient>
      </main>
    </MascotProvider>
  );
}
