/** The devices that can be captured. */
export type CaptureDevice = 'microphone' | 'camera';

type Reason =
  | 'DENIED'
  | 'DISMISSED'
  | 'SYSTEM_DENIED'
  | 'BLOCKED'
  | 'MISSING'
  | 'BUSY'
  | 'UNPLUGGED'
  | 'INSECURE'
  | 'FAILED'
  | 'INTERRUPTED'
  | 'STUCK';

/**
 * What can be wrong with a capture device. It ends in a state, never in an exception: `failed`, or `on` with a `problem`
 * that passes (`INTERRUPTED`, `STUCK`, `LOCKED`).
 */
export type CaptureProblemCode = `BROWSER_${'MICROPHONE' | 'CAMERA'}_${Reason}` | 'BROWSER_MICROPHONE_LOCKED';

/** Why a device gives nothing, in words for the person in front of it. */
export interface CaptureProblem {
  readonly code: CaptureProblemCode;
  /** One or two sentences that say what happened and what to do. */
  readonly message: string;
  /** What the browser threw, for the console. */
  readonly cause?: unknown;
}

/** What a page can find out about its right to use a device. */
export interface CapturePermission {
  /** What the user has decided; `undefined` where browsers do not tell. */
  readonly decision: PermissionState | undefined;
  /** False if the page that embeds this one, or its server, forbids the device. */
  readonly allowedByPolicy: boolean;
}

const SENTENCES: Record<Reason, (device: CaptureDevice) => string> = {
  DENIED: (device) => `This page may not use your ${device}. Allow it in the browser's site settings, then try again.`,
  DISMISSED: (device) => `The question for your ${device} was closed without an answer. Try again, and allow it.`,
  SYSTEM_DENIED: (device) =>
    `The system's privacy settings keep this browser from your ${device}. Allow it there, then try again.`,
  BLOCKED: (device) =>
    `This page is embedded in another one that keeps it from your ${device}. Open it in a window of its own.`,
  MISSING: (device) => `No ${device} was found. Connect one, then try again.`,
  BUSY: (device) => `Your ${device} is in use by another program. Close that program, then try again.`,
  UNPLUGGED: (device) => `Your ${device} was disconnected. Connect it again.`,
  INSECURE: (device) => `Browsers share the ${device} only with https pages and with 127.0.0.1. Open this page there.`,
  FAILED: (device) => `Your ${device} could not be started. Reload the page, then try again.`,
  INTERRUPTED: (device) =>
    `The system has taken your ${device} away for now, for a call or another app. It comes back.`,
  STUCK: (device) =>
    device === 'microphone'
      ? 'Your microphone is on, but no sound comes from it. Check its mute switch, or choose another one.'
      : 'Your camera is on, but gives no new pictures. Turn it off and on again.',
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

/**
 * The problem behind an exception of `getUserMedia`, of a worklet, or of anything else on the way.
 *
 * @param permission tells apart the ways in which a page may not use a device: browsers throw the same for all of them.
 */
export function captureProblemOf(
  device: CaptureDevice,
  error: unknown,
  permission?: CapturePermission,
): CaptureProblem {
  const name = error instanceof Error ? error.name : '';
  let reason = REASON_OF_EXCEPTION[name] ?? 'FAILED';
  if (reason === 'DENIED' && permission) reason = refusal(error, permission);
  return { ...captureProblem(device, reason), cause: error };
}

function refusal(error: unknown, { decision, allowedByPolicy }: CapturePermission): Reason {
  if (!allowedByPolicy) return 'BLOCKED';
  // Chromium says so in its message, and nowhere else.
  if (error instanceof Error && /by system/i.test(error.message)) return 'SYSTEM_DENIED';
  // Who refuses has decided; who closes the question can be asked again.
  return decision === 'prompt' ? 'DISMISSED' : 'DENIED';
}

/** The problem of a device, by its reason. */
export function captureProblem(device: CaptureDevice, reason: Reason): CaptureProblem {
  const upper = device === 'microphone' ? 'MICROPHONE' : 'CAMERA';
  return { code: `BROWSER_${upper}_${reason}`, message: SENTENCES[reason](device) };
}

/** The page's sound, and with it its ear, waits for a gesture. */
export const MICROPHONE_LOCKED: CaptureProblem = {
  code: 'BROWSER_MICROPHONE_LOCKED',
  message: 'The browser listens after a click, a tap or a key. Click anywhere on this page.',
};
