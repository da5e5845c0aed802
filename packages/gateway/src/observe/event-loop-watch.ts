import { LatencyHistogram } from './latency-histogram.js';

/** Time between two looks, in milliseconds. 50 timers a second take less than a thousandth of a core. */
const INTERVAL_MS = 20;

/**
 * Measures how late the event loop is: everything in this process waits its turn there, so a delay is in every call.
 *
 * Node's own `monitorEventLoopDelay` counts its interval in and has no counts that Prometheus could add up.
 */
export class EventLoopWatch {
  readonly delays = new LatencyHistogram();
  readonly #timer: NodeJS.Timeout;

  /** @param nowMs time in milliseconds, from any start. */
  constructor(nowMs: () => number = () => performance.now()) {
    let lastMs = nowMs();
    this.#timer = setInterval(() => {
      const thisMs = nowMs();
      this.delays.observe(Math.max(0, thisMs - lastMs - INTERVAL_MS));
      lastMs = thisMs;
    }, INTERVAL_MS);
    this.#timer.unref();
  }

  /** Stops measuring. */
  close(): void {
    clearInterval(this.#timer);
  }
}
