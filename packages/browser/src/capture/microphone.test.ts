import { expect, expectTypeOf, test } from 'vitest';
import { FakeDevices } from '../../test/fake-devices.js';
import { ManualClock, settle } from '../../test/manual-clock.js';
import type { LipwireClient } from '../client.js';
import { StateStore } from '../state-store.js';
import { Microphone, type MicrophoneOptions, type MicrophonePiece, type MicrophonePlatform } from './microphone.js';
import type { MicrophonePipelineOptions } from './microphone-pipeline.js';
import type { SpeakingSource } from './speaking-hold.js';

function setUp(options: Partial<MicrophoneOptions> = {}, overrides: Partial<MicrophonePlatform> = {}) {
  const devices = new FakeDevices('audioinput', ['built-in']);
  const clock = new ManualClock();
  const pipelines: (MicrophonePipelineOptions & { closed: boolean })[] = [];
  const pieces: MicrophonePiece[] = [];
  const pauses: string[] = [];
  const microphone = new Microphone({
    onPiece: (piece) => pieces.push(piece),
    onPause: () => pauses.push(microphone.getState().status),
    clock,
    platform: {
      devices,
      permissionFor: devices.permissionFor,
      openPipeline: async (_stream, pipelineOptions) => {
        const pipeline = { ...pipelineOptions, closed: false };
        pipelines.push(pipeline);
        pipeline.onRunning(true);
        return {
          close: () => {
            pipeline.closed = true;
          },
        };
      },
      ...overrides,
    },
    ...options,
  });
  /** The audio thread gives a piece. */
  const hear = (level = 0.5) => pipelines.at(-1)?.onPiece(Float32Array.of(level), level);
  const problem = () => {
    const state = microphone.getState();
    return 'problem' in state ? state.problem?.code : undefined;
  };
  return { microphone, devices, clock, pipelines, pieces, pauses, hear, problem };
}

test('pieces arrive as PCM16 with their level', async () => {
  const { microphone, pipelines, pieces } = setUp();
  expect(microphone.getState()).toEqual({ status: 'off' });
  await microphone.start();
  expect(microphone.getState()).toEqual({
    status: 'on',
    muted: false,
    held: false,
    device: { deviceId: 'built-in', label: 'The built-in' },
    problem: undefined,
  });
  pipelines[0]?.onPiece(Float32Array.of(0.5, -1), 0.79);
  // 0.5 is 0x4000 and -1 is 0x8000, low byte first: 00 40 00 80.
  expect(pieces).toEqual([{ pcm16Base64: 'AEAAgA==', level: 0.79 }]);
  expect(microphone.level).toBe(0.79);
});

test('echo, noise and level are taken care of, unless the app says otherwise', async () => {
  const standard = setUp();
  await standard.microphone.start();
  expect(standard.devices.asked).toEqual([{ echoCancellation: true, noiseSuppression: true, autoGainControl: true }]);
  const music = setUp({ noiseSuppression: false, autoGainControl: false, deviceId: 'built-in' });
  await music.microphone.start();
  expect(music.devices.asked).toEqual([
    { echoCancellation: true, noiseSuppression: false, autoGainControl: false, deviceId: { exact: 'built-in' } },
  ]);
});

test('muted, nothing is sent, the device gives silence, and both come back', async () => {
  const { microphone, devices, pieces, pauses, hear } = setUp();
  await microphone.start();
  hear();
  microphone.setMuted(true);
  hear();
  expect(microphone.getState()).toMatchObject({ status: 'on', muted: true });
  expect(microphone.level).toBe(0);
  expect(devices.track).toMatchObject({ enabled: false, stopped: false });
  expect(pieces).toHaveLength(1);
  expect(pauses).toEqual(['on']);
  microphone.setMuted(false);
  hear();
  expect(devices.track.enabled).toBe(true);
  expect(pieces).toHaveLength(2);
});

test('muted while permission is asked for means muted once it is granted', async () => {
  const { microphone, devices, pieces, hear } = setUp();
  const started = microphone.start();
  microphone.setMuted(true);
  expect(microphone.getState()).toEqual({ status: 'starting', muted: true });
  await started;
  hear();
  expect(devices.track.enabled).toBe(false);
  expect(microphone.getState()).toMatchObject({ status: 'on', muted: true });
  expect(pieces).toEqual([]);
});

test('a device that takes the place of another is as muted as that', async () => {
  const { microphone, devices, hear } = setUp();
  await microphone.start();
  hear();
  microphone.setMuted(true);
  devices.connected.splice(0, 1, 'other');
  devices.track.end();
  await settle();
  expect(devices.tracks).toHaveLength(2);
  expect(devices.track.enabled).toBe(false);
  expect(microphone.getState()).toMatchObject({ muted: true, device: { deviceId: 'other' } });
});

test('stop gives the device back; a late piece of it is dropped; it starts again, not muted', async () => {
  const { microphone, devices, pipelines, pieces, pauses, hear } = setUp();
  await microphone.start();
  microphone.setMuted(true);
  microphone.stop();
  microphone.stop();
  hear();
  expect(pieces).toEqual([]);
  expect(pauses).toEqual(['on']);
  expect(devices.track.stopped).toBe(true);
  expect(pipelines[0]?.closed).toBe(true);
  expect(microphone.getState()).toEqual({ status: 'off' });
  await microphone.start();
  expect(microphone.getState()).toMatchObject({ status: 'on', muted: false });
});

test('while the system has taken it away nothing is sent, and a sentence says so', async () => {
  const { microphone, devices, pieces, pauses, hear, problem } = setUp();
  await microphone.start();
  hear();
  devices.track.mute(true);
  hear();
  expect(problem()).toBe('BROWSER_MICROPHONE_INTERRUPTED');
  expect(microphone.level).toBe(0);
  devices.track.mute(false);
  hear();
  expect(problem()).toBeUndefined();
  expect(pieces).toHaveLength(2);
  expect(pauses).toEqual(['on']);
});

test('an audio thread that does not run for half a second waits for a gesture', async () => {
  const { microphone, clock, pipelines, problem } = setUp();
  await microphone.start();
  pipelines[0]?.onRunning(false);
  await clock.advance(499);
  expect(problem()).toBeUndefined();
  await clock.advance(1);
  expect(problem()).toBe('BROWSER_MICROPHONE_LOCKED');
  pipelines[0]?.onRunning(true);
  expect(problem()).toBeUndefined();
  pipelines[0]?.onRunning(false);
  microphone.stop();
  await clock.advance(1000);
  expect(microphone.getState()).toEqual({ status: 'off' });
  expect(clock.waiting).toBe(0);
});

test('exact silence from the first piece on, for five seconds, is a switched-off microphone', async () => {
  const { microphone, hear, problem } = setUp();
  await microphone.start();
  for (let piece = 0; piece < 155; piece++) hear(0);
  expect(problem()).toBeUndefined();
  hear(0);
  expect(problem()).toBe('BROWSER_MICROPHONE_STUCK');
  hear(0.01);
  expect(problem()).toBeUndefined();
  // It works: what is silent now is silent.
  for (let piece = 0; piece < 500; piece++) hear(0);
  expect(problem()).toBeUndefined();
});

test('a muted microphone is not a switched-off one', async () => {
  const { microphone, hear, problem } = setUp();
  await microphone.start();
  microphone.setMuted(true);
  for (let piece = 0; piece < 500; piece++) hear(0);
  expect(problem()).toBeUndefined();
});

test('held while the mascot speaks, and a moment longer, if the app wants that', async () => {
  expectTypeOf<LipwireClient>().toExtend<SpeakingSource>();
  const speech = new StateStore({ speaking: false });
  const mascot = {
    subscribe: speech.subscribe,
    get state() {
      return speech.get();
    },
  };
  const { microphone, devices, clock, pieces, pauses, hear } = setUp({ holdWhileSpeaking: mascot });
  await microphone.start();
  hear();
  speech.set({ speaking: true });
  hear();
  expect(microphone.getState()).toMatchObject({ status: 'on', muted: false, held: true });
  expect(microphone.level).toBe(0);
  // The echo canceller needs to hear the loudspeaker.
  expect(devices.track.enabled).toBe(true);
  expect(pauses).toHaveLength(1);
  speech.set({ speaking: false });
  await clock.advance(249);
  speech.set({ speaking: true });
  speech.set({ speaking: false });
  await clock.advance(249);
  hear();
  expect(pieces).toHaveLength(1);
  await clock.advance(1);
  hear();
  expect(pieces).toHaveLength(2);
  speech.set({ speaking: true });
  microphone.stop();
  expect(clock.waiting).toBe(0);
  speech.set({ speaking: false });
  await microphone.start();
  expect(microphone.getState()).toMatchObject({ status: 'on', held: false });
});

test('a page that may not ask for devices says so', async () => {
  const { microphone } = setUp({}, { devices: undefined });
  await microphone.start();
  expect(microphone.getState()).toMatchObject({ problem: { code: 'BROWSER_MICROPHONE_INSECURE' } });
  microphone.setMuted(true);
  expect(microphone.getState().status).toBe('failed');
});

test('without navigator (on a server) it is insecure, not an exception', async () => {
  const microphone = new Microphone({ onPiece: () => {} });
  await microphone.start();
  expect(microphone.getState()).toMatchObject({ problem: { code: 'BROWSER_MICROPHONE_INSECURE' } });
});

test('a worklet that cannot be loaded, or dies, gives the device back', async () => {
  const broken = setUp({}, { openPipeline: () => Promise.reject(new TypeError('No worklet.')) });
  await broken.microphone.start();
  expect(broken.problem()).toBe('BROWSER_MICROPHONE_FAILED');
  expect(broken.devices.track.stopped).toBe(true);

  const dying = setUp();
  await dying.microphone.start();
  dying.pipelines[0]?.onError(new Error('The microphone worklet stopped.'));
  expect(dying.problem()).toBe('BROWSER_MICROPHONE_FAILED');
  expect(dying.pipelines[0]?.closed).toBe(true);
  expect(dying.pauses).toEqual(['failed']);
});

test('each change of state is told once; what a listener does meanwhile holds', async () => {
  const { microphone } = setUp();
  const seen: string[] = [];
  microphone.subscribe(() => {
    const state = microphone.getState();
    seen.push(state.status);
    if ('muted' in state && state.muted) microphone.stop();
  });
  await microphone.start();
  microphone.setMuted(false);
  microphone.setMuted(true);
  expect(seen).toEqual(['starting', 'on', 'on', 'off']);
  expect(microphone.getState()).toEqual({ status: 'off' });
});
