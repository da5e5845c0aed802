import { endBrokenGeminiTurn, readGeminiServerMessage, type VoiceEvent } from '@lipwire/providers';
import { callListener, throwUncaught } from '../call-listener.js';
import { BrowserError } from '../errors.js';
import { StateStore } from '../state-store.js';
import { type Clock, systemClock } from '../wall-clock.js';
import { judgeClose } from './close-verdict.js';
import { GoAway } from './go-away.js';
import { describeRealtimeInput, type LiveCloseEvent, type LiveInputKind, type LiveSdkSession } from './live-sdk.js';
import type { LiveReconnecting, LiveSessionOptions, LiveSessionState } from './live-session-options.js';
import { retryDelayMs } from './retry-delay.js';
import { ConnectionClosed, SdkConnection } from './sdk-connection.js';
import { problemOf, sentenceOf } from './session-problem.js';
import { TokenSource } from './token-source.js';
import { TurnProgress } from './turn-progress.js';
import { UnansweredInput } from './unanswered-input.js';

/** A connection that lived for this long was a good one: what happens to it next is no trouble of before. */
const GOOD_AFTER_MS = 10_000;
const NORMAL_CLOSE: LiveCloseEvent = { code: 1000, reason: '' };

/**
 * A conversation that outlives its connections.
 *
 * It stands between an app and the official SDK's `ai.live.connect`, and looks like the SDK's session. When the service
 * says that it will hang up, or the connection is lost, it takes the conversation up again on another one: with the
 * latest handle, after the old socket has closed, with what the user said meanwhile. The app's callbacks see one session.
 */
export class LiveSession<Token, Session extends LiveSdkSession, Message extends object = object> {
  readonly #options: LiveSessionOptions<Token, Session, Message>;
  readonly #clock: Clock;
  readonly #giveUpAfterMs: number;
  readonly #tokens: TokenSource<Token>;
  readonly #input: UnansweredInput<Session>;
  readonly #progress = new TurnProgress();
  readonly #goAway: GoAway;
  readonly #store = new StateStore<LiveSessionState>({
    status: 'idle',
    failures: 0,
    resumptions: 0,
    droppedSpeechMs: 0,
    problem: undefined,
  });
  #connection: SdkConnection<Session> | undefined;
  /** The SDK's session, while there is one to send on. */
  #session: Session | undefined;
  #hasOpened = false;
  #isPreparingMove = false;
  #connectedAtMs = 0;
  #failures = 0;
  #troubleSinceMs: number | undefined;
  #gapSinceMs = 0;
  #cancelDelay = () => {};

  /** @throws BrowserError `BROWSER_OPTION_INVALID` */
  constructor(options: LiveSessionOptions<Token, Session, Message>) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#giveUpAfterMs = inRange('giveUpAfterMs', options.giveUpAfterMs ?? 60_000, 3_600_000);
    this.#input = new UnansweredInput(inRange('maxKeptSpeechMs', options.maxKeptSpeechMs ?? 20_000, 120_000));
    this.#tokens = new TokenSource(options.token);
    this.#goAway = new GoAway(this.#clock, () => this.#considerMove());
  }

  /** Watches the state; returns the function that stops it. */
  readonly subscribe = this.#store.subscribe;

  /** How the conversation stands; the same object until it changes. */
  readonly getState = this.#store.get;

  /** The SDK's method; without a connection the content waits for one, and after the end nothing is sent. */
  readonly sendClientContent = ((params: never) => {
    const asks = (params as { turnComplete?: boolean }).turnComplete !== false;
    this.#send(asks ? 'words' : 'context', 0, (session) => session.sendClientContent(params));
  }) as Session['sendClientContent'];

  /** The SDK's method; without a connection speech and text wait for one, and pictures are not sent. */
  readonly sendRealtimeInput = ((params: never) => {
    const { kind, durationMs } = describeRealtimeInput(params);
    this.#send(kind, durationMs, (session) => session.sendRealtimeInput(params));
  }) as Session['sendRealtimeInput'];

  /** The SDK's method; an answer to a call that was cancelled with its connection is not sent. */
  readonly sendToolResponse = ((params: never) => {
    const { functionResponses = [] } = params as { functionResponses?: { id?: string } | { id?: string }[] };
    const ids = [functionResponses].flat().map(({ id }) => id ?? '');
    if (!this.#session || !ids.some((id) => this.#progress.pendingCalls.has(id))) return;
    this.#session.sendToolResponse(params);
    for (const id of ids) this.#progress.pendingCalls.delete(id);
    this.#considerMove();
  }) as Session['sendToolResponse'];

  /**
   * Begins the conversation; once. The first connection is tried once: whoever calls waits for an answer.
   *
   * @throws BrowserError `BROWSER_SESSION_REFUSED`, `BROWSER_SESSION_USED`
   */
  async open(): Promise<void> {
    if (this.#store.get().status !== 'idle') {
      throw new BrowserError('BROWSER_SESSION_USED', 'This session was opened before. Make a new one for each call.');
    }
    this.#set({ status: 'connecting' });
    this.#tokens.mount();
    try {
      await this.#connect();
    } catch (cause) {
      const problem = new BrowserError('BROWSER_SESSION_REFUSED', sentenceOf(cause), { cause });
      this.#end(problem, undefined);
      throw problem;
    }
  }

  /** Ends the conversation; safe at any time. */
  close(): void {
    this.#end(undefined, this.#hasOpened ? NORMAL_CLOSE : undefined);
  }

  #isOver(): boolean {
    const { status } = this.#store.get();
    return status === 'ended' || status === 'failed';
  }

  /** Opens a connection, with the handle if there is one; returns without one if the conversation ended meanwhile. */
  async #connect(): Promise<void> {
    const handle = this.#progress.handle || undefined;
    const token = await this.#tokens.take(handle);
    if (this.#isOver()) return;
    const connection: SdkConnection<Session> = new SdkConnection(
      {
        onOpen: () => this.#onOpen(),
        onMessage: (message) => this.#take(message),
        onError: (event) => this.#tell(this.#options.callbacks.onerror, event),
        onClose: (event) => this.#onClose(event),
      },
      this.#clock,
    );
    this.#connection = connection;
    try {
      this.#start(
        await connection.open((callbacks) => this.#options.connect(token, { resumptionHandle: handle, callbacks })),
      );
    } catch (error) {
      if (!this.#isOver()) throw error;
    }
  }

  /** A connection is there. */
  #start(session: Session): void {
    const { status, resumptions, droppedSpeechMs } = this.#store.get();
    const nowMs = this.#clock.nowMs();
    this.#session = session;
    this.#connectedAtMs = nowMs;
    const repeatsAnswer = this.#endBrokenTurn();
    this.#input.sendAll(session, throwUncaught);
    if (status !== 'reconnecting') {
      this.#set({ status: 'connected' });
      return;
    }
    const dropped = this.#input.droppedSpeechMs;
    this.#set({ status: 'connected', resumptions: resumptions + 1, droppedSpeechMs: dropped });
    this.#tell(this.#options.callbacks.onresumed, {
      gapMs: nowMs - this.#gapSinceMs,
      droppedSpeechMs: dropped - droppedSpeechMs,
      repeatsAnswer,
    });
  }

  #onOpen(): void {
    if (this.#hasOpened) return;
    this.#hasOpened = true;
    this.#tell(this.#options.callbacks.onopen, undefined);
  }

  #take(message: object): void {
    const nowMs = this.#clock.nowMs();
    const events = readGeminiServerMessage(message);
    for (const event of events) this.#follow(event, nowMs);
    // An app that greets at `setupComplete` would greet again.
    const isSecondSetup = events.some(({ type }) => type === 'ready') && this.#store.get().status === 'reconnecting';
    if (!isSecondSetup) this.#tell(this.#options.callbacks.onmessage, message as Message);
    this.#considerMove();
  }

  #follow(event: VoiceEvent, nowMs: number): void {
    const { answerBeganMs = nowMs, isInterrupted } = this.#progress;
    if (event.type === 'interrupted') this.#input.interrupted(nowMs);
    if (event.type === 'generation-complete' || (event.type === 'turn-complete' && !isInterrupted)) {
      this.#input.answered(answerBeganMs, nowMs);
    }
    if (event.type === 'turn-complete') this.#forgetTrouble();
    if (event.type === 'go-away') this.#goAway.announced(event.timeLeftMs);
    this.#progress.follow(event, nowMs);
  }

  #send(kind: LiveInputKind, durationMs: number, send: (session: Session) => void): void {
    if (this.#isOver()) return;
    const session = this.#session;
    // First, so that what the SDK refuses is thrown at the caller, and not kept.
    if (session) send(session);
    if (kind === 'picture') return;
    const nowMs = this.#clock.nowMs();
    this.#input.add({ kind, durationMs, send }, nowMs, session !== undefined, this.#progress.answerBeganMs);
  }

  /** Moves to another connection if the service asked for it, and nobody would hear it. */
  #considerMove(): void {
    const { handle, pendingCalls, isPause } = this.#progress;
    if (!this.#goAway.isAnnounced || this.#isPreparingMove || !this.#session || !handle || pendingCalls.size > 0)
      return;
    if (!this.#goAway.isPressing && (!isPause || this.#input.hasWords)) return;
    if (this.#tokens.isReadyFor(handle)) {
      void this.#move();
      return;
    }
    // The old connection lives on until the token is there; by then somebody may speak again.
    this.#isPreparingMove = true;
    this.#tokens.prepare(handle).then(
      () => {
        this.#isPreparingMove = false;
        this.#considerMove();
      },
      // The next message, or the end of the connection, tries again.
      () => {
        this.#isPreparingMove = false;
      },
    );
  }

  async #move(): Promise<void> {
    const connection = this.#connection;
    this.#leave({ reason: 'go-away', close: undefined });
    // The service refuses to resume a conversation whose old connection is open.
    await connection?.close();
    await this.#resume(0);
  }

  #onClose(event: LiveCloseEvent): void {
    const verdict = judgeClose(event, this.#goAway.isAnnounced);
    if (verdict === 'end') {
      const isWanted = event.code === 1000 || event.code === 1005;
      this.#end(isWanted ? undefined : problemOf('BROWSER_SESSION_LOST', event), event);
      return;
    }
    if (!this.#progress.handle && this.#progress.hasAnswered) {
      this.#end(problemOf('BROWSER_SESSION_NOT_RESUMABLE', event), event);
      return;
    }
    if (this.#clock.nowMs() - this.#connectedAtMs >= GOOD_AFTER_MS) this.#forgetTrouble();
    if (this.#isTroubleTooLong()) {
      this.#end(problemOf('BROWSER_SESSION_LOST', event), event);
      return;
    }
    // A connection that was lost as soon as it was there is a try that failed.
    if (this.#troubleSinceMs !== undefined) this.#failures++;
    this.#leave({ reason: 'closed', close: event });
    void this.#resume(this.#nextDelayMs(), event);
  }

  /** There is no connection to send on for a while. */
  #leave(event: LiveReconnecting): void {
    this.#session = undefined;
    this.#gapSinceMs = this.#clock.nowMs();
    this.#goAway.forget();
    this.#set({ status: 'reconnecting', failures: this.#failures });
    this.#tell(this.#options.callbacks.onreconnecting, event);
  }

  /** Tries until the conversation goes on, or cannot. */
  async #resume(delayMs: number, lastClose: LiveCloseEvent = NORMAL_CLOSE): Promise<void> {
    await this.#delay(delayMs);
    if (this.#isOver()) return;
    this.#troubleSinceMs ??= this.#clock.nowMs();
    try {
      await this.#connect();
    } catch (error) {
      const close = error instanceof ConnectionClosed ? error.close : lastClose;
      const verdict = error instanceof ConnectionClosed ? judgeClose(close, false) : 'resume';
      this.#failures++;
      if (verdict === 'forgotten') this.#end(problemOf('BROWSER_SESSION_NOT_RESUMABLE', close), close);
      else if (verdict === 'end' || this.#isTroubleTooLong()) {
        this.#end(problemOf('BROWSER_SESSION_LOST', close, sentenceOf(error)), close);
      } else {
        this.#set({ failures: this.#failures });
        await this.#resume(this.#nextDelayMs(), close);
      }
    }
  }

  #isTroubleTooLong(): boolean {
    return this.#troubleSinceMs !== undefined && this.#clock.nowMs() - this.#troubleSinceMs >= this.#giveUpAfterMs;
  }

  #nextDelayMs(): number {
    return retryDelayMs(this.#failures, (this.#options.random ?? Math.random)());
  }

  #delay(delayMs: number): Promise<void> {
    if (delayMs <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = this.#clock.after(delayMs, resolve);
      this.#cancelDelay = () => {
        cancel();
        resolve();
      };
    });
  }

  #forgetTrouble(): void {
    this.#failures = 0;
    this.#troubleSinceMs = undefined;
    if (this.#store.get().failures > 0) this.#set({ failures: 0 });
  }

  /** Tells the app that a turn which broke off is over. @returns whether it will be said again. */
  #endBrokenTurn(): boolean {
    const { isPause, isGenerating, pendingCalls } = this.#progress;
    if (isPause) return false;
    const isSaidAgain = isGenerating && !this.#input.isEmpty && !this.#isOver();
    const messages = endBrokenGeminiTurn({ isSaidAgain, cancelledCalls: [...pendingCalls] });
    pendingCalls.clear();
    this.#progress.endTurn();
    for (const message of messages) this.#tell(this.#options.callbacks.onmessage, message as Message);
    return isSaidAgain;
  }

  #end(problem: BrowserError | undefined, event: LiveCloseEvent | undefined): void {
    if (this.#isOver()) return;
    this.#set({
      status: problem ? 'failed' : 'ended',
      droppedSpeechMs: this.#input.droppedSpeechMs,
      problem: problem && { code: problem.code, message: problem.message },
    });
    this.#session = undefined;
    this.#goAway.forget();
    this.#cancelDelay();
    this.#tokens.unmount();
    this.#input.clear();
    void this.#connection?.close();
    this.#endBrokenTurn();
    if (event) this.#tell(this.#options.callbacks.onclose, event);
  }

  #set(changes: Partial<LiveSessionState>): void {
    this.#store.set({ ...this.#store.get(), ...changes });
  }

  /** What an app's callback throws must not end the conversation. */
  #tell<T>(callback: ((value: T) => void) | undefined, value: T): void {
    if (callback) callListener(callback, value);
  }
}

function inRange(name: string, value: number, highest: number): number {
  if (value >= 0 && value <= highest) return value;
  throw new BrowserError('BROWSER_OPTION_INVALID', `The option ${name} is ${value}; it must be 0 to ${highest}.`);
}
