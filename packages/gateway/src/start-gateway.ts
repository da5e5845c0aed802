import { createServer } from 'node:http';
import type { DestinationStream } from 'pino';
import { MemoryUsedTokens } from './auth/memory-used-tokens.js';
import { RedisUsedTokens } from './auth/redis-used-tokens.js';
import type { GatewayConfig } from './config/config.js';
import { LivePolicy } from './config/live-policy.js';
import { ignoreUpgrade } from './http/ignore-upgrade.js';
import { listen, listeningUrl } from './http/listen.js';
import { operationsRoutes } from './http/operations-routes.js';
import { opsRoutes } from './http/ops-routes.js';
import { RateLimiter } from './http/rate-limiter.js';
import { createRequestListener, type Route } from './http/request-listener.js';
import { sessionRoutes } from './http/session-routes.js';
import { type SignedUrlRouteDependencies, wrapToken } from './http/signed-url-route.js';
import { openLeash } from './leash/open-leash.js';
import {
  HTTP_REQUEST_TIMEOUT_MS,
  MAX_HTTP_CONNECTIONS,
  MAX_REQUEST_HEAD_BYTES,
  MAX_UNADMITTED_CLIENTS,
} from './limits.js';
import { newIdentity } from './observe/identity.js';
import { createLog } from './observe/log.js';
import { createMetrics, type GatewayReadings, type Metrics } from './observe/metrics.js';
import { openTracing } from './observe/tracing.js';
import { MemoryGatewaySamples } from './ops/memory-gateway-samples.js';
import { RedisGatewaySamples } from './ops/redis-gateway-samples.js';
import { Sampler } from './ops/sampler.js';
import { RedisConnection } from './redis/redis-connection.js';
import type { CallWatcher } from './session/call-watcher.js';
import { lipSyncEngines } from './session/lip-sync-engines.js';
import type { SessionLimits } from './session/session-limits.js';
import type { SpeechEngines } from './session/speech-engines.js';
import { Switchboard } from './session/switchboard.js';
import { isVisemeModel } from './session/viseme-model.js';

/** A gateway that runs. */
export interface Gateway {
  /** URL it listens on, without trailing slash: `http://127.0.0.1:8787`. */
  readonly url: string;
  /**
   * Puts another configuration in force: tenants, keys, limits, origins and sealing keys count from the next request and
   * the next call on; calls that run live on with what they began with. A setting that needs a restart is named in the log.
   *
   * @param config the configuration, or how to read it: if that throws, the log says why and nothing changes.
   * @returns whether it is in force.
   */
  reload(config: GatewayConfig | (() => GatewayConfig)): boolean;
  /**
   * Stops: takes no new calls (1013 at the door, 503 at `/readyz`), waits for those that run, ends what is left of them
   * (1001), and lets go of port and Redis. Calling it twice is safe; a second call without `drainMs` ends the waiting.
   */
  close(options?: CloseOptions): Promise<void>;
}

/** How a gateway stops. */
export interface CloseOptions {
  /** Time for the calls that run to end by themselves, in milliseconds. Default: 0. */
  readonly drainMs?: number;
}

/** Parts of a gateway that a host process or a test may replace. */
export interface GatewayParts {
  /** Default: the engine of `@lipwire/engine`. */
  readonly engines?: SpeechEngines;
  /** Where log lines go. Default: standard error. */
  readonly logTo?: DestinationStream;
  /** Wall time in milliseconds since 1970. Default: the system's. */
  readonly nowMs?: () => number;
  /** Time for a whole HTTP request to arrive, a handshake included, in milliseconds. Default: 10,000. */
  readonly requestTimeoutMs?: number;
  /** Time for upstream to accept a WebSocket, in milliseconds. Default: 10,000. */
  readonly upstreamTimeoutMs?: number;
  /** Time between two looks at the caps of calls, in milliseconds. Default: 1,000. */
  readonly leashTickMs?: number;
  /** Time after which the calls of a gateway that was killed are forgotten, in milliseconds. Default: 20,000. */
  readonly sessionLeaseMs?: number;
  /** Replaces some of what one call may use up. Default: as configured. */
  readonly sessionLimits?: Partial<SessionLimits>;
  /** Time between two samples for the live page, in milliseconds. Default: 2,000. */
  readonly sampleIntervalMs?: number;
  /** Gives others who watch a call that is about to start. Default: nobody. */
  readonly watchCall?: () => readonly CallWatcher[];
}

/**
 * Starts a gateway.
 *
 * @param config see `readGatewayConfig`.
 * @throws GatewayError `GATEWAY_PORT_IN_USE`, `GATEWAY_LISTEN_FAILED`, `GATEWAY_REDIS_UNREACHABLE`,
 *   `GATEWAY_TRACES_UNAVAILABLE`.
 */
export async function startGateway(config: GatewayConfig, parts: GatewayParts = {}): Promise<Gateway> {
  const identity = newIdentity();
  const log = createLog(config.logLevel, parts.logTo, identity);
  const tracing = await openTracing(process.env, identity, log);
  const redis = config.redisUrl === undefined ? undefined : await RedisConnection.connect(config.redisUrl, log);
  const usedTokens = redis === undefined ? new MemoryUsedTokens(parts.nowMs) : new RedisUsedTokens(redis, log);

  const readings: GatewayReadings = {
    backlog: () => switchboard.backlog(),
    isRedisReady: redis && (() => redis.isReady()),
    isDraining: () => switchboard.isStopping,
    maxSessions: () => config.maxSessions,
  };
  const metrics = createMetrics(identity, readings);
  const samples = redis === undefined ? new MemoryGatewaySamples() : new RedisGatewaySamples(redis);
  const engines = parts.engines ?? lipSyncEngines(metrics);

  const policy = new LivePolicy(config, log, parts.nowMs);
  const door = {
    policy: policy.current,
    rateLimiter: new RateLimiter(parts.nowMs),
    hasVisemeModel: (name: string) => isVisemeModel(name, engines),
  };
  const { leash, register } = openLeash(redis, {
    gateway: identity.id,
    log,
    nowMs: parts.nowMs,
    tickMs: parts.leashTickMs,
    leaseMs: parts.sessionLeaseMs,
  });
  const switchboard = new Switchboard({
    ...door,
    ...{ usedTokens, leash, engines, log, metrics },
    geminiUrl: config.geminiUrl,
    maxSessions: config.maxSessions,
    upstreamTimeoutMs: parts.upstreamTimeoutMs,
    limits: { ...config.sessionLimits, ...parts.sessionLimits },
    watchCall: ({ id, admission, clientHeaders }) => {
      const tenant = admission.tenant.name;
      const span = tracing?.watchCall({ ...admission, id, tenant }, clientHeaders);
      const own = [metrics.tenants.watchCall(tenant), ...(span === undefined ? [] : [span])];
      return [...own, ...(parts.watchCall?.() ?? [])];
    },
  });

  const requestTimeoutMs = parts.requestTimeoutMs ?? HTTP_REQUEST_TIMEOUT_MS;
  const server = createServer({
    requestTimeout: requestTimeoutMs,
    headersTimeout: requestTimeoutMs,
    // How often the two are looked at; the default of 30 s would make them 40.
    connectionsCheckingInterval: requestTimeoutMs / 10,
    maxHeaderSize: MAX_REQUEST_HEAD_BYTES,
  });
  server.maxConnections = config.maxSessions + MAX_UNADMITTED_CLIENTS + MAX_HTTP_CONNECTIONS;
  let publicUrl = config.publicUrl ?? '';
  server.on(
    'request',
    createRequestListener({
      routes: {
        '/v1/get-signed-url': signedUrlRoute({ ...door, publicUrl: () => publicUrl }, metrics),
        ...sessionRoutes({ ...door, leash, register, log }),
        ...opsRoutes({ ...door, samples, log }),
        ...operationsRoutes({
          isRedisReady: async () => redis === undefined || (await redis.isReady()),
          metrics,
          isStopping: () => switchboard.isStopping,
        }),
      },
      allowedOrigins: () => policy.current().namedOrigins,
      publicPath: () => new URL(publicUrl).pathname.replace(/\/$/, ''),
      log,
      metrics,
    }),
  );
  server.on('upgrade', (request, socket, head) => {
    if (request.headers.upgrade?.toLowerCase() === 'websocket') switchboard.onUpgrade(request, socket, head);
    else ignoreUpgrade(server, request, socket, head);
  });

  try {
    await listen(server, config);
  } catch (error) {
    metrics.close();
    await leash.close();
    redis?.close();
    await tracing?.close();
    throw error;
  }
  const url = listeningUrl(server);
  publicUrl ||= url;
  const sampler = new Sampler({ identity, metrics, readings, samples, log, intervalMs: parts.sampleIntervalMs });
  log.info({ url, publicUrl, records: redis === undefined ? 'memory' : 'redis' }, 'gateway listening');

  let closing: Promise<void> | undefined;
  const hurry = new AbortController();
  return {
    url,
    reload: (next) => policy.reload(next),
    close({ drainMs = 0 } = {}) {
      if (drainMs === 0) hurry.abort();
      closing ??= shutDown(drainMs);
      return closing;
    },
  };

  async function shutDown(drainMs: number): Promise<void> {
    if (drainMs > 0) log.info({ drainMs }, 'gateway draining');
    // The port stays open meanwhile: a balancer must be able to read that it should turn away.
    const sessionsLeft = await switchboard.drain(drainMs, hurry.signal);
    if (sessionsLeft > 0) log.info({ sessionsLeft }, 'gateway ends the calls that are left');
    const stopped = new Promise((resolve) => server.close(resolve));
    await switchboard.close();
    server.closeAllConnections();
    await stopped;
    sampler.close();
    await leash.close();
    redis?.close();
    metrics.close();
    await tracing?.close();
    log.info('gateway stopped');
  }
}

function signedUrlRoute(dependencies: SignedUrlRouteDependencies, metrics: Metrics): Route {
  return {
    method: 'POST',
    async answer(request) {
      const json = await wrapToken(request, dependencies);
      metrics.tokens.inc();
      return { status: 200, json };
    },
  };
}
