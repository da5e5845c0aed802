import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer, Server as TlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { parseGeminiLivePath, readGeminiCredential } from '@lipwire/providers';
import { WebSocketServer } from 'ws';
import { type CalledFunction, CallLog } from './called-function.js';
import { AuthTokens } from './dialects/gemini-live/auth-tokens.js';
import { CLOSINGS } from './dialects/gemini-live/closing.js';
import { GeminiLiveConnection, type GeminiLiveService } from './dialects/gemini-live/connection.js';
import { answerRest, headerOf, requestUrl } from './dialects/gemini-live/rest.js';
import { Resumption } from './dialects/gemini-live/resumption.js';
import { EmulatorError } from './errors.js';
import type { Fault } from './faults/fault.js';
import { FaultScript } from './faults/fault-script.js';
import { spoilHandshake } from './faults/handshake-fault.js';
import { Line } from './faults/line.js';
import { type CompleteOptions, completeOptions, type EmulatorOptions } from './options.js';
import { type SpokenTurn, TurnLog } from './spoken-turn.js';
import { shareSynthesis } from './voices/shared-synthesis.js';

/** A running emulator. */
export interface Emulator {
  /** Base URL for the official SDKs, such as `http://127.0.0.1:8788`. */
  readonly url: string;
  /** What was said, oldest first; it grows while the emulator runs. */
  readonly turns: readonly SpokenTurn[];
  /** What functions the model called, and what the app answered; the oldest of more than 1,000 are forgotten. */
  readonly calls: readonly CalledFunction[];
  /** What goes wrong; faults added here strike from then on. */
  readonly faults: Fault[];
  /** Closes all connections (1001) and the port. Calling it again does nothing. */
  close(): Promise<void>;
}

/** Sound of turns that is kept, whatever their number. */
const MAX_KEPT_BYTES = 128 * 1024 * 1024;
/** A request that takes longer to arrive is not a slow client but a hostile one. */
const REQUEST_TIMEOUT_MS = 10_000;

/**
 * Starts a Gemini Live service on this machine.
 *
 * @throws EmulatorError `EMULATOR_OPTION_INVALID`, `EMULATOR_LISTEN_FAILED`
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const complete = completeOptions(options);
  const callLog = new CallLog();
  const turnLog = new TurnLog(complete.keepTurns, MAX_KEPT_BYTES);
  const tokens = new AuthTokens();
  const http = openServer(complete);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: complete.maxMessageBytes });
  await listen(http, complete.host, complete.port);

  const synthesis = shareSynthesis();
  synthesis.thread.warmUp();
  const service: GeminiLiveService = {
    options: complete,
    tokens,
    resumption: new Resumption(),
    synthesis: synthesis.thread,
    turnLog,
    callLog,
  };
  http.on('request', (request, response) => {
    answerRest(request, response, { options: complete, tokens }).catch((error: unknown) => {
      // A client that went away in the middle of its body ends here, too: there is nobody left to tell.
      if (!request.destroyed) complete.onError(error);
      response.destroy();
    });
  });
  const connections = new Set<GeminiLiveConnection>();
  const lines = new Set<Line>();
  let sessions = 0;
  http.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const url = requestUrl(request);
    const endpoint = url && parseGeminiLivePath(url.pathname);
    if (!url || !endpoint) return refuseUpgrade(socket);
    const line = new Line(socket as Socket, complete.clock);
    lines.add(line);
    line.on('close', () => lines.delete(line));
    line.on('error', () => line.destroy());
    const session = ++sessions;
    const faults = new FaultScript(complete.faults, session);
    if (spoilHandshake(faults.visit('handshake'), line)) return;
    // A browser that is refused by an HTTP status learns nothing: refusals come as close codes, after the upgrade.
    sockets.handleUpgrade(request, line, head, (webSocket) => {
      const credential = credentialOf(url, request);
      const connection = new GeminiLiveConnection(webSocket, { endpoint, credential, session, faults, line }, service);
      if (connections.size >= complete.maxSessions) return connection.close(CLOSINGS.full);
      connections.add(connection);
      webSocket.on('close', () => connections.delete(connection));
    });
  });

  let closing: Promise<void> | undefined;
  const close = async () => {
    for (const connection of connections) connection.close(CLOSINGS.shutdown);
    const closed = new Promise<void>((resolve) => http.close(() => resolve()));
    // Clients get a moment to read why; then nothing holds the port.
    const deadline = setTimeout(() => {
      for (const line of lines) line.destroy();
      http.closeAllConnections();
    }, 250);
    http.closeIdleConnections();
    await closed;
    clearTimeout(deadline);
    await synthesis.release();
  };
  return {
    url: urlOf(http),
    turns: turnLog.turns,
    calls: callLog.calls,
    faults: complete.faults,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

function openServer({ tls }: CompleteOptions): Server {
  const limits = { requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS };
  if (!tls) return createServer(limits);
  try {
    return createTlsServer({ ...limits, key: tls.key, cert: tls.cert });
  } catch (cause) {
    const message = 'The option tls must hold a private key and its certificate, both PEM.';
    throw new EmulatorError('EMULATOR_OPTION_INVALID', message, { cause });
  }
}

function listen(http: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', (cause) => {
      const message = `The emulator cannot listen on ${host}:${port} (${cause.message}). Choose another port, or 0 for any that is free.`;
      reject(new EmulatorError('EMULATOR_LISTEN_FAILED', message, { cause }));
    });
    http.listen(port, host, resolve);
  });
}

/** "Any address" is no address to call, so it reads as this machine. */
function urlOf(http: Server): string {
  const { address, family, port } = http.address() as AddressInfo;
  const host = address === '0.0.0.0' ? '127.0.0.1' : address === '::' ? '::1' : address;
  const scheme = http instanceof TlsServer ? 'https' : 'http';
  return `${scheme}://${family === 'IPv6' ? `[${host}]` : host}:${port}`;
}

function credentialOf(url: URL, request: IncomingMessage): string | undefined {
  return readGeminiCredential({
    query: (name) => url.searchParams.get(name),
    header: (name) => headerOf(request, name),
  });
}

/** Ends both halves: a client that keeps its own open would hold the connection, and the port with it. */
function refuseUpgrade(socket: Duplex): void {
  socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n', () => socket.destroy());
}
