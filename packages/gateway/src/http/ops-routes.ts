import { readFileSync } from 'node:fs';
import { SAMPLES_KEPT } from '../limits.js';
import { errorFacts, type Log } from '../observe/log.js';
import type { GatewaySample, GatewaySamples } from '../ops/gateway-sample.js';
import { type AdminGuardDependencies, requireAdmin, requireAdminKeySet } from './admin-guard.js';
import { HttpError } from './http-error.js';
import type { Answer, Route } from './request-listener.js';

/** What {@link opsRoutes} works with. */
export interface OpsRoutesDependencies extends AdminGuardDependencies {
  readonly samples: GatewaySamples;
  readonly log: Log;
}

/** The files of the page, by their place under `/ops/`, with their media type. */
const FILES: Readonly<Record<string, string>> = {
  'ops.css': 'text/css',
  'ops.js': 'text/javascript',
  'feed.js': 'text/javascript',
  'figures.js': 'text/javascript',
  'format.js': 'text/javascript',
  'gateway-table.js': 'text/javascript',
  'plot.js': 'text/javascript',
  'session-table.js': 'text/javascript',
  'tallies.js': 'text/javascript',
  'icon.svg': 'image/svg+xml',
};

/** Nothing but the page's own files, and nobody may frame it: it holds a key that ends calls. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * The live page for those who run the gateway: `/ops` with its files, and `GET /v1/gateways?samples=`, from which it draws.
 * The page itself holds no secret and asks for no key; what it shows needs the admin key. Without one nothing is there.
 */
export function opsRoutes(dependencies: OpsRoutesDependencies): Record<string, Route> {
  const file = (name: string, type: string): Route => ({
    method: 'GET',
    async answer() {
      requireAdminKeySet(dependencies.policy());
      return fileAnswer(name, type);
    },
  });
  return {
    '/ops': file('index.html', 'text/html'),
    ...Object.fromEntries(Object.entries(FILES).map(([name, type]) => [`/ops/${name}`, file(name, type)])),
    '/v1/gateways': {
      method: 'GET',
      async answer(request, { query }) {
        requireAdmin(request, dependencies);
        const lists = await read(dependencies, readCount(query));
        return { status: 200, json: { gateways: lists.map(describe) } };
      },
    },
  };
}

function fileAnswer(name: string, type: string): Answer {
  // As deep in dist/ as in src/. Some ten kilobytes, asked for when somebody opens the page.
  const text = readFileSync(new URL(`../../assets/ops/${name}`, import.meta.url), 'utf8');
  return {
    status: 200,
    text,
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': POLICY,
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    },
  };
}

async function read({ samples, log }: OpsRoutesDependencies, count: number): ReturnType<GatewaySamples['read']> {
  try {
    return await samples.read(count);
  } catch (error) {
    log.error(errorFacts(error), 'the samples of the gateways cannot be read');
    throw new HttpError(503, 'SAMPLES_UNAVAILABLE', 'Redis, where the gateways meet, does not answer. Try again.');
  }
}

function readCount(query: URLSearchParams): number {
  const text = query.get('samples') || String(SAMPLES_KEPT);
  const count = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= SAMPLES_KEPT) return count;
  throw new HttpError(400, 'INVALID_QUERY', `samples must be a whole number from 1 to ${SAMPLES_KEPT}.`);
}

/** A gateway as the interface shows it: seconds and ISO times, for people and scripts. */
function describe(samples: readonly GatewaySample[]): Record<string, unknown> {
  const latest = samples.at(-1);
  return {
    id: latest?.gateway,
    version: latest?.version,
    max_sessions: latest?.maxSessions,
    draining: latest?.isDraining,
    samples: samples.map((sample) => ({
      at: new Date(sample.atMs).toISOString(),
      interval_seconds: sample.intervalMs / 1000,
      sessions: sample.sessions,
      started: sample.started,
      turns: sample.turns,
      interruptions: sample.interruptions,
      audio_seconds: sample.audioMs / 1000,
      closes: sample.closes,
      refusals: sample.refusals,
      added_latency_p50_ms: sample.latencyP50Ms,
      added_latency_p99_ms: sample.latencyP99Ms,
      event_loop_delay_p99_ms: sample.eventLoopP99Ms,
      cpu: sample.cpuShare,
      memory_bytes: sample.memoryBytes,
      backlog_bytes: sample.backlogBytes,
    })),
  };
}
