// @vitest-environment happy-dom
import type { LipwireClient } from '@lipwire/browser';
import { act, type ReactNode, StrictMode, useEffect, useState, version } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  MascotCaptions,
  MascotClient,
  MascotProvider,
  MascotStatus,
  type SessionStatus,
  type UseMascotPlaybackResult,
  useLipwireClient,
  useMascot,
  useMascotPlayback,
  useMascotState,
} from '../src/index.js';
import { FakeSocket, openSocket } from './fake-socket.js';
import { Call, nothing } from './seen-call.js';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

let root: Root;

beforeEach(() => {
  vi.stubGlobal('WebSocket', FakeSocket);
  root = createRoot(document.createElement('div'));
});
afterEach(() => {
  act(() => root.unmount());
  expect(globalThis.WebSocket).toBe(FakeSocket);
  vi.unstubAllGlobals();
});

const render = (node: ReactNode) => act(() => root.render(node));

const app = (call: ReactNode) => (
  <StrictMode>
    <MascotProvider>
      <MascotClient>{call}</MascotClient>
    </MascotProvider>
  </StrictMode>
);

it('is tested with the React that was asked for', () => {
  expect(version.split('.')[0]).toBe(process.env.LIPWIRE_REACT ?? '19');
});

describe('useMascotLiveAPI', () => {
  it('finds the socket of a call, and follows its status', () => {
    const seen = nothing();
    render(app(<Call seen={seen} status="disconnected" />));
    expect(seen.result).toEqual({ isIntercepting: false, messageCount: 0, lastMessage: null });
    render(app(<Call seen={seen} status="connecting" />));
    const socket = openSocket();
    render(app(<Call seen={seen} status="connected" />));
    act(() => socket.speak());
    expect(seen.result).toMatchObject({ isIntercepting: true, messageCount: 1 });
    expect(seen.result?.lastMessage?.mascotVisemes.visemes).toEqual([{ visemeId: 2, offset: 0 }]);
    act(() => socket.say({ serverContent: { turnComplete: true } }));
    expect(seen.result?.lastResponseData).toMatchObject({ totalDurationMs: 100, sampleRate: 24_000 });
    render(app(<Call seen={seen} status="disconnecting" />));
    expect(seen.result?.isIntercepting).toBe(false);
    act(() => socket.speak());
    expect(seen.result?.messageCount).toBe(1);
  });

  it('hears a session that was opened before the mascot was there', () => {
    const seen = nothing();
    const page = (mascot: ReactNode) => <MascotProvider>{mascot}</MascotProvider>;
    render(page(null));
    const socket = openSocket();
    act(() => socket.speak());
    render(page(<MascotClient>{<Call seen={seen} status="connected" />}</MascotClient>));
    expect(seen.result?.messageCount).toBe(1);
  });

  it('hears a session that a child opens in its first effect, before the app says so', () => {
    const seen = nothing();
    let socket: FakeSocket | undefined;
    function Page() {
      const [status, setStatus] = useState<SessionStatus>('disconnected');
      useEffect(() => {
        socket ??= openSocket();
        socket.speak();
        setStatus('connected');
      }, []);
      return <Call seen={seen} status={status} />;
    }
    render(app(<Page />));
    expect(seen.result?.messageCount).toBeGreaterThanOrEqual(1);
  });

  it('goes on with the same call when the status flips quickly', () => {
    const seen = nothing();
    render(app(<Call seen={seen} status="connected" />));
    const socket = openSocket();
    for (const status of ['disconnected', 'connecting', 'disconnected', 'connected'] as const) {
      render(app(<Call seen={seen} status={status} />));
      act(() => socket.speak());
    }
    expect(seen.result?.messageCount).toBe(4);
  });

  it('restarts nothing when options are written inline, and calls the latest callback', () => {
    const seen = nothing();
    const heard: string[] = [];
    const page = (name: string) =>
      app(
        <Call
          seen={seen}
          status="connected"
          naturalLipSync
          naturalLipSyncConfig={{ mergeWindow: 60 }}
          onVisemeReceived={(visemes) => heard.push(`${name} ${visemes.length}`)}
        />,
      );
    render(page('first'));
    const { client } = seen;
    const socket = openSocket();
    act(() => socket.speak());
    render(page('second'));
    act(() => socket.speak());
    expect(heard).toEqual(['first 1', 'second 1']);
    expect(seen.client).toBe(client);
    expect(seen.result?.messageCount).toBe(2);
    expect(client?.queuedMs).toBeGreaterThan(0);
  });

  it('renders for messages, not for frames', async () => {
    const seen = nothing();
    render(<MascotProvider>{<MascotClient>{<Call seen={seen} status="connected" />}</MascotClient>}</MascotProvider>);
    const socket = openSocket();
    // Ten seconds of speech: long enough for any machine to draw some frames of it.
    act(() => {
      for (let i = 0; i < 100; i++) socket.speak();
    });
    let frames = 0;
    seen.client?.listenFrames(() => frames++);
    // From here on time passes by itself, and with it what is rendered.
    (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = false;
    await vi.waitFor(() => expect(frames).toBeGreaterThan(3), 8000);
    const { renders } = seen;
    const before = frames;
    await vi.waitFor(() => expect(frames).toBeGreaterThan(before + 2), 8000);
    // Speech that starts or stops is one change of state each.
    expect(seen.renders - renders).toBeLessThanOrEqual(2);
    expect(seen.results.size).toBeLessThanOrEqual(4);
    (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  });

  it('gives two mascots a call each', () => {
    const [a, b] = [nothing(), nothing()];
    const page = (statusA: SessionStatus, statusB: SessionStatus) => (
      <MascotProvider>
        <MascotClient>
          <Call seen={a} status={statusA} />
        </MascotClient>
        <MascotClient>
          <Call seen={b} status={statusB} />
        </MascotClient>
      </MascotProvider>
    );
    render(page('connecting', 'disconnected'));
    const first = openSocket();
    render(page('connected', 'connecting'));
    const second = openSocket();
    act(() => {
      first.speak();
      second.speak();
      second.speak();
    });
    expect([a.result?.messageCount, b.result?.messageCount]).toEqual([1, 2]);
    // One hangs up; the other says its word to the end.
    render(page('disconnected', 'connected'));
    expect([a.client?.queuedMs, b.client?.queuedMs]).toEqual([0, expect.any(Number)]);
    expect(b.client?.queuedMs).toBeGreaterThan(0);
    act(() => {
      first.speak();
      second.speak();
    });
    expect([a.result?.messageCount, b.result?.messageCount]).toEqual([1, 3]);
  });

  it('gives two calls that begin together to their mascots', () => {
    const [a, b] = [nothing(), nothing()];
    const page = (status: SessionStatus) => (
      <StrictMode>
        <MascotProvider>
          <MascotClient>
            <Call seen={a} status={status} />
          </MascotClient>
          <MascotClient>
            <Call seen={b} status={status} />
          </MascotClient>
        </MascotProvider>
      </StrictMode>
    );
    render(page('disconnected'));
    render(page('connecting'));
    const [first, second] = [openSocket(), openSocket()];
    render(page('connected'));
    act(() => {
      first.speak();
      second.speak();
      second.speak();
    });
    expect([a.result?.messageCount, b.result?.messageCount]).toEqual([1, 2]);
  });

  it('gives a call that two mascots share to the first, and to the other when that goes', () => {
    const [a, b] = [nothing(), nothing()];
    const page = (both: boolean) => (
      <MascotProvider>
        {both && (
          <MascotClient>
            <Call seen={a} status="connected" />
          </MascotClient>
        )}
        <MascotClient>
          <Call seen={b} status="connected" />
        </MascotClient>
      </MascotProvider>
    );
    render(page(true));
    const socket = openSocket();
    act(() => socket.speak());
    expect([a.result?.messageCount, b.result?.messageCount]).toEqual([1, 0]);
    render(page(false));
    act(() => socket.speak());
    expect([a.result?.messageCount, b.result?.messageCount]).toEqual([1, 1]);
  });

  it('is at rest while there is no session yet', () => {
    const seen = nothing();
    render(app(<Call seen={seen} status="disconnected" session={null} />));
    const socket = openSocket();
    act(() => socket.speak());
    expect(seen.result).toEqual({ isIntercepting: false, messageCount: 0, lastMessage: null });
    render(app(<Call seen={seen} status="disconnected" session={{ status: 'connected' }} />));
    expect(seen.result?.messageCount).toBe(1);
  });

  it('falls silent and lets go of everything when it unmounts in the middle of a word', () => {
    const seen = nothing();
    render(app(<Call seen={seen} status="connected" />));
    const socket = openSocket();
    act(() => socket.speak());
    expect(seen.client?.queuedMs).toBeGreaterThan(0);
    render(<StrictMode>{null}</StrictMode>);
    expect(globalThis.WebSocket).toBe(FakeSocket);
    expect(seen.client?.queuedMs).toBe(0);
    act(() => socket.speak());
    expect(seen.client?.state.messageCount).toBe(1);
  });

  it('falls silent when only the component of the call goes', () => {
    const seen = nothing();
    render(app(<Call seen={seen} status="connected" />));
    const socket = openSocket();
    act(() => socket.speak());
    render(app(null));
    expect(seen.client?.queuedMs).toBe(0);
    socket.speak();
    expect(seen.client?.state.messageCount).toBe(1);
  });

  it('says where it belongs', () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(() => render(<Call seen={nothing()} status="connected" />)).toThrow(
      expect.objectContaining({
        code: 'REACT_CLIENT_MISSING',
        message: 'useLipwireClient must be used in a component below <MascotClient>, not in the one that renders it.',
      }),
    );
    error.mockRestore();
  });
});

describe('useMascotPlayback', () => {
  it('gives the same object for life, and plays', async () => {
    const playbacks = new Set<UseMascotPlaybackResult>();
    let client: LipwireClient | undefined;
    function Player() {
      client = useLipwireClient();
      playbacks.add(useMascotPlayback({ enableNaturalLipSync: true, naturalLipSyncConfig: { mergeWindow: 70 } }));
      return null;
    }
    render(<MascotClient>{<Player />}</MascotClient>);
    render(<MascotClient>{<Player />}</MascotClient>);
    expect(playbacks.size).toBe(1);
    const [playback] = playbacks;
    const mouths: number[] = [];
    client?.listenFrames(({ weights }) => mouths.push(weights[2] as number));
    playback?.add([
      { visemeId: 2, offset: 0 },
      { visemeId: 0, offset: 5000 },
    ]);
    playback?.play();
    await vi.waitFor(() => expect(mouths.at(-1)).toBe(1), 4000);
  });
});

describe('useMascot', () => {
  it('passes on the Rive that the app made', () => {
    const rive = { viewModelInstance: null, playingStateMachineNames: [], stateMachineInputs: () => [], contents: {} };
    const RiveComponent = () => <canvas />;
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    let seen: unknown;
    function Reader() {
      seen = useMascot();
      return null;
    }
    render(
      <MascotClient rive={{ rive, RiveComponent } as never}>
        <Reader />
      </MascotClient>,
    );
    expect(seen).toMatchObject({ rive, RiveComponent });
    expect(warn.mock.calls.flat().join()).toContain('[lipwire] This .riv file lacks a mouth that can be driven');
    warn.mockRestore();
  });
});

describe('useMascotState, useMascotCaptions and their components', () => {
  it('show the state and the words of the call', () => {
    const seen = nothing();
    const host = document.createElement('div');
    root = createRoot(host);
    function State() {
      const state = useMascotState();
      return <p>{state.name === 'failed' ? `failed ${state.code}` : state.name}</p>;
    }
    const page = (status: SessionStatus, code?: string) =>
      app(
        <>
          <Call seen={seen} status={status} session={{ status, code }} />
          <State />
          <MascotCaptions className="words" />
          <MascotStatus announcements={{ failed: 'It failed.' }} />
        </>,
      );
    render(page('disconnected'));
    expect(host.querySelector('p')?.textContent).toBe('idle');
    expect(host.querySelector('ol')).toBeNull();
    render(page('connected'));
    const socket = openSocket();
    act(() => socket.say({ serverContent: { inputTranscription: { text: 'Hello?' } } }));
    expect(host.querySelector('p')?.textContent).toBe('userSpeaking');
    expect(host.querySelector('ol.words')?.textContent).toBe('You: Hello?');
    expect(host.querySelector('li')?.dataset.speaker).toBe('user');
    expect(host.querySelector('[role=status]')?.textContent).toBe('');
    render(page('failed', 'CLOSED_1011'));
    expect(host.querySelector('p')?.textContent).toBe('failed CLOSED_1011');
    expect(host.querySelector('[role=status]')?.textContent).toBe('It failed.');
    expect(host.querySelector('[role=status]')?.getAttribute('aria-live')).toBe('polite');
  });
});
