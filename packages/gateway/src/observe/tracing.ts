import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Tracer } from '@opentelemetry/api';
import { GatewayError } from '../errors.js';
import { TRACES_FLUSH_MS } from '../limits.js';
import { type TracedCall, traceCall } from './call-span.js';
import type { GatewayIdentity } from './identity.js';
import { errorFacts, type Log } from './log.js';

/** A span for each call, sent to a collector. */
export interface Tracing {
  /** Begins the span of a call, and gives the watcher that fills and ends it. */
  watchCall(call: TracedCall, clientHeaders: IncomingHttpHeaders): ReturnType<typeof traceCall>;
  /** Sends what is left, and stops. It does not wait long for a collector that does not answer. */
  close(): Promise<void>;
}

/** Variables of the OpenTelemetry specification by name. */
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Opens traces if the standard variables of OpenTelemetry ask for them: `OTEL_EXPORTER_OTLP_ENDPOINT`,
 * `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`, or `OTEL_TRACES_EXPORTER=otlp`. All other variables (headers, sampler, resource,
 * limits) are read by the OpenTelemetry SDK itself. Where none asks, nothing of the SDK is loaded.
 *
 * @throws GatewayError `GATEWAY_CONFIG_INVALID` for an exporter or a protocol that is not there,
 *   `GATEWAY_TRACES_UNAVAILABLE` if the SDK is not installed.
 */
export async function openTracing(env: Environment, identity: GatewayIdentity, log: Log): Promise<Tracing | undefined> {
  if (!areTracesWanted(env)) return undefined;
  const { api, core, exporter, resources, sdk } = await loadSdk();
  core.setGlobalErrorHandler((error) => log.warn(errorFacts(error), 'traces could not be sent'));
  const own = resources.resourceFromAttributes({
    'service.name': 'lipwire-gateway',
    'service.version': identity.version,
    'service.instance.id': identity.id,
  });
  const fromEnvironment = resources.detectResources({ detectors: [resources.envDetector] });
  const provider = new sdk.BasicTracerProvider({
    resource: resources.defaultResource().merge(own).merge(fromEnvironment),
    spanProcessors: [new sdk.BatchSpanProcessor(new exporter.OTLPTraceExporter())],
  });
  const tracer: Tracer = provider.getTracer('@lipwire/gateway', identity.version);
  const propagator = new core.W3CTraceContextPropagator();
  log.info('traces are sent');
  return {
    watchCall: (call, clientHeaders) =>
      traceCall(tracer, call, propagator.extract(api.ROOT_CONTEXT, clientHeaders, api.defaultTextMapGetter)),
    async close() {
      const sent = provider.shutdown().catch((error: unknown) => {
        log.warn(errorFacts(error), 'the last traces could not be sent');
      });
      await Promise.race([sent, wait(TRACES_FLUSH_MS, undefined, { ref: false })]);
    },
  };
}

function areTracesWanted(env: Environment): boolean {
  if (env.OTEL_SDK_DISABLED?.toLowerCase() === 'true') return false;
  const exporters = env.OTEL_TRACES_EXPORTER?.trim();
  if (exporters === 'none') return false;
  if (exporters && exporters !== 'otlp') {
    throw new GatewayError(
      'GATEWAY_CONFIG_INVALID',
      'OTEL_TRACES_EXPORTER must be otlp or none: no other is built in.',
    );
  }
  const isWanted = exporters || env.OTEL_EXPORTER_OTLP_ENDPOINT || env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT;
  if (!isWanted) return false;
  const protocol = env.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL || env.OTEL_EXPORTER_OTLP_PROTOCOL || 'http/protobuf';
  if (protocol !== 'http/protobuf') {
    throw new GatewayError(
      'GATEWAY_CONFIG_INVALID',
      'OTEL_EXPORTER_OTLP_PROTOCOL must be http/protobuf: every collector takes it, and no other is built in.',
    );
  }
  return true;
}

async function loadSdk() {
  try {
    const [api, core, exporter, resources, sdk] = await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/core'),
      import('@opentelemetry/exporter-trace-otlp-proto'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/sdk-trace-base'),
    ]);
    return { api, core, exporter, resources, sdk };
  } catch (cause) {
    throw new GatewayError(
      'GATEWAY_TRACES_UNAVAILABLE',
      'Traces are asked for by OTEL_ variables, but their packages are not installed: run npm install @opentelemetry/api ' +
        '@opentelemetry/core @opentelemetry/resources @opentelemetry/sdk-trace-base ' +
        '@opentelemetry/exporter-trace-otlp-proto, or set OTEL_SDK_DISABLED=true.',
      { cause },
    );
  }
}
