import type { Context, Tracer } from '@opentelemetry/api';
import type { CallEnd } from './call-end.js';

/** What a span says of a call from its start. No address, key, token or URL: those may open something. */
export interface TracedCall {
  /** Id under which the log speaks of the call. */
  readonly id: string;
  readonly tenant: string;
  readonly visemeModel: string;
  readonly apiVersion: string;
}

/** `SpanKind.SERVER` and `SpanStatusCode.ERROR` of `@opentelemetry/api`, which is not loaded where nobody traces. */
const KIND_SERVER = 1;
const STATUS_ERROR = 2;

/** Codes with which no call ends that went well: the connection was lost, or the other side failed. */
const FAILURE_CODES: ReadonlySet<number> = new Set([1006, 1011]);

/**
 * Tells a call as a span: it begins and ends with the call; turns, interruptions and the close are its events.
 *
 * @param parent holds the span of whoever called, if the client's `traceparent` names one.
 * @returns a watcher of the call.
 */
export function traceCall(tracer: Tracer, call: TracedCall, parent: Context) {
  const attributes = {
    'lipwire.session.id': call.id,
    'lipwire.tenant': call.tenant,
    'lipwire.viseme_model': call.visemeModel,
    'lipwire.api_version': call.apiVersion,
  };
  const span = tracer.startSpan('lipwire.session', { kind: KIND_SERVER, attributes }, parent);
  const counts = { turns: 0, interruptions: 0, audioMs: 0 };
  return {
    onConnected: (): void => {
      span.addEvent('connected');
    },
    onTurnStart: (): void => {
      counts.turns++;
      span.addEvent('turn', { 'lipwire.turn': counts.turns });
    },
    onSpeech: (audioMs: number): void => {
      counts.audioMs += audioMs;
    },
    onInterrupted: (): void => {
      counts.interruptions++;
      span.addEvent('interruption', { 'lipwire.turn': counts.turns });
    },
    onEnd: ({ side, code, failure, ...traffic }: CallEnd): void => {
      const close = { 'lipwire.close.side': side, 'lipwire.close.code': code };
      span.addEvent('close', close);
      span.setAttributes({
        ...close,
        'lipwire.turns': counts.turns,
        'lipwire.interruptions': counts.interruptions,
        'lipwire.audio_seconds': counts.audioMs / 1000,
        'lipwire.client.messages': traffic.clientMessages,
        'lipwire.client.bytes': traffic.clientBytes,
        'lipwire.upstream.messages': traffic.upstreamMessages,
        'lipwire.upstream.bytes': traffic.upstreamBytes,
      });
      if (failure !== undefined) span.setAttribute('lipwire.failure', failure);
      if (failure !== undefined || FAILURE_CODES.has(code)) {
        span.setStatus({ code: STATUS_ERROR, message: failure ?? `${side} ${code}` });
      }
      span.end();
    },
  };
}
