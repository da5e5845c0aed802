import { heardTimeSeconds, type OutputClock } from './heard-time.js';

/** What the browser says is read at most this often: several questions of one frame get one answer. */
const READING_MS = 4;
/** The line follows readings that are this close to it, slowly: they are noise, or two clocks that drift apart. */
const NOISE_SECONDS = 0.03;
const FOLLOW_MS = 200;
/** Never by more than this part of the time that passed: what is heard does not stumble, so the mouth must not. */
const MAX_SLEW = 0.05;
/** Readings that stay further away for this long are another device, or another latency: the line goes there at once. */
const SETTLED_MS = 80;
/** Nobody asked for this long (a hidden page, a computer that slept): the line begins anew. */
const LINE_MS = 1000;
/** A running context whose time stands still for this long plays nothing: its device is gone. */
const STALLED_MS = 250;

/**
 * The context time that is heard now, as a line that can be relied on.
 *
 * Context time passes as wall time does, so what is heard is `wall time + offset`, and only the offset has to be known.
 * Browsers tell it in jumps and steps, and at times nonsense; a single reading moves the line a little at most. A new
 * latency, which stays, is followed within 80 ms.
 */
export class HeardClock {
  readonly #context: OutputClock & Pick<AudioContext, 'state'>;
  #offsetSeconds = Number.NaN;
  #statedSeconds = 0;
  #readAtMs = Number.NEGATIVE_INFINITY;
  /** Since when readings are far from the line. */
  #awaySinceMs = Number.NaN;
  #renderedSeconds = 0;
  #movedAtMs = 0;
  #stalled = false;

  constructor(context: OutputClock & Pick<AudioContext, 'state'>) {
    this.#context = context;
  }

  /** What the browser said at the latest {@link read}, in seconds of the context. */
  get statedSeconds(): number {
    return this.#statedSeconds;
  }

  /** The context should run, and nothing happens. As of the latest {@link read}. */
  get stalled(): boolean {
    return this.#stalled;
  }

  /**
   * The context time, in seconds, of the sound that leaves the speaker now.
   *
   * @param nowMs `performance.now()`; never less than before.
   */
  read(nowMs: number): number {
    const context = this.#context;
    const rendered = context.currentTime;
    const elapsedMs = nowMs - this.#readAtMs;
    if (rendered !== this.#renderedSeconds || context.state !== 'running' || elapsedMs > LINE_MS) {
      this.#renderedSeconds = rendered;
      this.#movedAtMs = nowMs;
    }
    this.#stalled = nowMs - this.#movedAtMs > STALLED_MS;
    // Before the first sound has come through, nothing is heard, and nothing is known of how long that takes.
    const known = context.state === 'running' && !this.#stalled && elapsedMs <= LINE_MS && this.#statedSeconds > 0;
    if (!known || elapsedMs >= READING_MS) {
      this.#statedSeconds = heardTimeSeconds(context, nowMs);
      this.#readAtMs = nowMs;
      const error = this.#statedSeconds - (nowMs / 1000 + this.#offsetSeconds);
      if (known && Number.isFinite(error)) this.#follow(error, elapsedMs, nowMs);
      else this.#restart(nowMs);
    }
    return Math.max(0, Math.min(nowMs / 1000 + this.#offsetSeconds, rendered));
  }

  #follow(errorSeconds: number, elapsedMs: number, nowMs: number): void {
    if (Math.abs(errorSeconds) <= NOISE_SECONDS) {
      const most = (elapsedMs / 1000) * MAX_SLEW;
      const step = errorSeconds * Math.min(1, elapsedMs / FOLLOW_MS);
      this.#offsetSeconds += Math.max(-most, Math.min(most, step));
      this.#awaySinceMs = Number.NaN;
    } else if (Number.isNaN(this.#awaySinceMs)) {
      this.#awaySinceMs = nowMs;
    } else if (nowMs - this.#awaySinceMs >= SETTLED_MS) {
      this.#restart(nowMs);
    }
  }

  #restart(nowMs: number): void {
    this.#offsetSeconds = this.#statedSeconds - nowMs / 1000;
    this.#awaySinceMs = Number.NaN;
  }
}
