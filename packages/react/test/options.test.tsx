// @vitest-environment happy-dom
import { act, StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MascotClient, type UseMascotLiveAPIOptions } from '../src/index.js';
import { FakeSocket, openSocket } from './fake-socket.js';
import { Call, nothing } from './seen-call.js';

// What each option of useMascotLiveAPI does, and what holds without it.

const global = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean };
let root: Root;
let contexts = 0;
beforeEach(() => {
  global.IS_REACT_ACT_ENVIRONMENT = true;
  contexts = 0;
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal(
    'AudioContext',
    class {
      constructor() {
        contexts++;
        throw new Error('There is no sound here.');
      }
    },
  );
  root = createRoot(document.createElement('div'));
});
afterEach(() => {
  global.IS_REACT_ACT_ENVIRONMENT = true;
  act(() => root.unmount());
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** A call that is connected. */
function call(first: Partial<UseMascotLiveAPIOptions> = {}) {
  const seen = nothing();
  const show = (options: Partial<UseMascotLiveAPIOptions>) =>
    act(() =>
      root.render(
        <StrictMode>
          <MascotClient>
            <Call seen={seen} status="connected" {...options} />
          </MascotClient>
        </StrictMode>,
      ),
    );
  show(first);
  const socket = openSocket();
  return { seen, show, say: (message: object) => act(() => socket.say(message)) };
}

/** A tenth of a second, of which nobody says the rate unless it is 24 kHz, with these cues: `[offset, visemeId]`. */
const speech = (...cues: [number, number][]) => ({
  serverContent: {
    modelTurn: { parts: [{ inlineData: { mimeType: 'audio/pcm', data: btoa('\u0001\u0000'.repeat(2400)) } }] },
  },
  mascotVisemes: {
    visemes: cues.map(([offset, visemeId]) => ({ offset, visemeId })),
    audio_event_id: 1,
    subchunk_id: 1,
    total_chunks: 1,
    audio_duration: 100,
  },
});
const END = { serverContent: { turnComplete: true } };

it('takes audio without a rate as 24 kHz, or as audioSampleRate says', () => {
  const { seen, show, say } = call();
  say(speech());
  say(END);
  expect(seen.result?.lastResponseData).toMatchObject({ sampleRate: 24_000, totalDurationMs: 100 });
  show({ audioSampleRate: 16_000 });
  say(speech());
  say(END);
  expect(seen.result?.lastResponseData).toMatchObject({ sampleRate: 16_000, totalDurationMs: 150 });
});

it('hits every sound, unless naturalLipSync merges them as naturalLipSyncConfig says', () => {
  // "ey" looks like the "ae" before it.
  const cues: [number, number][] = [
    [0, 1],
    [30, 4],
    [90, 0],
  ];
  const kept = (options: Partial<UseMascotLiveAPIOptions>) => {
    const { seen, say } = call(options);
    say(speech(...cues));
    const { length = 0 } = seen.client?.cues ?? {};
    act(() => root.unmount());
    root = createRoot(document.createElement('div'));
    return length;
  };
  expect(kept({})).toBe(3);
  expect(kept({ naturalLipSyncConfig: { mergeWindow: 160 } })).toBe(3);
  expect(kept({ naturalLipSync: true })).toBe(2);
  expect(kept({ naturalLipSync: true, naturalLipSyncConfig: { similarityThreshold: 1, minVisemeInterval: 20 } })).toBe(
    3,
  );
});

it('plays the speech, unless playAudio is false', async () => {
  const silent = call();
  silent.say(speech([0, 2]));
  expect(contexts).toBe(0);
  expect(silent.seen.client?.queuedMs).toBeGreaterThan(0);
  const heard = call({ playAudio: undefined });
  heard.say(speech([0, 2]));
  expect(contexts).toBe(1);
  await vi.waitFor(() => expect(heard.seen.client?.state.audio).toBe('failed'));
});

it('sets speaking, and plays a gesture at the start of each utterance only if gesture is true', async () => {
  for (const gesture of [undefined, true]) {
    const { seen, say } = call({ gesture });
    const told: string[] = [];
    seen.client?.setRig({
      setWeights: () => {},
      setSpeaking: (speaking) => told.push(`speaking ${speaking}`),
      setListening: () => {},
      fireGesture: () => told.push('gesture'),
    });
    say(speech([0, 2]));
    say(END);
    // From here on time passes by itself, and with it what is rendered.
    global.IS_REACT_ACT_ENVIRONMENT = false;
    await vi.waitFor(() => {
      expect(told).toContain('speaking true');
      expect(told.at(-1)).toBe('speaking false');
    }, 4000);
    global.IS_REACT_ACT_ENVIRONMENT = true;
    expect(told.filter((what) => what === 'speaking true')).toHaveLength(1);
    expect(told.filter((what) => what === 'gesture')).toHaveLength(gesture ? 1 : 0);
    act(() => root.unmount());
    root = createRoot(document.createElement('div'));
  }
});

it('logs nothing, or with debug the flow of the data and never what was said', () => {
  const debug = vi.spyOn(console, 'debug').mockImplementation(() => {});
  const words = {
    serverContent: { outputTranscription: { text: 'pineapple' }, inputTranscription: { text: 'secret' } },
  };
  const { show, say } = call();
  say(words);
  say(speech([0, 2]));
  expect(debug).not.toHaveBeenCalled();
  show({ debug: true });
  say(words);
  say(speech([0, 2]));
  expect(debug.mock.calls.length).toBeGreaterThanOrEqual(2);
  expect(JSON.stringify(debug.mock.calls)).not.toMatch(/pineapple|secret/);
  expect(JSON.stringify(debug.mock.calls)).not.toContain(btoa('\u0001\u0000'.repeat(12)));
});
