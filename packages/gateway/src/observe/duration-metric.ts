import { Histogram, type Registry } from 'prom-client';
import type { LatencyHistogram } from './latency-histogram.js';

/** What {@link DurationMetric} shows. */
export interface DurationMetricOptions {
  readonly name: string;
  readonly help: string;
  readonly registers: Registry[];
  /** Upper edges that Prometheus sees, in milliseconds; each must be one of the histogram's own. */
  readonly edgesMs: readonly number[];
  readonly source: LatencyHistogram;
}

/** Shows a {@link LatencyHistogram} to Prometheus, in seconds. Nothing is copied until somebody scrapes. */
export class DurationMetric extends Histogram {
  readonly #options: DurationMetricOptions;

  constructor(options: DurationMetricOptions) {
    const { name, help, registers, edgesMs } = options;
    super({ name, help, registers, buckets: edgesMs.map(seconds) });
    this.#options = options;
  }

  /** Where prom-client takes the values from, for text and JSON alike; its types do not know the method (15.1). */
  async getForPromString() {
    const { name, help, edgesMs, source } = this.#options;
    const { count } = source;
    const value = (suffix: string, value: number, labels: Record<string, number | string> = {}) => {
      return { metricName: `${name}_${suffix}`, labels, sharedLabels: {}, value };
    };
    const values = [
      ...edgesMs.map((ms) => value('bucket', source.countUpTo(ms), { le: seconds(ms) })),
      value('bucket', count, { le: '+Inf' }),
      value('sum', seconds(source.sumMs)),
      value('count', count),
    ];
    return { name, help, type: 'histogram', aggregator: 'sum', values };
  }
}

function seconds(ms: number): number {
  return Number((ms / 1000).toPrecision(12));
}
