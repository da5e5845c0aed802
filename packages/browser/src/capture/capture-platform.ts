import type { CaptureDevice, CapturePermission } from './capture-problem.js';

/** What is asked of `navigator.mediaDevices`. */
export type MediaDevicesLike = Pick<
  MediaDevices,
  'getUserMedia' | 'enumerateDevices' | 'addEventListener' | 'removeEventListener'
>;

/** What capturing needs of a browser; tests pass their own. */
export interface CapturePlatform {
  /** `undefined` on pages that are neither https nor local, and outside a browser. */
  readonly devices: MediaDevicesLike | undefined;
  /** What the page may do with a device. Never rejects. */
  readonly permissionFor: (device: CaptureDevice) => Promise<CapturePermission>;
}

/** The browser's devices. */
export function browserCapture(): CapturePlatform {
  return {
    devices: globalThis.navigator?.mediaDevices as MediaDevices | undefined,
    permissionFor: async (device) => ({
      decision: await decisionOn(device),
      allowedByPolicy: policyAllows(device),
    }),
  };
}

async function decisionOn(device: CaptureDevice): Promise<PermissionState | undefined> {
  try {
    return (await navigator.permissions.query({ name: device })).state;
  } catch {
    // Older Firefox and Safari know no such permission.
    return undefined;
  }
}

/** Only Chromium tells, under the feature's former name. */
function policyAllows(device: CaptureDevice): boolean {
  const { featurePolicy } = document as { featurePolicy?: { allowsFeature(name: string): boolean } };
  return featurePolicy?.allowsFeature(device) ?? true;
}
