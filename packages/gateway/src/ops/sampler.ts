import { SAMPLE_INTERVAL_MS } from '../limits.js';
import type { GatewayIdentity } from '../observe/identity.js';
import { countsBetween, quantileMs } from '../observe/latency-histogram.js';
import { errorFacts, type Log } from '../observe/log.js';
import type { GatewayReadings, Metrics } from '../observe/metrics.js';
import type { GatewaySample, GatewaySamples } from './gateway-sample.js';

/** What a {@link Sampler} works with. */
export interface SamplerOptions {
  readonly identity: GatewayIdentity;
  readonly metrics: Metrics;
  readonly readings: GatewayReadings;
  readonly samples: GatewaySamples;
  readonly log: Log;
  /** Default: {@link SAMPLE_INTERVAL_MS}. */
  readonly intervalMs?: number | undefined;
}

/** Looks at the metrics of this gateway every two seconds, and adds what changed to the samples. */
export class Sampler {
  readonly #options: SamplerOptions;
  readonly #timer: NodeJS.Timeout;
  #before: Look | undefined;
  #isFailing = false;

  constructor(options: SamplerOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.#sample(), options.intervalMs ?? SAMPLE_INTERVAL_MS);
    this.#timer.unref();
    void this.#sample();
  }

  /** Stops. */
  close(): void {
    clearInterval(this.#timer);
  }

  async #sample(): Promise<void> {
    const { samples, log } = this.#options;
    const now = await look(this.#options.metrics);
    const before = this.#before;
    this.#before = now;
    if (before === undefined) return;
    try {
      await samples.add(this.#compare(before, now));
      this.#isFailing = false;
    } catch (error) {
      // Once, not every two seconds: the connection itself also says that it is gone.
      if (!this.#isFailing) log.warn(errorFacts(error), 'samples for the live page could not be shared');
      this.#isFailing = true;
    }
  }

  #compare(before: Look, now: Look): GatewaySample {
    const { identity, readings } = this.#options;
    const latency = countsBetween(before.latency, now.latency);
    const intervalMs = now.monotonicMs - before.monotonicMs;
    return {
      gateway: identity.id,
      version: identity.version,
      atMs: Date.now(),
      intervalMs,
      sessions: now.counts.sessionsOpen,
      maxSessions: readings.maxSessions(),
      isDraining: readings.isDraining(),
      started: now.counts.sessions - before.counts.sessions,
      turns: now.counts.turns - before.counts.turns,
      interruptions: now.counts.interruptions - before.counts.interruptions,
      audioMs: now.counts.audioMs - before.counts.audioMs,
      closes: difference(before.closes, now.closes),
      refusals: difference(before.refusals, now.refusals),
      latencyP50Ms: quantileMs(latency, 0.5) ?? null,
      latencyP99Ms: quantileMs(latency, 0.99) ?? null,
      eventLoopP99Ms: quantileMs(countsBetween(before.eventLoop, now.eventLoop), 0.99) ?? null,
      cpuShare: (now.cpuMs - before.cpuMs) / intervalMs,
      memoryBytes: process.memoryUsage.rss(),
      backlogBytes: readings.backlog().bytes,
    };
  }
}

/** All counters at one moment. */
type Look = Awaited<ReturnType<typeof look>>;

async function look(metrics: Metrics) {
  const { user, system } = process.cpuUsage();
  const [closes, refusals] = await Promise.all([metrics.closes.get(), metrics.refusals.get()]);
  return {
    monotonicMs: performance.now(),
    cpuMs: (user + system) / 1000,
    counts: metrics.tenants.total(),
    latency: metrics.addedLatency.counts(),
    eventLoop: metrics.eventLoop.delays.counts(),
    closes: new Map(closes.values.map(({ labels, value }) => [`${labels.side} ${labels.code}`, value])),
    refusals: new Map(refusals.values.map(({ labels, value }) => [String(labels.reason), value])),
  };
}

function difference(before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): Record<string, number> {
  const changed = [...now].map(([name, count]): [string, number] => [name, count - (before.get(name) ?? 0)]);
  return Object.fromEntries(changed.filter(([, count]) => count > 0));
}
