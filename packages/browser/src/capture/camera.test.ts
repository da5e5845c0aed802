import { expect, test } from 'vitest';
import { ManualClock, settle } from '../../test/manual-clock.js';
import { Camera, type CameraPlatform } from './camera.js';

class FakeTrack extends EventTarget {
  stopped = false;
  stop(): void {
    this.stopped = true;
  }
}

function setUp(overrides: Partial<CameraPlatform> = {}) {
  const clock = new ManualClock();
  const tracks: FakeTrack[] = [];
  const frames: string[] = [];
  const grabbers: { sizePx: number; quality: number; closed: boolean }[] = [];
  const camera = new Camera({
    onFrame: (jpegBase64) => frames.push(jpegBase64),
    clock,
    platform: {
      openStream: async () => {
        const track = new FakeTrack();
        tracks.push(track);
        return { getTracks: () => [track], getVideoTracks: () => [track] } as unknown as MediaStream;
      },
      openGrabber: (_stream, sizePx, quality) => {
        const grabber = { sizePx, quality, closed: false };
        grabbers.push(grabber);
        return {
          grab: async () => Uint8Array.of(0xff, 0xd8, 0xff),
          close: () => {
            grabber.closed = true;
          },
        };
      },
      ...overrides,
    },
  });
  return { camera, clock, tracks, frames, grabbers };
}

test('one frame a second, 768 pixels at quality 0.7, in base64', async () => {
  const { camera, clock, frames, grabbers } = setUp();
  await camera.start();
  expect(camera.getState().status).toBe('on');
  expect(grabbers).toEqual([{ sizePx: 768, quality: 0.7, closed: false }]);
  await clock.advance(999);
  expect(frames).toEqual([]);
  await clock.advance(1);
  expect(frames).toEqual(['/9j/']);
  await clock.advance(9000);
  expect(frames).toHaveLength(10);
});

test('nothing is asked of the camera before it is started', () => {
  const { tracks, clock } = setUp();
  expect(tracks).toEqual([]);
  expect(clock.waiting).toBe(0);
});

test('off: the device is given back and the frames end; it can be turned on again', async () => {
  const { camera, clock, tracks, frames, grabbers } = setUp();
  await camera.start();
  await clock.advance(1000);
  camera.stop();
  camera.stop();
  await clock.advance(5000);
  expect(frames).toHaveLength(1);
  expect(tracks[0]?.stopped).toBe(true);
  expect(grabbers[0]?.closed).toBe(true);
  expect(clock.waiting).toBe(0);
  await camera.start();
  await clock.advance(1000);
  expect(frames).toHaveLength(2);
});

test('a frame that takes longer than a second is waited for, never doubled', async () => {
  let grabs = 0;
  let finish = (_bytes: Uint8Array | undefined) => {};
  const openGrabber = () => ({
    grab: () => {
      grabs++;
      return new Promise<Uint8Array | undefined>((resolve) => {
        finish = resolve;
      });
    },
    close: () => {},
  });
  const { camera, clock, frames } = setUp({ openGrabber });
  await camera.start();
  await clock.advance(5000);
  expect(grabs).toBe(1);
  finish(Uint8Array.of(1));
  await settle();
  await clock.advance(0);
  expect(grabs).toBe(2);
  camera.stop();
  finish(Uint8Array.of(2));
  await settle();
  expect(frames).toEqual(['AQ==']);
  expect(clock.waiting).toBe(0);
});

test('a picture that is not there yet, or fails, is skipped', async () => {
  const answers = [
    async () => undefined,
    () => Promise.reject(new Error('The canvas is gone.')),
    async () => Uint8Array.of(3),
  ];
  const openGrabber = () => ({ grab: async () => answers.shift()?.(), close: () => {} });
  const { camera, clock, frames } = setUp({ openGrabber });
  await camera.start();
  await clock.advance(3000);
  expect(frames).toEqual(['Aw==']);
  camera.stop();
});

test.each([
  ['NotAllowedError', 'BROWSER_CAMERA_DENIED'],
  ['NotFoundError', 'BROWSER_CAMERA_MISSING'],
  ['NotReadableError', 'BROWSER_CAMERA_BUSY'],
])('%s is the state %s', async (name, code) => {
  const { camera } = setUp({ openStream: () => Promise.reject(new DOMException('', name)) });
  await camera.start();
  expect(camera.getState()).toMatchObject({ status: 'failed', problem: { code } });
});

test('an unplugged camera is a state, and its frames end', async () => {
  const { camera, clock, tracks, frames } = setUp();
  await camera.start();
  tracks[0]?.dispatchEvent(new Event('ended'));
  expect(camera.getState()).toMatchObject({ problem: { code: 'BROWSER_CAMERA_UNPLUGGED' } });
  await clock.advance(3000);
  expect(frames).toEqual([]);
});

test('a camera that is granted after stop is given back at once', async () => {
  const { camera, tracks, grabbers } = setUp();
  const started = camera.start();
  camera.stop();
  await started;
  expect(tracks[0]?.stopped).toBe(true);
  expect(grabbers).toEqual([]);
  expect(camera.getState()).toEqual({ status: 'off' });
});
