/** What is asked of an `AudioContext` to know what is heard. */
export type OutputClock = Pick<AudioContext, 'currentTime' | 'baseLatency' | 'outputLatency'> &
  Partial<Pick<AudioContext, 'getOutputTimestamp'>>;

/** More than any headset; what claims to be later than this is a browser's mistake. */
const MAX_LATENCY_SECONDS = 2;
/** A timestamp may be this far ahead of `currentTime`, which some browsers move on in larger steps. */
const MAX_AHEAD_SECONDS = 0.1;

/**
 * The context time, in seconds, of the sound that leaves the speaker now, as the browser says it. See `HeardClock` for
 * what to believe of it.
 *
 * `getOutputTimestamp` knows best: it pairs a context time with the wall time at which it was heard. Where it is missing
 * or says what cannot be (Safari gives zeros before the first sound), the latency that the context states is taken off.
 * Nothing can be heard before it was rendered, so the answer is never beyond `currentTime`.
 *
 * @param nowMs `performance.now()`.
 */
export function heardTimeSeconds(context: OutputClock, nowMs: number): number {
  const rendered = context.currentTime;
  const { contextTime = 0, performanceTime = 0 } = context.getOutputTimestamp?.() ?? {};
  if (contextTime > 0 && contextTime < rendered + MAX_AHEAD_SECONDS && performanceTime > 0) {
    const heard = contextTime + (nowMs - performanceTime) / 1000;
    if (heard > rendered - MAX_LATENCY_SECONDS) return Math.min(heard, rendered);
  }
  // Firefox and Safari: `outputLatency` may be 0 or missing; `baseLatency` is then the only delay that is known.
  const latency = believable(context.outputLatency) || believable(context.baseLatency);
  return Math.max(0, rendered - latency);
}

function believable(latencySeconds: number | undefined): number {
  return latencySeconds !== undefined && latencySeconds > 0 && latencySeconds < MAX_LATENCY_SECONDS
    ? latencySeconds
    : 0;
}
