import { METRICS_CONTENT_TYPE, type Metrics } from '../observe/metrics.js';
import type { Route } from './request-listener.js';

/** What {@link operationsRoutes} works with. */
export interface OperationsDependencies {
  /** Whether the shared records can be asked; always true without Redis. */
  readonly isRedisReady: () => Promise<boolean>;
  readonly metrics: Metrics;
  /** True from the moment the gateway is told to stop. */
  readonly isStopping: () => boolean;
}

/**
 * The routes for those who run the gateway: `/healthz` (the process lives), `/readyz` (send calls here: 503 while it
 * stops or cannot reach Redis) and `/metrics` (Prometheus). They hold no secrets and ask for no key.
 */
export function operationsRoutes({ isRedisReady, metrics, isStopping }: OperationsDependencies): Record<string, Route> {
  return {
    '/healthz': {
      method: 'GET',
      answer: async () => ({ status: 200, json: { status: 'ok' } }),
    },
    '/readyz': {
      method: 'GET',
      answer: async () => {
        if (isStopping()) return { status: 503, json: { status: 'draining' } };
        if (!(await isRedisReady())) return { status: 503, json: { status: 'redis does not answer' } };
        return { status: 200, json: { status: 'ready' } };
      },
    },
    '/metrics': {
      method: 'GET',
      answer: async () => ({
        status: 200,
        text: await metrics.text(),
        headers: { 'content-type': METRICS_CONTENT_TYPE },
      }),
    },
  };
}
