import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { DurationMetric } from './duration-metric.js';
import { EventLoopWatch } from './event-loop-watch.js';
import type { GatewayIdentity } from './identity.js';
import { LatencyHistogram } from './latency-histogram.js';
import { TenantCounters, type TenantCounts } from './tenant-counts.js';

/** Which of the three parties ended a call. */
export type Side = 'client' | 'upstream' | 'gateway';

/** What the gateway is when asked: read when somebody scrapes, and not before. */
export interface GatewayReadings {
  /** Bytes that wait to be sent, and sessions of which a side is not read from until they are; all calls together. */
  backlog(): { readonly bytes: number; readonly pausedSessions: number };
  /** `undefined` without Redis. */
  isRedisReady: (() => Promise<boolean>) | undefined;
  isDraining(): boolean;
  /** Most calls at one time. */
  maxSessions(): number;
}

/** What `GET /metrics` shows, and the places to count it. */
export type Metrics = ReturnType<typeof createMetrics>;

/** Content type of the Prometheus text format. */
export const METRICS_CONTENT_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

/** Edges that Prometheus sees. The goal for p99 is 10 ms, and at 20 ms a core has more calls than it can serve. */
const LATENCY_EDGES_MS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 50, 100, 250, 1_000];
const EVENT_LOOP_EDGES_MS = [1, 2.5, 5, 10, 20, 50, 100, 250, 1_000];

/** Process and Node.js metrics of prom-client: there is one process, however many gateways it holds. */
let processRegistry: Registry | undefined;

/**
 * Makes a set of metrics of its own, so that two gateways in one process do not share counters.
 *
 * What changes with every message is a plain number here; prom-client sees it when somebody scrapes.
 * `docs/operations.md` has a table of all metrics, and a test that compares.
 */
export function createMetrics(identity: GatewayIdentity, readings: GatewayReadings) {
  const registry = new Registry();
  const registers = [registry];
  const addedLatency = new LatencyHistogram();
  const eventLoop = new EventLoopWatch();
  const tenants = new TenantCounters();
  const traffic = { clientMessages: 0, clientBytes: 0, upstreamMessages: 0, upstreamBytes: 0 };
  let engineMs = 0;

  const gauge = (name: string, help: string, read: () => number): Gauge =>
    new Gauge({
      name: `lipwire_${name}`,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []): Counter<Label> =>
    new Counter<Label>({ name: `lipwire_${name}`, help, labelNames, registers });
  /** A counter that is counted elsewhere: by label, what it stands at. */
  const countedElsewhere = (
    name: string,
    help: string,
    label: string,
    read: () => Iterable<[string, number]>,
  ): void => {
    new Counter({
      name: `lipwire_${name}`,
      help,
      labelNames: [label],
      registers,
      collect() {
        this.reset();
        for (const [value, count] of read()) this.inc({ [label]: value }, count);
      },
    });
  };
  const byTenant = (read: (counts: TenantCounts) => number) => (): [string, number][] =>
    [...tenants.entries()].map(([tenant, counts]) => [tenant, read(counts)]);
  const bySide = (client: 'clientBytes' | 'clientMessages', upstream: 'upstreamBytes' | 'upstreamMessages') => {
    return (): [string, number][] => [
      ['client', traffic[client]],
      ['upstream', traffic[upstream]],
    ];
  };

  new Gauge({
    name: 'lipwire_build_info',
    help: 'Always 1; the labels say which gateway this is.',
    labelNames: ['gateway', 'version'],
    registers,
  }).set({ gateway: identity.id, version: identity.version }, 1);
  new Gauge({
    name: 'lipwire_sessions_open',
    help: 'Calls that are open now.',
    labelNames: ['tenant'],
    registers,
    collect() {
      for (const [tenant, count] of byTenant((counts) => counts.sessionsOpen)()) this.set({ tenant }, count);
    },
  });
  gauge('sessions_limit', 'Most calls that this gateway takes at one time.', readings.maxSessions);
  countedElsewhere(
    'sessions_total',
    'Calls that were admitted.',
    'tenant',
    byTenant(({ sessions }) => sessions),
  );
  countedElsewhere(
    'turns_total',
    'Turns of the voice service with speech in them.',
    'tenant',
    byTenant(({ turns }) => turns),
  );
  countedElsewhere(
    'interruptions_total',
    'Turns that the user cut short.',
    'tenant',
    byTenant(({ interruptions }) => interruptions),
  );
  countedElsewhere(
    'audio_seconds_total',
    'Speech that passed to clients.',
    'tenant',
    byTenant(({ audioMs }) => audioMs / 1000),
  );
  countedElsewhere(
    'messages_total',
    'Messages received, by the side that sent them.',
    'side',
    bySide('clientMessages', 'upstreamMessages'),
  );
  countedElsewhere(
    'bytes_total',
    'Bytes of messages received, by the side that sent them.',
    'side',
    bySide('clientBytes', 'upstreamBytes'),
  );
  new DurationMetric({
    name: 'lipwire_added_latency_seconds',
    help: 'Time between receiving an upstream message and sending it on.',
    registers,
    edgesMs: LATENCY_EDGES_MS,
    source: addedLatency,
  });
  new DurationMetric({
    name: 'lipwire_event_loop_delay_seconds',
    help: 'How late timers fire; late means that every call waits.',
    registers,
    edgesMs: EVENT_LOOP_EDGES_MS,
    source: eventLoop.delays,
  });
  new Counter({
    name: 'lipwire_engine_seconds_total',
    help: 'Time spent on analysing speech; divided by the audio seconds it is the real-time factor.',
    registers,
    collect() {
      this.reset();
      this.inc(engineMs / 1000);
    },
  });
  gauge('backlog_bytes', 'Bytes of messages that wait to be sent.', () => readings.backlog().bytes);
  gauge(
    'sessions_paused',
    'Calls of which one side is not read from, until the other has taken what waits.',
    () => readings.backlog().pausedSessions,
  );
  gauge('draining', '1 from the moment the gateway is told to stop, else 0.', () => Number(readings.isDraining()));
  const { isRedisReady } = readings;
  if (isRedisReady !== undefined) {
    new Gauge({
      name: 'lipwire_redis_up',
      help: '1 if Redis answers, else 0; not there without Redis.',
      registers,
      async collect() {
        this.set(Number(await isRedisReady()));
      },
    });
  }

  return {
    registry,
    /** Counts by tenant. */
    tenants,
    /** Messages received, and their bytes, by the side that sent them. Whoever receives one counts it here. */
    traffic,
    addedLatency,
    eventLoop,
    closes: counter('closes_total', 'Calls that ended, by the side that ended them and its close code.', [
      'side',
      'code',
    ]),
    refusals: counter('refusals_total', 'Calls and requests that were refused, by reason.', ['reason']),
    tokens: counter('tokens_total', 'Tokens that were wrapped.'),
    annotationFailures: counter(
      'annotation_failures_total',
      'Calls whose visemes were given up because of a defect; their messages still pass.',
    ),
    /** One message of the service was in our hands for that long. */
    observeAddedLatency: (ms: number): void => addedLatency.observe(ms),
    /** The engine worked for that long. */
    addEngineMs: (ms: number): void => {
      engineMs += ms;
    },
    /** Everything, in the Prometheus text format. */
    async text(): Promise<string> {
      return `${await registry.metrics()}\n${await processMetrics().metrics()}`;
    },
    /** Stops measuring. */
    close: (): void => eventLoop.close(),
  };
}

function processMetrics(): Registry {
  if (processRegistry === undefined) {
    processRegistry = new Registry();
    collectDefaultMetrics({ register: processRegistry });
  }
  return processRegistry;
}

/**
 * A close code as a metric label. The gateway's own codes stand as they are. Of the others, those that apps choose
 * (3000 to 4999) share two labels, so that a client cannot fill the memory of whoever scrapes.
 */
export function closeCodeLabel(code: number, side: Side): string {
  return side === 'gateway' || code < 3000 ? String(code) : `${Math.floor(code / 1000)}xxx`;
}
