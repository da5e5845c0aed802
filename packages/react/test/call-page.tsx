import { GoogleGenAI, type Session } from '@google/genai/web';
import { Activity, StrictMode, useEffect, useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import {
  Alignment,
  Fit,
  type LipwireClient,
  MascotClient,
  MascotProvider,
  MascotRive,
  type SessionStatus,
  useLipwireClient,
  useMascot,
  useMascotLiveAPI,
} from '../src/index.js';

const log = { renders: 0, visemes: 0, interceptionsWhileCalling: false, appMessages: 0 };
let client: LipwireClient | undefined;
let readViseme: (visemeId: number) => number | undefined = () => undefined;
let session: Session | undefined;
const drawn: { viseme21: number; weight21: number }[] = [];

/** A call page as apps write them: everything inline, the SDK unmodified, a handler that does nothing. */
function Call() {
  const [status, setStatus] = useState<SessionStatus>('disconnected');
  const { isIntercepting, messageCount, lastResponseData } = useMascotLiveAPI({
    session: { status },
    gesture: true,
    naturalLipSync: true,
    naturalLipSyncConfig: { minVisemeInterval: 40, mergeWindow: 60 },
    onVisemeReceived: (visemes) => {
      log.visemes += visemes.length;
    },
  });
  log.renders++;
  const { rive } = useMascot();
  const own = useLipwireClient();
  useEffect(() => {
    client = own;
    readViseme = (visemeId) => rive?.viewModelInstance?.number(`viseme${visemeId}`)?.value;
    return own.listenFrames(({ weights }) => {
      drawn.push({ viseme21: readViseme(21) ?? -1, weight21: weights[21] ?? -1 });
    });
  }, [own, rive]);

  const start = async () => {
    setStatus('connecting');
    const ai = new GoogleGenAI({ apiKey: 'wrapped', httpOptions: { baseUrl: location.origin } });
    session = await ai.live.connect({
      model: 'any',
      callbacks: {
        onmessage: () => {
          log.appMessages++;
        },
        onclose: () => setStatus('disconnected'),
      },
    });
    log.interceptionsWhileCalling = isIntercepting;
    setStatus('connected');
    session.sendClientContent({ turns: 'Hello', turnComplete: true });
  };
  return (
    <>
      <MascotRive />
      <button type="button" onClick={start}>
        Start
      </button>
      <output>
        {`${status} ${isIntercepting} ${messageCount} ${Math.round(lastResponseData?.totalDurationMs ?? -1)} ${rive ? 'drawn' : 'blank'}`}
      </output>
    </>
  );
}

const nativeWebSocket = globalThis.WebSocket;
let root: Root | undefined;

/** What the test calls in the page. */
const callPage = {
  mount(artboard?: string) {
    const element = document.getElementById('root');
    if (!element) throw new Error('no root');
    root = createRoot(element);
    this.show('/mascot.riv', artboard);
  },
  /** Renders again with this file, hidden or not. */
  show(src: string, artboard?: string, mode: 'visible' | 'hidden' = 'visible') {
    root?.render(
      <StrictMode>
        <MascotProvider riveWasmUrl="/rive.wasm" workletUrl="/player.worklet.js">
          <Activity mode={mode}>
            <MascotClient
              src={src}
              inputs={['is_speaking', 'gesture']}
              layout={{ fit: Fit.Contain, alignment: Alignment.BottomCenter }}
              {...(artboard && { artboard })}
            >
              <Call />
            </MascotClient>
          </Activity>
        </MascotProvider>
      </StrictMode>,
    );
  },
  unmount() {
    root?.unmount();
  },
  hangUp() {
    session?.close();
  },
  ask(text: string) {
    session?.sendClientContent({ turns: text, turnComplete: true });
  },
  state: () => ({
    ...log,
    native: globalThis.WebSocket === nativeWebSocket,
    ...client?.state,
    playheadMs: client?.playheadMs,
    queuedMs: client?.queuedMs,
    viseme21: readViseme(21),
  }),
  drawn: () => drawn,
};

declare global {
  var page: typeof callPage;
}
globalThis.page = callPage;
