import { Camera, type CameraOptions, type CameraState } from '@lipwire/browser';
import { useEffect, useState } from 'react';
import { useDevice } from './use-device.js';

/** Result of {@link useMascotCamera}. */
export interface UseMascotCameraResult {
  /** What it does now; the same object until that changes. `stream` is for a preview, `problem.message` for the user. */
  readonly state: CameraState;
  /** `start()`, `stop()`, `setFacingMode()`, `setDevice()`, `devices`; the same object for life. */
  readonly camera: Camera;
}

/**
 * The user's camera for a call: a square picture a second to send. Permission is asked for by `camera.start()` and not before;
 * the device is closed when the component goes. `onFrame` may be written inline; the other options are taken when it is mounted.
 */
export function useMascotCamera({ onFrame, ...options }: CameraOptions): UseMascotCameraResult {
  const [latest] = useState({ onFrame });
  useEffect(() => {
    latest.onFrame = onFrame;
  });
  const [camera, state] = useDevice(() => new Camera({ ...options, onFrame: (jpeg) => latest.onFrame(jpeg) }));
  return { state, camera };
}
