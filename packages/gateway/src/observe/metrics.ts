import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Which of the three parties ended a call. */
export type Side = 'client' | 'upstream' | 'gateway';

/** What `GET /metrics` shows, and the places to count it. */
export type Metrics = ReturnType<typeof createMetrics>;

const EVENT_LOOP_QUANTILES = [50, 99] as const;
const NANOSECONDS = 1e-9;

/** Makes a set of metrics of its own, so that two gateways in one process do not share counters. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  const eventLoop = monitorEventLoopDelay({ resolution: 20 });
  eventLoop.enable();

  new Gauge({
    name: 'lipwire_event_loop_delay_seconds',
    help: 'Delay of the event loop since the last scrape; above 0.05 the process has more calls than it can serve.',
    labelNames: ['quantile'],
    registers,
    collect() {
      for (const percentile of EVENT_LOOP_QUANTILES) {
        this.set({ quantile: String(percentile / 100) }, eventLoop.percentile(percentile) * NANOSECONDS);
      }
      eventLoop.reset();
    },
  });

  return {
    registry,
    sessionsOpen: new Gauge({ name: 'lipwire_sessions_open', help: 'Calls that are open now.', registers }),
    sessions: new Counter({ name: 'lipwire_sessions_total', help: 'Calls that were admitted.', registers }),
    closes: new Counter({
      name: 'lipwire_closes_total',
      help: 'Calls that ended, by the side that ended them and its close code.',
      labelNames: ['side', 'code'],
      registers,
    }),
    refusals: new Counter({
      name: 'lipwire_refusals_total',
      help: 'Calls and requests that were refused, by reason.',
      labelNames: ['reason'],
      registers,
    }),
    tokens: new Counter({ name: 'lipwire_tokens_total', help: 'Tokens that were wrapped.', registers }),
    addedLatencySeconds: new Histogram({
      name: 'lipwire_added_latency_seconds',
      help: 'Time between receiving an upstream message and sending it on.',
      buckets: [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
      registers,
    }),
    audioSeconds: new Counter({
      name: 'lipwire_audio_seconds_total',
      help: 'Speech that passed to clients.',
      registers,
    }),
    engineSeconds: new Counter({
      name: 'lipwire_engine_seconds_total',
      help: 'Time spent on analysing speech; divided by the audio seconds it is the real-time factor.',
      registers,
    }),
    annotationFailures: new Counter({
      name: 'lipwire_annotation_failures_total',
      help: 'Calls whose visemes were given up because of a defect; their messages still pass.',
      registers,
    }),
    /** Stops measuring. */
    close(): void {
      eventLoop.disable();
    },
  };
}

/**
 * A close code as a metric label. Codes that apps choose (3000 to 4999) share two labels, so that a client cannot fill
 * the memory of whoever scrapes.
 */
export function closeCodeLabel(code: number): string {
  return code < 3000 ? String(code) : `${Math.floor(code / 1000)}xxx`;
}
