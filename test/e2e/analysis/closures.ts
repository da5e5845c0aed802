import { visemeOfPhone } from '@lipwire/cues';

/** A phone with its time in the sound, in milliseconds of media time. */
export interface TimedPhone {
  readonly phone: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** The mouth as it was drawn while the sound at `mediaMs` was heard. */
export interface MouthFrame {
  readonly mediaMs: number;
  /** Whether the lips met, as seen in the picture. */
  readonly closed: boolean;
}

/** One closure of the lips in the speech, and what the mouth did about it. */
export interface ClosureResult {
  readonly phones: string;
  readonly startMs: number;
  readonly endMs: number;
  /** Whether some frame shows the lips together while the closure is heard, give or take the tolerance. */
  readonly closed: boolean;
  /**
   * When the lips met, minus when the sound starts, in milliseconds (negative: the mouth was first). `undefined` if they
   * did not part before (after a pause) or did not meet.
   */
  readonly offsetMs: number | undefined;
}

const P_B_M = visemeOfPhone('p');

/** The closures in a list of phones: neighbouring p, b and m are one, as the lips stay together. */
export function closuresOf(phones: readonly TimedPhone[]): TimedPhone[] {
  const closures: TimedPhone[] = [];
  for (const phone of phones) {
    if (visemeOfPhone(phone.phone) !== P_B_M) continue;
    const last = closures.at(-1);
    if (last && last.endMs === phone.startMs) {
      closures[closures.length - 1] = { ...last, phone: last.phone + phone.phone, endMs: phone.endMs };
    } else {
      closures.push(phone);
    }
  }
  return closures;
}

/**
 * Looks for each closure of the speech in the frames that were drawn.
 *
 * @param frames in rising order of `mediaMs`.
 * @param toleranceMs how far before and after the sound a closed mouth counts.
 */
export function matchClosures(
  phones: readonly TimedPhone[],
  frames: readonly MouthFrame[],
  toleranceMs: number,
): ClosureResult[] {
  return closuresOf(phones).map(({ phone, startMs, endMs }) => {
    const near = frames.findIndex(
      (frame) => frame.closed && frame.mediaMs >= startMs - toleranceMs && frame.mediaMs <= endMs + toleranceMs,
    );
    return {
      phones: phone,
      startMs,
      endMs,
      closed: near >= 0,
      offsetMs: near < 0 ? undefined : metAt(frames, near, startMs),
    };
  });
}

/** When the run of closed frames that holds `index` began, relative to `startMs`; half a frame is split. */
function metAt(frames: readonly MouthFrame[], index: number, startMs: number): number | undefined {
  let first = index;
  while (first > 0 && frames[first - 1]?.closed) first--;
  const before = frames[first - 1];
  const met = frames[first];
  // A mouth that rested before shows no moment at which it closed.
  if (!before || !met || met.mediaMs < startMs - 250) return undefined;
  return (before.mediaMs + met.mediaMs) / 2 - startMs;
}

/** The value below which a share `p` (0 to 1) of the values lies; linear between neighbours. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = p * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}
