import type { IncomingHttpHeaders } from 'node:http';
import { WebSocket } from 'ws';
import { errorFacts, type Log } from '../observe/log.js';
import { closeCodeLabel, type Metrics, type Side } from '../observe/metrics.js';
import { dial } from '../upstream/dial.js';
import { geminiLiveTarget } from '../upstream/gemini-live-upstream.js';
import type { Admission } from './admission.js';
import type { CallWatcher } from './call-watcher.js';
import { closeSocket } from './close-socket.js';
import { type CloseStatus, gatewayReason, passOnClose } from './close-status.js';
import { type Refusal, refuse } from './refusal.js';
import { Relay } from './relay.js';
import { ServerTap } from './server-tap.js';
import type { SessionLimits } from './session-limits.js';
import type { SpeechEngines } from './speech-engines.js';
import { NO_VISEMES } from './viseme-model.js';
import { watchVitalSigns } from './vital-signs.js';

/** What one call is made of. */
export interface SessionOptions {
  readonly id: string;
  /** The client's socket, open, of which nothing has been read yet. */
  readonly client: WebSocket;
  readonly clientHeaders: IncomingHttpHeaders;
  readonly admission: Admission;
  readonly geminiUrl: string;
  readonly engines: SpeechEngines;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Told what happens in this call. */
  readonly watchers: readonly CallWatcher[];
  readonly upstreamTimeoutMs: number | undefined;
  readonly limits: SessionLimits;
}

/** A call that is under way. */
export interface Session {
  /** Settles when both sides have closed; never rejects. */
  readonly ended: Promise<void>;
  /** Ends the call from the gateway's side, telling the client why. */
  hangUp(status: CloseStatus): void;
  /** What waits for either side, and whether a side is not read from because of it. */
  backlog(): { readonly bytes: number; readonly isPaused: boolean };
}

/** Answers of the service that another key may change. */
const CREDENTIAL_PROBLEMS: ReadonlySet<string> = new Set(['HTTP 400', 'HTTP 401', 'HTTP 403']);

const CLIENT_LOST: CloseStatus = { code: 1001, reason: 'The connection to the client was lost.' };
const UPSTREAM_LOST: CloseStatus = {
  code: 1011,
  reason: 'The connection to the voice service was lost: connect again.',
};
/** Close code of a call whose memory, or time to use it, ran out. */
const BACKLOG_EXCEEDED = 4005;
const CLIENT_SLOW = 'This client takes too slowly what the voice service says: connect again.';
const UPSTREAM_SLOW = 'The voice service takes too slowly what this client sends: connect again.';
const GATEWAY_LEFT: CloseStatus = { code: 1001, reason: 'The gateway ended the call.' };

/**
 * Runs one call: dials the voice service, relays both ways, adds visemes to what the service says, and when one side
 * leaves, tells the other.
 */
export function startSession(options: SessionOptions): Session {
  const { id, client, clientHeaders, admission, geminiUrl, limits, metrics } = options;
  const log = options.log.child({ session: id });
  const startedAtMs = performance.now();

  const target = geminiLiveTarget(geminiUrl, admission.credential, admission.apiVersion, clientHeaders);
  const { socket: upstream, problem } = dial(target, limits.maxMessageBytes, options.upstreamTimeoutMs);
  let wasConnected = false;
  upstream.once('open', () => {
    wasConnected = true;
    const afterMs = elapsedMs();
    log.debug({ afterMs }, 'upstream accepted');
    tell((watcher) => watcher.onConnected?.(afterMs));
  });

  const tap = listenIn(options, log);
  const maxBacklogBytes = Math.min(limits.maxBacklogBytes, admission.tenant.limits.maxBacklogBytes ?? Infinity);
  const toUpstream = new Relay({
    source: client,
    target: upstream,
    maxBacklogBytes,
    onMessage: (bytes) => {
      metrics.traffic.clientMessages++;
      metrics.traffic.clientBytes += bytes;
    },
    onOverflow: () => giveUp(UPSTREAM_SLOW),
  });
  const toClient = new Relay({
    source: upstream,
    target: client,
    rewrite: (message) => timed(metrics, tap, message),
    maxBacklogBytes,
    onMessage: (bytes) => {
      metrics.traffic.upstreamMessages++;
      metrics.traffic.upstreamBytes += bytes;
    },
    onOverflow: () => giveUp(CLIENT_SLOW),
  });
  watchVitalSigns({
    sides: [
      { socket: client, from: toUpstream, to: toClient, onStall: () => giveUp(CLIENT_SLOW) },
      { socket: upstream, from: toClient, to: toUpstream, onStall: () => giveUp(UPSTREAM_SLOW) },
    ],
    intervalMs: limits.heartbeatMs,
    maxStallMs: limits.maxStallMs,
  });
  client.resume();

  // Whoever leaves first ends the call; what follows on the other socket is our own doing.
  let hasEnded = false;
  client.once('close', (code, reason) => {
    if (!end('client', code)) return;
    // If upstream has not answered yet, the attempt is given up: nobody is left to talk to it.
    closeSocket(upstream, passOnClose(code, reason, CLIENT_LOST));
  });
  upstream.once('close', (code, reason) => {
    if (!end('upstream', code)) return;
    if (wasConnected) closeSocket(client, passOnClose(code, reason, UPSTREAM_LOST));
    else refuse(client, upstreamRefusal(problem()), id);
  });
  function end(side: Side, code: number): boolean {
    if (hasEnded) return false;
    hasEnded = true;
    tap.close();
    metrics.closes.inc({ side, code: closeCodeLabel(code, side) });
    const failure = side === 'upstream' ? problem() : undefined;
    const callEnd = { side, code, failure, durationMs: elapsedMs(), ...traffic() };
    log.info(callEnd, 'session ended');
    tell((watcher) => watcher.onEnd?.(callEnd));
    return true;
  }

  log.info(
    { tenant: admission.tenant.name, apiVersion: admission.apiVersion, visemeModel: admission.visemeModel },
    'session started',
  );
  return {
    ended: Promise.all([closed(client), closed(upstream)]).then(() => undefined),
    hangUp,
    backlog: () => ({
      bytes: toUpstream.backlogBytes + toClient.backlogBytes,
      isPaused: toUpstream.isHoldingBack || toClient.isHoldingBack,
    }),
  };

  function hangUp(status: CloseStatus): void {
    if (!end('gateway', status.code ?? 1005)) return;
    closeSocket(client, status);
    closeSocket(upstream, GATEWAY_LEFT);
  }

  /** Says who is slow: the bound on what may wait was passed, or nothing was taken of it for too long. */
  function giveUp(sentence: string): void {
    hangUp({ code: BACKLOG_EXCEEDED, reason: gatewayReason(sentence, id) });
  }

  /** What a watcher throws must not end the process, nor keep the other side from its close. */
  function tell(what: (watcher: CallWatcher) => void): void {
    for (const watcher of options.watchers) {
      try {
        what(watcher);
      } catch (error) {
        log.error(errorFacts(error), 'a watcher of this call failed');
      }
    }
  }

  function elapsedMs(): number {
    return Math.round(performance.now() - startedAtMs);
  }

  function traffic() {
    return {
      clientMessages: toUpstream.messages,
      clientBytes: toUpstream.bytes,
      upstreamMessages: toClient.messages,
      upstreamBytes: toClient.bytes,
    };
  }
}

function listenIn({ admission, engines, metrics, watchers }: SessionOptions, log: Log): ServerTap {
  let isRateTold = false;
  return new ServerTap({
    watchers,
    createEngine:
      admission.visemeModel === NO_VISEMES
        ? undefined
        : (sampleRateHz) => {
            const engine = engines.create(admission.visemeModel, sampleRateHz);
            // Once a call: a service that goes back and forth between two rates would fill the log.
            if (engine === undefined && !isRateTold)
              log.warn({ sampleRateHz }, 'speech at a rate that the engine does not take');
            isRateTold ||= engine === undefined;
            return engine;
          },
    onFailure(error) {
      metrics.annotationFailures.inc();
      log.error(errorFacts(error), 'visemes given up for this call');
    },
  });
}

function timed(metrics: Metrics, tap: ServerTap, message: Buffer): Uint8Array {
  const receivedAtMs = performance.now();
  const passed = tap.pass(message);
  metrics.observeAddedLatency(performance.now() - receivedAtMs);
  return passed;
}

/** @param problem as {@link dial} reports it. */
function upstreamRefusal(problem: string | undefined): Refusal {
  return problem !== undefined && CREDENTIAL_PROBLEMS.has(problem) ? 'upstream_refused' : 'upstream_unreachable';
}

function closed(socket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.readyState === WebSocket.CLOSED) resolve();
    else socket.once('close', () => resolve());
  });
}
