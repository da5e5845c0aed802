import { expect, test } from 'vitest';
import { FakeDevices } from '../../test/fake-devices.js';
import { ManualClock, settle } from '../../test/manual-clock.js';
import { Camera, type CameraOptions } from './camera.js';
import type { FrameGrabberOptions } from './frame-grabber.js';

function setUp(options: Partial<CameraOptions> = {}, grab: () => Promise<string | undefined> = async () => 'jpeg') {
  const devices = new FakeDevices('videoinput', ['front', 'back']);
  const clock = new ManualClock();
  const frames: string[] = [];
  const grabbers: (FrameGrabberOptions & { closed: boolean })[] = [];
  const camera = new Camera({
    onFrame: (jpegBase64) => {
      frames.push(jpegBase64);
    },
    clock,
    platform: {
      devices,
      permissionFor: devices.permissionFor,
      openGrabber: (_stream, grabberOptions) => {
        const grabber = { ...grabberOptions, closed: false };
        grabbers.push(grabber);
        return {
          grab,
          close: () => {
            grabber.closed = true;
          },
        };
      },
    },
    ...options,
  });
  const problem = () => {
    const state = camera.getState();
    return 'problem' in state ? state.problem?.code : undefined;
  };
  return { camera, devices, clock, frames, grabbers, problem };
}

test('one frame a second, 768 pixels at quality 0.7', async () => {
  const { camera, clock, frames, grabbers } = setUp();
  await camera.start();
  expect(camera.getState().status).toBe('on');
  expect(grabbers).toEqual([{ sizePx: 768, quality: 0.7, workerUrl: undefined, closed: false }]);
  await clock.advance(999);
  expect(frames).toEqual([]);
  await clock.advance(1);
  expect(frames).toEqual(['jpeg']);
  await clock.advance(9000);
  expect(frames).toHaveLength(10);
});

test('nothing is asked of the camera before it is started', () => {
  const { devices, clock } = setUp();
  expect(devices.asked).toEqual([]);
  expect(clock.waiting).toBe(0);
});

test('off: the device is given back and the frames end; it can be turned on again', async () => {
  const { camera, clock, devices, frames, grabbers } = setUp();
  await camera.start();
  await clock.advance(1000);
  camera.stop();
  camera.stop();
  await clock.advance(5000);
  expect(frames).toHaveLength(1);
  expect(devices.track.stopped).toBe(true);
  expect(grabbers[0]?.closed).toBe(true);
  expect(clock.waiting).toBe(0);
  await camera.start();
  await clock.advance(1000);
  expect(frames).toHaveLength(2);
});

test('a frame that takes longer than a second is waited for, never doubled', async () => {
  let grabs = 0;
  let finish = (_jpeg: string | undefined) => {};
  const { camera, clock, frames } = setUp({}, () => {
    grabs++;
    return new Promise<string | undefined>((resolve) => {
      finish = resolve;
    });
  });
  await camera.start();
  await clock.advance(5000);
  expect(grabs).toBe(1);
  finish('first');
  await settle();
  await clock.advance(0);
  expect(grabs).toBe(2);
  camera.stop();
  finish('late');
  await settle();
  expect(frames).toEqual(['first']);
  expect(clock.waiting).toBe(0);
});

test('an app that is slow to take a frame gets the next one when it is done', async () => {
  let sent = () => {};
  const taken: string[] = [];
  const { camera, clock } = setUp({
    onFrame: (jpeg) => {
      taken.push(jpeg);
      return new Promise<void>((resolve) => {
        sent = resolve;
      });
    },
  });
  await camera.start();
  await clock.advance(10_000);
  expect(taken).toHaveLength(1);
  sent();
  await settle();
  await clock.advance(0);
  expect(taken).toHaveLength(2);
  camera.stop();
});

test('a picture that is not there yet, or fails, is skipped', async () => {
  const answers = [async () => undefined, () => Promise.reject(new Error('The canvas is gone.')), async () => 'third'];
  const { camera, clock, frames } = setUp({}, async () => answers.shift()?.());
  await camera.start();
  await clock.advance(3000);
  expect(frames).toEqual(['third']);
  camera.stop();
});

test('a camera that shows the same for five seconds is stuck, until it moves', async () => {
  let moves = false;
  const { camera, clock, problem } = setUp({}, async () => (moves ? 'jpeg' : undefined));
  await camera.start();
  await clock.advance(4000);
  expect(problem()).toBeUndefined();
  await clock.advance(1000);
  expect(problem()).toBe('BROWSER_CAMERA_STUCK');
  expect(camera.getState().status).toBe('on');
  moves = true;
  await clock.advance(1000);
  expect(problem()).toBeUndefined();
});

test('no frames while the system has taken the camera away', async () => {
  const { camera, clock, devices, frames, problem } = setUp();
  await camera.start();
  devices.track.mute(true);
  await clock.advance(10_000);
  expect(frames).toEqual([]);
  expect(problem()).toBe('BROWSER_CAMERA_INTERRUPTED');
  devices.track.mute(false);
  await clock.advance(1000);
  expect(frames).toHaveLength(1);
  expect(problem()).toBeUndefined();
});

test('the other camera of a phone: the one is closed before the other opens', async () => {
  const { camera, clock, devices, frames, grabbers } = setUp();
  await camera.setFacingMode('user');
  expect(devices.asked).toEqual([]);
  await camera.start();
  await camera.setFacingMode('environment');
  expect(camera.facingMode).toBe('environment');
  expect(devices.asked.map(({ facingMode }) => facingMode)).toEqual(['user', 'environment']);
  expect(devices.tracks.map(({ stopped }) => stopped)).toEqual([true, false]);
  expect(grabbers.map(({ closed }) => closed)).toEqual([true, false]);
  await camera.setDevice('back');
  expect(devices.asked.at(-1)).toMatchObject({ deviceId: { exact: 'back' }, width: { ideal: 1280 } });
  await camera.setFacingMode('user');
  expect(devices.asked.at(-1)).not.toHaveProperty('deviceId');
  await clock.advance(1000);
  expect(frames).toHaveLength(1);
});

test.each([
  ['NotAllowedError', 'BROWSER_CAMERA_DENIED'],
  ['NotFoundError', 'BROWSER_CAMERA_MISSING'],
  ['NotReadableError', 'BROWSER_CAMERA_BUSY'],
])('%s is the state %s', async (name, code) => {
  const { camera, devices } = setUp();
  devices.refusal = new DOMException('', name);
  await camera.start();
  expect(camera.getState()).toMatchObject({ status: 'failed', problem: { code } });
});

test('an unplugged camera is a state, and its frames end', async () => {
  const { camera, clock, devices, frames, problem } = setUp();
  await camera.start();
  await clock.advance(1000);
  devices.connected.splice(0);
  devices.track.end();
  await settle();
  expect(problem()).toBe('BROWSER_CAMERA_UNPLUGGED');
  await clock.advance(3000);
  expect(frames).toHaveLength(1);
  devices.plug('front');
  await settle();
  await clock.advance(1000);
  expect(frames).toHaveLength(2);
});
