// @vitest-environment happy-dom
import type { CameraOptions, LipwireClient, MicrophonePlatform } from '@lipwire/browser';
import { act, StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  MascotClient,
  type UseMascotCameraResult,
  type UseMascotMicrophoneResult,
  useLipwireClient,
  useMascotCamera,
  useMascotMicrophone,
} from '../src/index.js';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

class FakeTrack extends EventTarget {
  readonly label = 'The built-in';
  enabled = true;
  stopped = false;
  getSettings() {
    return { deviceId: 'built-in' };
  }
  stop(): void {
    this.stopped = true;
  }
}

/** Devices that are given, or refused. */
function fakeDevices() {
  const tracks: FakeTrack[] = [];
  const refusal: { error: DOMException | undefined } = { error: undefined };
  const devices = Object.assign(new EventTarget(), {
    getUserMedia: async () => {
      if (refusal.error) throw refusal.error;
      const track = new FakeTrack();
      tracks.push(track);
      const all = () => [track];
      return { getTracks: all, getAudioTracks: all, getVideoTracks: all } as unknown as MediaStream;
    },
    enumerateDevices: async () => [],
  });
  const permissionFor = async () => ({ decision: 'prompt' as const, allowedByPolicy: true });
  return { devices, permissionFor, tracks, refusal };
}

let root: Root;
beforeEach(() => {
  root = createRoot(document.createElement('div'));
});
afterEach(() => act(() => root.unmount()));

it('gives what the user says, to the latest callback, with the device closed when the component goes', async () => {
  const { tracks, refusal, ...capture } = fakeDevices();
  let hear = (_level: number) => {};
  const platform: MicrophonePlatform = {
    ...capture,
    openPipeline: async (_stream, { onPiece, onRunning }) => {
      hear = (level) => onPiece(Float32Array.of(level), level);
      onRunning(true);
      return { close: () => {} };
    },
  };
  let result: UseMascotMicrophoneResult | undefined;
  let client: LipwireClient | undefined;
  const sent: string[] = [];
  const seen = new Set<unknown>();
  function Speaker({ name }: { name: string }) {
    client = useLipwireClient();
    result = useMascotMicrophone({
      platform,
      onPiece: ({ level }) => sent.push(`${name} ${level}`),
      onPause: () => sent.push(`${name} pauses`),
    });
    seen.add(result.microphone);
    return null;
  }
  const page = (name: string) => (
    <StrictMode>
      <MascotClient>
        <Speaker name={name} />
      </MascotClient>
    </StrictMode>
  );
  const rendered = (name: string) => act(async () => root.render(page(name)));
  await rendered('first');
  expect(result?.state).toEqual({ status: 'off' });
  const onVoice = vi.spyOn((client as LipwireClient).conversation, 'onVoice');

  refusal.error = new DOMException('', 'NotAllowedError');
  await act(async () => result?.microphone.start());
  expect(result?.state).toMatchObject({
    status: 'failed',
    problem: { code: expect.stringContaining('BROWSER_MICROPHONE_') },
  });
  expect(onVoice).not.toHaveBeenCalled();

  refusal.error = undefined;
  await act(async () => result?.microphone.start());
  expect(result?.state).toMatchObject({ status: 'on', muted: false });
  // The mascot follows whether the user speaks.
  await vi.waitFor(() => expect(onVoice).toHaveBeenCalled());
  hear(0.5);
  await rendered('second');
  hear(0.25);
  await act(async () => result?.microphone.setMuted(true));
  hear(0.25);
  expect(result?.state).toMatchObject({ muted: true });
  expect(sent).toEqual(['first 0.5', 'second 0.25', 'second pauses']);

  expect(tracks.map(({ stopped }) => stopped)).toEqual([false]);
  const { microphone } = result as UseMascotMicrophoneResult;
  await act(async () => root.render(null));
  expect(tracks.map(({ stopped }) => stopped)).toEqual([true]);
  expect(microphone.getState()).toEqual({ status: 'off' });
  // StrictMode asks twice for the first state, and throws one away.
  expect(seen.size).toBeLessThanOrEqual(2);
});

it('gives pictures to the latest callback, with the device closed when the component goes', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
  const { tracks, refusal: _, ...capture } = fakeDevices();
  const platform: CameraOptions['platform'] = {
    ...capture,
    openGrabber: () => ({ grab: async () => 'AQID', close: () => {} }),
  };
  let result: UseMascotCameraResult | undefined;
  const sent: string[] = [];
  function Looker({ name }: { name: string }) {
    result = useMascotCamera({ platform, onFrame: (jpeg) => sent.push(`${name} ${jpeg}`) });
    return null;
  }
  const page = (name: string) => (
    <StrictMode>
      <Looker name={name} />
    </StrictMode>
  );
  await act(async () => root.render(page('first')));
  await act(async () => result?.camera.start());
  expect(result?.state).toMatchObject({ status: 'on' });
  await act(async () => root.render(page('second')));
  await act(() => vi.advanceTimersByTimeAsync(2500));
  expect(new Set(sent)).toEqual(new Set(['second AQID']));
  await act(async () => root.render(null));
  expect(tracks.map(({ stopped }) => stopped)).toEqual([true]);
  vi.useRealTimers();
});

it('is off on a server', () => {
  function Both() {
    const { state: microphone } = useMascotMicrophone({ onPiece: () => {}, holdWhileSpeaking: true });
    const { state: camera } = useMascotCamera({ onFrame: () => {} });
    return `${microphone.status} ${camera.status}`;
  }
  expect(renderToString(<MascotClient>{<Both />}</MascotClient>)).toContain('off off');
});
