import { StrictMode } from 'react';
import { renderToString } from 'react-dom/server';
import { expect, it, vi } from 'vitest';
import {
  Fit,
  MascotCaptions,
  MascotClient,
  MascotProvider,
  MascotRive,
  MascotStatus,
  useLipwireClient,
  useMascot,
  useMascotCaptions,
  useMascotLiveAPI,
  useMascotPlayback,
  useMascotState,
} from '../src/index.js';

/** Uses every hook, and says what each begins with. */
function Call() {
  const { isIntercepting, messageCount, lastMessage } = useMascotLiveAPI({
    session: { status: 'connecting' },
    gesture: true,
    naturalLipSync: true,
  });
  const { add } = useMascotPlayback();
  const { rive } = useMascot();
  const first = {
    isIntercepting,
    messageCount,
    lastMessage,
    add: typeof add,
    rive,
    state: useMascotState(),
    captions: useMascotCaptions().length,
    playheadMs: useLipwireClient().playheadMs,
  };
  return <pre>{JSON.stringify(first)}</pre>;
}

it.each([false, true])('renders on a server, where nothing of a browser is there (local: %s)', (local) => {
  expect([typeof window, typeof document, typeof WebSocket, typeof AudioContext]).toEqual([
    'undefined',
    'undefined',
    typeof globalThis.WebSocket,
    'undefined',
  ]);
  const webSocket = globalThis.WebSocket;
  const error = vi.spyOn(console, 'error');
  const html = renderToString(
    <StrictMode>
      <MascotProvider local={local}>
        <MascotClient src="/lipwire/miso.riv" inputs={['is_speaking']} layout={{ fit: Fit.Cover }}>
          <MascotRive className="face" />
          <MascotCaptions />
          <MascotStatus />
          <Call />
        </MascotClient>
      </MascotProvider>
    </StrictMode>,
  );
  expect(html).toMatch(/<canvas[^>]*aria-label="Mascot"/);
  expect(html).toContain('role="status"');
  const first = html.match(/<pre>(.*)<\/pre>/)?.[1]?.replaceAll('&quot;', '"') ?? '';
  expect(JSON.parse(first)).toEqual({
    isIntercepting: false,
    messageCount: 0,
    lastMessage: null,
    add: 'function',
    rive: null,
    state: { name: 'idle' },
    captions: 0,
    playheadMs: 0,
  });
  // Effects do not run on a server: nothing of the process was touched, and nothing complained.
  expect(globalThis.WebSocket).toBe(webSocket);
  expect(error).not.toHaveBeenCalled();
  error.mockRestore();
});
