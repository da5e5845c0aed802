import { WebSocket } from 'ws';
import { UPSTREAM_CLOSE_TIMEOUT_MS, UPSTREAM_TIMEOUT_MS } from '../limits.js';
import { errorFacts } from '../observe/log.js';
import { socketOptions } from '../socket-options.js';
import type { UpstreamTarget } from './gemini-live-upstream.js';

/** A call to the voice service, from the first packet on. */
export interface Dialled {
  /** Emits `open` or, if that fails, `close`; its errors are taken care of. */
  readonly socket: WebSocket;
  /** What went wrong so far, in words that are safe to log (`ECONNREFUSED`, `HTTP 403`); `undefined` if nothing did. */
  problem(): string | undefined;
}

/**
 * Opens a WebSocket to the voice service. The message to look for is `open`; a service that does not answer in time is
 * hung up on.
 *
 * @param maxMessageBytes largest message to take from the service; more ends the call (1009).
 * @param timeoutMs time for the service to accept.
 */
export function dial(
  { url, headers }: UpstreamTarget,
  maxMessageBytes: number,
  timeoutMs: number = UPSTREAM_TIMEOUT_MS,
): Dialled {
  let problem: string | undefined;
  const options = { headers: { ...headers }, ...socketOptions(maxMessageBytes, UPSTREAM_CLOSE_TIMEOUT_MS) };
  const socket = new WebSocket(url, options);

  const timer = setTimeout(() => fail('no answer in time'), timeoutMs);
  socket.once('open', () => clearTimeout(timer));
  socket.once('close', () => clearTimeout(timer));
  socket.once('unexpected-response', (_request, response) => fail(`HTTP ${response.statusCode}`));
  socket.on('error', (error) => {
    problem ??= errorFacts(error).error;
  });
  return { socket, problem: () => problem };

  function fail(what: string): void {
    problem ??= what;
    socket.terminate();
  }
}
