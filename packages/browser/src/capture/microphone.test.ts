import { expect, test } from 'vitest';
import { settle } from '../../test/manual-clock.js';
import { Microphone, type MicrophonePiece, type MicrophonePlatform } from './microphone.js';
import type { MicrophonePipelineOptions } from './microphone-pipeline.js';

/** A device as the browser hands it out: an `EventTarget` that ends and can be silenced. */
class FakeTrack extends EventTarget {
  enabled = true;
  stopped = false;
  stop(): void {
    this.stopped = true;
  }
}

function setUp(overrides: Partial<MicrophonePlatform> = {}) {
  const tracks: FakeTrack[] = [];
  const pipelines: (MicrophonePipelineOptions & { closed: boolean })[] = [];
  const pieces: MicrophonePiece[] = [];
  const microphone = new Microphone({
    onPiece: (piece) => pieces.push(piece),
    platform: {
      openStream: async () => {
        const track = new FakeTrack();
        tracks.push(track);
        return { getTracks: () => [track], getAudioTracks: () => [track] } as unknown as MediaStream;
      },
      openPipeline: async (_stream, options) => {
        const pipeline = { ...options, closed: false };
        pipelines.push(pipeline);
        return {
          close: () => {
            pipeline.closed = true;
          },
        };
      },
      ...overrides,
    },
  });
  return { microphone, tracks, pipelines, pieces };
}

test('pieces arrive as PCM16 with their level', async () => {
  const { microphone, pipelines, pieces } = setUp();
  expect(microphone.getState()).toEqual({ status: 'off' });
  await microphone.start();
  expect(microphone.getState()).toEqual({ status: 'on', muted: false });
  pipelines[0]?.onPiece(Float32Array.of(0.5, -1), 0.79);
  // 0.5 is 0x4000 and -1 is 0x8000, low byte first: 00 40 00 80.
  expect(pieces).toEqual([{ pcm16Base64: 'AEAAgA==', level: 0.79 }]);
  expect(microphone.level).toBe(0.79);
});

test('mute stops the pieces and silences the device, and both come back', async () => {
  const { microphone, tracks, pipelines, pieces } = setUp();
  await microphone.start();
  microphone.setMuted(true);
  pipelines[0]?.onPiece(Float32Array.of(0.5), 0.5);
  expect(microphone.getState()).toEqual({ status: 'on', muted: true });
  expect(microphone.level).toBe(0);
  expect(tracks[0]).toMatchObject({ enabled: false, stopped: false });
  expect(pieces).toEqual([]);
  microphone.setMuted(false);
  pipelines[0]?.onPiece(Float32Array.of(0.5), 0.5);
  expect(tracks[0]?.enabled).toBe(true);
  expect(pieces).toHaveLength(1);
});

test('muted while permission is asked for means muted once it is granted', async () => {
  const { microphone, tracks } = setUp();
  const started = microphone.start();
  microphone.setMuted(true);
  await started;
  expect(tracks[0]?.enabled).toBe(false);
  expect(microphone.getState()).toEqual({ status: 'on', muted: true });
});

test('stop gives the device back; a late piece of it is dropped; it starts again', async () => {
  const { microphone, tracks, pipelines, pieces } = setUp();
  await microphone.start();
  microphone.stop();
  microphone.stop();
  pipelines[0]?.onPiece(Float32Array.of(0.5), 0.5);
  expect(pieces).toEqual([]);
  expect(tracks[0]?.stopped).toBe(true);
  expect(pipelines[0]?.closed).toBe(true);
  expect(microphone.getState()).toEqual({ status: 'off' });
  await microphone.start();
  expect(microphone.getState()).toEqual({ status: 'on', muted: false });
});

test('starting twice opens one device', async () => {
  const { microphone, tracks } = setUp();
  await Promise.all([microphone.start(), microphone.start()]);
  await microphone.start();
  expect(tracks).toHaveLength(1);
});

test('a device that is granted after stop is given back at once', async () => {
  const { microphone, tracks, pipelines } = setUp();
  const started = microphone.start();
  microphone.stop();
  await started;
  expect(tracks[0]?.stopped).toBe(true);
  expect(pipelines).toEqual([]);
  expect(microphone.getState()).toEqual({ status: 'off' });
});

test('a pipeline that opens after stop is closed at once', async () => {
  const { microphone, tracks, pipelines } = setUp();
  const started = microphone.start();
  await Promise.resolve();
  await Promise.resolve();
  expect(pipelines).toHaveLength(1);
  microphone.stop();
  await started;
  expect(pipelines[0]?.closed).toBe(true);
  expect(tracks[0]?.stopped).toBe(true);
});

test.each([
  ['NotAllowedError', 'BROWSER_MICROPHONE_DENIED', /may not use your microphone/],
  ['NotFoundError', 'BROWSER_MICROPHONE_MISSING', /No microphone was found/],
  ['NotReadableError', 'BROWSER_MICROPHONE_BUSY', /in use by another program/],
  ['TypeError', 'BROWSER_MICROPHONE_FAILED', /could not be started/],
])('%s is the state %s', async (name, code, message) => {
  const openStream = () => Promise.reject(new DOMException('', name));
  const { microphone } = setUp({ openStream });
  await microphone.start();
  expect(microphone.getState()).toEqual({
    status: 'failed',
    problem: { code, message: expect.stringMatching(message), cause: expect.objectContaining({ name }) },
  });
});

test('a page that may not ask for devices says so', async () => {
  const { microphone } = setUp({ openStream: undefined });
  await microphone.start();
  expect(microphone.getState()).toMatchObject({ problem: { code: 'BROWSER_MICROPHONE_INSECURE' } });
});

test('without navigator (on a server) it is insecure, not an exception', async () => {
  const microphone = new Microphone({ onPiece: () => {} });
  await microphone.start();
  expect(microphone.getState()).toMatchObject({ problem: { code: 'BROWSER_MICROPHONE_INSECURE' } });
});

test('an unplugged device is a state, and it can be started again', async () => {
  const { microphone, tracks, pipelines } = setUp();
  await microphone.start();
  tracks[0]?.dispatchEvent(new Event('ended'));
  expect(microphone.getState()).toMatchObject({ problem: { code: 'BROWSER_MICROPHONE_UNPLUGGED' } });
  expect(pipelines[0]?.closed).toBe(true);
  await microphone.start();
  expect(microphone.getState()).toEqual({ status: 'on', muted: false });
});

test('a worklet that cannot be loaded, or dies, gives the device back', async () => {
  const broken = setUp({ openPipeline: () => Promise.reject(new DOMException('', 'AbortError')) });
  await broken.microphone.start();
  expect(broken.microphone.getState().status).toBe('failed');
  expect(broken.tracks[0]?.stopped).toBe(true);

  const dying = setUp();
  await dying.microphone.start();
  dying.pipelines[0]?.onError(new Error('The microphone worklet stopped.'));
  await settle();
  expect(dying.microphone.getState()).toMatchObject({ problem: { code: 'BROWSER_MICROPHONE_FAILED' } });
  expect(dying.pipelines[0]?.closed).toBe(true);
});

test('each change of state is told once', async () => {
  const { microphone } = setUp();
  const seen: string[] = [];
  microphone.subscribe(() => seen.push(microphone.getState().status));
  await microphone.start();
  microphone.setMuted(true);
  microphone.setMuted(true);
  microphone.stop();
  expect(seen).toEqual(['starting', 'on', 'on', 'off']);
});
