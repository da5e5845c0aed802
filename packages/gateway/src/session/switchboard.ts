import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import type { UsedTokens } from '../auth/used-tokens.js';
import type { Leash } from '../leash/leash.js';
import { CLIENT_CLOSE_TIMEOUT_MS, MAX_UNADMITTED_CLIENTS, SHUTDOWN_GRACE_MS } from '../limits.js';
import { errorFacts } from '../observe/log.js';
import { socketOptions } from '../socket-options.js';
import { type Admission, type AdmissionDependencies, admit, countReplay } from './admission.js';
import type { CallWatcher } from './call-watcher.js';
import { gatewayReason } from './close-status.js';
import { type Refusal, refusalCode, refuse } from './refusal.js';
import { type Session, type SessionOptions, startSession } from './session.js';

/** What a {@link Switchboard} works with. */
export interface SwitchboardOptions
  extends AdmissionDependencies,
    Pick<SessionOptions, 'geminiUrl' | 'engines' | 'log' | 'metrics' | 'upstreamTimeoutMs' | 'limits'> {
  readonly usedTokens: UsedTokens;
  /** Gives lines to calls and ends those that pass a cap. */
  readonly leash: Leash;
  /** Calls at one time. */
  readonly maxSessions: number;
  /** Gives those who watch a call that is about to start. Default: nobody. */
  readonly watchCall?: ((call: CallToWatch) => readonly CallWatcher[]) | undefined;
}

/** A call that is about to start, for those who watch it. */
export type CallToWatch = Pick<SessionOptions, 'id' | 'admission' | 'clientHeaders'>;

const ignore = (): void => {};

/** Takes calls: examines the client, accepts the WebSocket, and starts the session or says why not. */
export class Switchboard {
  readonly #options: SwitchboardOptions;
  readonly #server: WebSocketServer;
  readonly #sessions = new Set<Session>();
  /** Calls that run, and those whose token is being claimed. */
  #busyLines = 0;
  #isStopping = false;

  constructor(options: SwitchboardOptions) {
    this.#options = options;
    const common = socketOptions(options.limits.maxMessageBytes, CLIENT_CLOSE_TIMEOUT_MS);
    this.#server = new WebSocketServer({ noServer: true, ...common });
  }

  /** True from the moment {@link drain} or {@link close} is called. */
  get isStopping(): boolean {
    return this.#isStopping;
  }

  /** What waits in all calls, and how many of them hold a side back because of it. */
  backlog(): { readonly bytes: number; readonly pausedSessions: number } {
    let bytes = 0;
    let pausedSessions = 0;
    for (const session of this.#sessions) {
      const backlog = session.backlog();
      bytes += backlog.bytes;
      if (backlog.isPaused) pausedSessions++;
    }
    return { bytes, pausedSessions };
  }

  /** Takes the `upgrade` event of an HTTP server. */
  readonly onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const isOverrun = this.#server.clients.size >= this.#options.maxSessions + MAX_UNADMITTED_CLIENTS;
    // A balancer that is told by HTTP asks another gateway. Who comes by itself is told by a close, which a page can read.
    const isBalancers = this.#isStopping && request.headers['x-forwarded-for'] !== undefined;
    socket.on('error', ignore); // a stranger who hangs up on our answer
    if (isOverrun || isBalancers) {
      this.#turnAway(socket, isOverrun ? 'overrun' : 'stopping');
      return;
    }
    // Nothing is accepted from a stranger before it was examined: to turn a flood away must cost less than to send it.
    const id = randomBytes(4).toString('hex');
    this.#examine(id, request).then((verdict) => {
      if (verdict === 'flood') {
        this.#turnAway(socket, verdict);
        return;
      }
      socket.off('error', ignore);
      this.#server.handleUpgrade(request, socket, head, (client) => this.#receive(id, client, request, verdict));
    });
  };

  /**
   * Takes no more calls, and waits for those that run to end by themselves.
   *
   * @param limitMs how long to wait, in milliseconds.
   * @param hurry aborted by whoever will wait no longer.
   * @returns how many calls are left.
   */
  async drain(limitMs: number, hurry: AbortSignal): Promise<number> {
    this.#isStopping = true;
    const allEnded = new AbortController();
    Promise.all([...this.#sessions].map((session) => session.ended)).then(() => allEnded.abort());
    // It rejects when it is cut short, which is what both signals are for.
    await wait(limitMs, undefined, { signal: AbortSignal.any([hurry, allEnded.signal]) }).catch(() => undefined);
    return this.#sessions.size;
  }

  /** Ends all calls and waits for them, but not for ever. Calling it twice is safe. */
  async close(): Promise<void> {
    this.#isStopping = true;
    for (const session of this.#sessions) {
      session.hangUp({ code: 1001, reason: 'The gateway is stopping: connect again.' });
    }
    const timer = setTimeout(() => {
      for (const client of this.#server.clients) client.terminate();
    }, SHUTDOWN_GRACE_MS);
    await Promise.all([...this.#sessions].map((session) => session.ended));
    clearTimeout(timer);
    for (const client of this.#server.clients) client.terminate();
  }

  async #examine(id: string, request: IncomingMessage): Promise<Admission | Refusal | 'flood'> {
    try {
      return await admit(request, this.#options);
    } catch (error) {
      this.#options.log.error({ session: id, ...errorFacts(error) }, 'a call could not be examined');
      return 'internal_error';
    }
  }

  /** Refuses the upgrade itself. */
  #turnAway(socket: Duplex, reason: 'stopping' | 'overrun' | 'flood'): void {
    this.#options.metrics.refusals.inc({ reason });
    const status = reason === 'flood' ? '429 Too Many Requests' : '503 Service Unavailable';
    // Both halves end here: a stranger who keeps his own open would hold the connection for as long as he likes.
    const answer = `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
    socket.end(answer, () => socket.destroy());
  }

  #receive(id: string, client: WebSocket, request: IncomingMessage, verdict: Admission | Refusal): void {
    const { log } = this.#options;
    client.on('error', (error) => log.debug({ session: id, ...errorFacts(error) }, 'client socket failed'));
    // Nothing is read from a stranger.
    client.pause();
    if (typeof verdict === 'string') {
      this.#refuse(client, verdict, id);
      return;
    }
    this.#connect(id, client, request, verdict).then(
      (refusal) => refusal && this.#refuse(client, refusal, id),
      (error: unknown) => {
        log.error({ session: id, ...errorFacts(error) }, 'a call could not be started');
        this.#refuse(client, 'internal_error', id);
      },
    );
  }

  async #connect(
    id: string,
    client: WebSocket,
    request: IncomingMessage,
    admission: Admission,
  ): Promise<Refusal | undefined> {
    if (this.#isStopping) return 'stopping';
    if (this.#busyLines >= this.#options.maxSessions) return 'full';
    this.#busyLines++;
    let begun: Session | Refusal | undefined;
    try {
      begun = await this.#begin(id, client, request, admission);
    } finally {
      // Whatever went wrong: a line that is not given back is lost until the gateway starts anew.
      if (typeof begun !== 'object') this.#giveBack(id);
    }
    if (typeof begun !== 'object') return begun;
    this.#run(id, admission.tenant.name, begun);
    return undefined;
  }

  /** @returns the call, why there is none, or `undefined` if the client has gone meanwhile. */
  async #begin(
    id: string,
    client: WebSocket,
    request: IncomingMessage,
    admission: Admission,
  ): Promise<Session | Refusal | undefined> {
    // The line is taken before the token is: a token must not be used up by a call that then finds no line.
    const { tenant, visemeModel, apiVersion } = admission;
    const { leash, watchCall } = this.#options;
    const line = await leash.take({ id, tenant: tenant.name, limits: tenant.limits, visemeModel, apiVersion });
    if (typeof line === 'string') return line;
    const refusal = await this.#claim(admission);
    // A client that has gone meanwhile would never tell the session so: its close event is past.
    if (refusal !== undefined || client.readyState !== client.OPEN) return refusal;
    const clientHeaders = request.headers;
    const watchers = [line, ...(watchCall?.({ id, admission, clientHeaders }) ?? [])];
    return startSession({ ...this.#options, id, client, clientHeaders, admission, watchers });
  }

  async #claim(admission: Admission): Promise<Refusal | undefined> {
    if (this.#isStopping) return 'stopping';
    if (admission.tokenId === undefined) return undefined;
    const claim = await this.#options.usedTokens.claim(admission.tokenId);
    if (claim === 'used') countReplay(admission, this.#options);
    if (this.#isStopping) return 'stopping';
    if (claim === 'claimed') return undefined;
    return claim === 'used' ? 'token_used' : 'token_record_unavailable';
  }

  #run(id: string, tenant: string, session: Session): void {
    const { leash, metrics } = this.#options;
    const counts = metrics.tenants.of(tenant);
    this.#sessions.add(session);
    counts.sessions++;
    counts.sessionsOpen++;
    leash.hold(id, ({ code, sentence }) => session.hangUp({ code, reason: gatewayReason(sentence, id) }));
    session.ended.then(() => {
      this.#sessions.delete(session);
      counts.sessionsOpen--;
      this.#giveBack(id);
    });
  }

  #giveBack(id: string): void {
    this.#busyLines--;
    this.#options.leash.release(id);
  }

  #refuse(client: WebSocket, refusal: Refusal, id: string): void {
    const { log, metrics } = this.#options;
    metrics.refusals.inc({ reason: refusal });
    log.info({ session: id, refusal, code: refusalCode(refusal) }, 'call refused');
    refuse(client, refusal, id);
  }
}
