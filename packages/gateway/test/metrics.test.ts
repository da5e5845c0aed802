import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { closeCodeLabel, createMetrics } from '../src/observe/metrics.js';

const PAGE = readFileSync(fileURLToPath(new URL('../../../docs/operations.md', import.meta.url)), 'utf8');

function metricsOf(readings: Partial<Parameters<typeof createMetrics>[1]> = {}) {
  return createMetrics(
    { id: '0a1b2c3d', version: '1.2.3' },
    {
      backlog: () => ({ bytes: 4_096, pausedSessions: 2 }),
      isRedisReady: async () => false,
      isDraining: () => true,
      maxSessions: () => 100,
      ...readings,
    },
  );
}

describe('docs/operations.md', () => {
  it('lists every metric with its type and labels, and no other', async () => {
    const metrics = metricsOf();
    const registered = metrics.registry.getMetricsAsArray().map((metric) => {
      // The types of prom-client do not know the label names (15.1).
      const { name, labelNames } = metric as unknown as { name: string; labelNames: string[] };
      const kind = metric.constructor.name;
      const type = kind === 'DurationMetric' ? 'histogram' : kind.toLowerCase();
      return [name, type, [...labelNames].sort().join(', ')].join(' | ');
    });
    metrics.close();
    const rows = [...PAGE.matchAll(/^\| `(lipwire_\w+)` \| (\w+) \|([^|]*)\|/gm)].map(
      ([, name, type, labels = '']) => `${name} | ${type} | ${labels.replaceAll('`', '').trim()}`,
    );
    expect(registered.length).toBeGreaterThan(15);
    expect(rows.sort()).toEqual(registered.sort());
  });

  it('alerts on metrics that there are', () => {
    const [, rules = ''] = /```yaml\n(groups:[^`]*)```/.exec(PAGE) ?? [];
    const names = new Set(
      [...rules.matchAll(/\b(lipwire_\w+?|nodejs_\w+|process_\w+)(?:_bucket)?\b/g)].map(([, name]) => name),
    );
    expect(names.size).toBeGreaterThan(5);
    for (const name of names) expect(PAGE).toContain(`\`${name}\``);
  });
});

describe('the text for Prometheus', () => {
  it('shows counts by tenant, and what the gateway is now', async () => {
    const metrics = metricsOf();
    const watcher = metrics.tenants.watchCall('acme');
    watcher.onTurnStart();
    watcher.onSpeech(1_500);
    watcher.onSpeech(500);
    watcher.onInterrupted();
    metrics.tenants.of('other').sessions = 3;
    metrics.traffic.upstreamBytes += 77;
    metrics.observeAddedLatency(10);
    metrics.observeAddedLatency(10.5);
    metrics.observeAddedLatency(3_000);
    const text = await metrics.text();
    metrics.close();
    for (const line of [
      'lipwire_turns_total{tenant="acme"} 1',
      'lipwire_interruptions_total{tenant="acme"} 1',
      'lipwire_audio_seconds_total{tenant="acme"} 2',
      'lipwire_sessions_total{tenant="other"} 3',
      'lipwire_sessions_total{tenant="acme"} 0',
      'lipwire_bytes_total{side="upstream"} 77',
      'lipwire_added_latency_seconds_bucket{le="0.01"} 1',
      'lipwire_added_latency_seconds_bucket{le="0.02"} 2',
      'lipwire_added_latency_seconds_bucket{le="1"} 2',
      'lipwire_added_latency_seconds_bucket{le="+Inf"} 3',
      'lipwire_added_latency_seconds_sum 3.0205',
      'lipwire_added_latency_seconds_count 3',
      '# TYPE lipwire_added_latency_seconds histogram',
      'lipwire_backlog_bytes 4096',
      'lipwire_sessions_paused 2',
      'lipwire_redis_up 0',
      'lipwire_draining 1',
      'lipwire_sessions_limit 100',
      'lipwire_build_info{gateway="0a1b2c3d",version="1.2.3"} 1',
    ]) {
      expect(`\n${text}`).toContain(`\n${line}\n`);
    }
    expect(text).toMatch(/^process_resident_memory_bytes \d{7,}/m);
    expect(text).toMatch(/^nodejs_version_info\{/m);
  });

  it('says nothing of Redis where there is none', async () => {
    const metrics = metricsOf({ isRedisReady: undefined });
    expect(await metrics.text()).not.toContain('redis');
    metrics.close();
  });

  it('says the same twice: a scrape changes nothing', async () => {
    const metrics = metricsOf();
    metrics.tenants.of('acme').sessions = 1;
    metrics.addEngineMs(250);
    const ours = async () => (await metrics.registry.metrics()).replaceAll(/.*event_loop.*/g, '');
    expect(await ours()).toBe(await ours());
    metrics.close();
  });
});

describe('closeCodeLabel', () => {
  it.each([
    [1006, 'client', '1006'],
    [4004, 'gateway', '4004'],
    [4004, 'client', '4xxx'],
    [3999, 'upstream', '3xxx'],
  ] as const)('shows %i of the %s as %s', (code, side, label) => {
    expect(closeCodeLabel(code, side)).toBe(label);
  });
});
