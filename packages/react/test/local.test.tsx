// @vitest-environment happy-dom
import { act, StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MascotClient, MascotProvider, useMascotLiveAPI } from '../src/index.js';
import { LazyCues } from '../src/local-cues.js';
import { FakeSocket, openSocket } from './fake-socket.js';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

const SERVICE =
  'wss://generativelanguage.googleapis.com/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent';

/** A message of the service itself: a tenth of a second of a tone. */
const data = btoa(
  Array.from({ length: 2400 }, (_, i) => {
    const sample = Math.round(8000 * Math.sin(i / 6)) & 0xffff;
    return String.fromCharCode(sample & 0xff, sample >> 8);
  }).join(''),
);
const MESSAGE = {
  serverContent: { modelTurn: { parts: [{ inlineData: { mimeType: 'audio/pcm;rate=24000', data } }] } },
};

let root: Root;
beforeEach(() => {
  vi.stubGlobal('WebSocket', FakeSocket);
  root = createRoot(document.createElement('div'));
});
afterEach(() => {
  act(() => root.unmount());
  vi.unstubAllGlobals();
});

describe('<MascotProvider local>', () => {
  it('makes the cues of a call to the service itself, in StrictMode', async () => {
    const seen: { count?: number; durationMs?: number | undefined; cues: number } = { cues: 0 };
    function Call() {
      const { messageCount, lastMessage } = useMascotLiveAPI({
        session: { status: 'connected' },
        playAudio: false,
        onVisemeReceived: () => seen.cues++,
      });
      seen.count = messageCount;
      seen.durationMs = lastMessage?.mascotVisemes.audio_duration;
      return null;
    }
    const page = (local: boolean) => (
      <StrictMode>
        <MascotProvider local={local}>
          <MascotClient key={String(local)}>
            <Call />
          </MascotClient>
        </MascotProvider>
      </StrictMode>
    );
    act(() => root.render(page(false)));
    const foreign = openSocket(SERVICE);
    act(() => foreign.say(MESSAGE));
    expect(seen.count).toBe(0);

    act(() => root.render(page(true)));
    const socket = openSocket(SERVICE);
    act(() => {
      for (let i = 0; i < 4; i++) socket.say(MESSAGE);
      socket.say({ serverContent: { turnComplete: true } });
    });
    // From here on time passes by itself, and with it what is rendered.
    (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = false;
    await vi.waitFor(() => expect(seen.count).toBe(4), 10_000);
    (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
    // The engine says how long the speech is that it heard.
    expect(seen).toEqual({ count: 4, durationMs: 100, cues: 4 });
  });
});

describe('LazyCues', () => {
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  const options = (out: unknown[]) => ({
    deliver: (message: unknown) => out.push(message),
    defaultSampleRateHz: () => 24_000,
  });

  it('lets speech through without cues if the engine cannot be loaded, and says so', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    const out: unknown[] = [];
    const session = new LazyCues(() => Promise.reject(new Error('offline'))).open(options(out));
    session.take(1);
    expect(out).toEqual([]);
    await settled();
    session.take(2);
    expect(out).toEqual([1, 2]);
    expect(error.mock.calls.flat().join()).toContain('@lipwire/browser/local could not be loaded');
    error.mockRestore();
  });

  it('opens nothing for a mascot that went while it was loading', async () => {
    const open = vi.fn();
    const out: unknown[] = [];
    const session = new LazyCues(() => Promise.resolve({ open })).open(options(out));
    session.take(1);
    session.close();
    await settled();
    session.take(2);
    expect(open).not.toHaveBeenCalled();
    expect(out).toEqual([]);
  });
});
