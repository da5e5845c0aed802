/** The devices that can be captured. */
export type CaptureDevice = 'microphone' | 'camera';

/** What can be wrong with a capture device; each ends in a `failed` state, never in an exception. */
export type CaptureProblemCode =
  `BROWSER_${'MICROPHONE' | 'CAMERA'}_${'DENIED' | 'MISSING' | 'BUSY' | 'UNPLUGGED' | 'INSECURE' | 'FAILED'}`;

/** Why a device gives nothing, in words for the person in front of it. */
export interface CaptureProblem {
  readonly code: CaptureProblemCode;
  /** One or two sentences that say what happened and what to do. */
  readonly message: string;
  /** What the browser threw, for the console. */
  readonly cause?: unknown;
}

type Reason = 'DENIED' | 'MISSING' | 'BUSY' | 'UNPLUGGED' | 'INSECURE' | 'FAILED';

const SENTENCES: Record<Reason, (device: CaptureDevice) => string> = {
  DENIED: (device) => `This page may not use your ${device}. Allow it in the browser's site settings, then try again.`,
  MISSING: (device) => `No ${device} was found. Connect one, then try again.`,
  BUSY: (device) => `Your ${device} is in use by another program. Close that program, then try again.`,
  UNPLUGGED: (device) => `Your ${device} was disconnected. Connect it again, then try again.`,
  INSECURE: (device) => `Browsers share the ${device} only with https pages and with 127.0.0.1. Open this page there.`,
  FAILED: (device) => `Your ${device} could not be started. Reload the page, then try again.`,
};

/** Names of the `DOMException`s that `getUserMedia` rejects with (Media Capture and Streams, 10.3.11). */
const REASON_OF_EXCEPTION: Record<string, Reason> = {
  NotAllowedError: 'DENIED',
  SecurityError: 'DENIED',
  NotFoundError: 'MISSING',
  OverconstrainedError: 'MISSING',
  NotReadableError: 'BUSY',
  AbortError: 'BUSY',
};

/** The problem behind an exception of `getUserMedia`, of a worklet, or of anything else on the way. */
export function captureProblemOf(device: CaptureDevice, error: unknown): CaptureProblem {
  const name = error instanceof Error ? error.name : '';
  return { ...captureProblem(device, REASON_OF_EXCEPTION[name] ?? 'FAILED'), cause: error };
}

/** The problem of a device, by its reason. */
export function captureProblem(device: CaptureDevice, reason: Reason): CaptureProblem {
  const upper = device === 'microphone' ? 'MICROPHONE' : 'CAMERA';
  return { code: `BROWSER_${upper}_${reason}`, message: SENTENCES[reason](device) };
}
