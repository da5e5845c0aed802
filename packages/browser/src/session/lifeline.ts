import type { VoiceEvent } from '@lipwire/providers';
import type { BrowserError } from '../errors.js';
import type { Clock } from '../wall-clock.js';
import { judgeClose } from './close-verdict.js';
import type { Dialogue } from './dialogue.js';
import { GoAway } from './go-away.js';
import { type LiveCloseEvent, type LiveSdkSession, outletOf } from './live-sdk.js';
import type { LiveConnectRequest, LiveReconnecting } from './live-session-options.js';
import type { Network } from './network.js';
import type { Retries } from './retries.js';
import { ConnectionClosed, SdkConnection } from './sdk-connection.js';
import { problemOf, sentenceOf } from './session-problem.js';
import { SignsOfLife } from './signs-of-life.js';
import type { TokenSource } from './token-source.js';

/** A connection that lived for this long was a good one. */
const GOOD_AFTER_MS = 10_000;
/** A handle that is refused for this long is given up where the words can be told instead. */
const HANDLE_PATIENCE_MS = 20_000;
const NORMAL_CLOSE: LiveCloseEvent = { code: 1000, reason: '' };
const SILENCE: LiveCloseEvent = { code: 1006, reason: 'The connection went silent.' };

/** What a {@link Lifeline} needs. */
export interface LifelineOptions<Token, Session extends LiveSdkSession> {
  readonly tokens: TokenSource<Token>;
  readonly connect: (token: Token, request: LiveConnectRequest) => Promise<Session>;
  readonly dialogue: Dialogue<Session>;
  readonly retries: Retries;
  readonly network: Network;
  readonly clock: Clock;
  readonly listener: LifelineListener<Session>;
}

/** What a {@link Lifeline} tells; nothing after it was cut. */
export interface LifelineListener<Session> {
  /** A socket is open. */
  onOpen(): void;
  onMessage(message: object): void;
  onError(event: object): void;
  /** There is a session to send on. */
  onConnected(session: Session): void;
  /** There is none for a while. */
  onLeft(event: LiveReconnecting): void;
  /** {@link Retries} changed. */
  onTry(): void;
  /** There will be none any more; without a problem the other side meant it. */
  onEnd(problem: BrowserError | undefined, close: LiveCloseEvent): void;
}

/** One connection after another: the next one when the service asks for it, or when one is lost. */
export class Lifeline<Token, Session extends LiveSdkSession> {
  readonly #options: LifelineOptions<Token, Session>;
  readonly #goAway: GoAway;
  readonly #signsOfLife: SignsOfLife;
  readonly #stopWatching: () => void;
  #connection: SdkConnection<Session> | undefined;
  #session: Session | undefined;
  #isPreparingMove = false;
  /** The network was away while a function ran, and nothing came since. */
  #isDoubted = false;
  #isCut = false;
  #connectedAtMs = 0;

  constructor(options: LifelineOptions<Token, Session>) {
    const { clock, network } = options;
    this.#options = options;
    this.#goAway = new GoAway(clock, () => this.considerMove());
    this.#signsOfLife = new SignsOfLife(clock, () => this.#onSilence());
    this.#stopWatching = network.onReturn(() => this.#session && this.#doubt());
    options.tokens.mount();
  }

  /** Where to send; `undefined` while there is no connection. */
  get session(): Session | undefined {
    return this.#session;
  }

  /** Opens a connection, with the handle if there is one. @throws ConnectionClosed, or what the app's functions threw. */
  async connect(): Promise<void> {
    const { tokens, connect, clock, dialogue, listener } = this.#options;
    const handle = dialogue.handle || undefined;
    const token = await tokens.take(handle);
    if (this.#isCut) return;
    this.#connection = new SdkConnection<Session>(
      {
        onOpen: listener.onOpen,
        onMessage: (message) => {
          this.#signsOfLife.heard();
          this.#isDoubted = false;
          listener.onMessage(message);
        },
        onError: listener.onError,
        onClose: (event) => this.#onClose(event),
      },
      clock,
    );
    try {
      const session = await this.#connection.open((callbacks) =>
        connect(token, { resumptionHandle: handle, callbacks }),
      );
      this.#session = session;
      this.#connectedAtMs = clock.nowMs();
      listener.onConnected(session);
    } catch (error) {
      if (!this.#isCut) throw error;
    }
  }

  /** Sends. @returns false without a connection that takes it. @throws what the SDK throws. */
  send(send: (session: Session) => void, isQuestion: boolean): boolean {
    const session = this.#session;
    if (!session) return false;
    const outlet = outletOf(session);
    // It is about to be told that the connection closed, and what is sent until then would be lost.
    if (outlet && outlet.readyState > 1) return false;
    this.#signsOfLife.sending(outlet, () => send(session));
    // While the app runs a function the service has every reason to be silent.
    if (isQuestion && !this.#options.dialogue.hasPendingCalls) this.#signsOfLife.asked();
    return true;
  }

  /** Follows what the service says about the connection. */
  follow(event: VoiceEvent): void {
    if (event.type === 'go-away') this.#goAway.announced(event.timeLeftMs);
    if (event.type === 'turn-complete') this.#recovered();
  }

  /** The app answered a function that the service called. */
  functionAnswered(): void {
    if (this.#isDoubted) this.#doubt();
    this.considerMove();
  }

  /** Moves to another connection if the service asked for it, and nobody would hear it. */
  considerMove(): void {
    const { tokens, dialogue } = this.#options;
    const { handle, hasPendingCalls, isPause } = dialogue;
    if (!this.#goAway.isAnnounced || this.#isPreparingMove || !this.#session || !handle || hasPendingCalls) return;
    if (!this.#goAway.isPressing && !isPause) return;
    if (tokens.isReadyFor(handle)) {
      this.#noteGoodConnection();
      this.#leave({ reason: 'go-away', close: undefined });
      void this.#resume(this.#hangUp());
      return;
    }
    // The old connection lives on until the token is there; by then somebody may speak again.
    this.#isPreparingMove = true;
    const { turns } = dialogue;
    tokens.prepare(handle).then(
      () => {
        this.#isPreparingMove = false;
        // Services name a moment every second: where no turn was over since, the one that the token is for is as good.
        if (dialogue.turns === turns) dialogue.goBackTo(handle);
        this.considerMove();
      },
      // The next message, or the end of the connection, tries again.
      () => {
        this.#isPreparingMove = false;
      },
    );
  }

  /** Ends it, whatever it is doing. */
  cut(): void {
    this.#isCut = true;
    this.#forgetConnection();
    this.#options.retries.cancel();
    this.#stopWatching();
    this.#options.tokens.unmount();
    void this.#hangUp();
  }

  /** Closes the connection first: the service refuses to resume a conversation whose old one is open. */
  async #hangUp(): Promise<void> {
    await this.#connection?.close();
  }

  /** The network was away. A function that runs would be cancelled with its connection: the doubt waits for its answer. */
  #doubt(): void {
    this.#isDoubted = this.#options.dialogue.hasPendingCalls;
    if (!this.#isDoubted) this.#signsOfLife.networkReturned();
  }

  #onSilence(): void {
    if (this.#session) this.#onClose(SILENCE, this.#hangUp());
  }

  #onClose(event: LiveCloseEvent, hungUp = Promise.resolve()): void {
    const { retries, dialogue, listener } = this.#options;
    const wasRestoring = dialogue.refusedToRestore(event);
    const verdict = judgeClose(event, this.#goAway.isAnnounced);
    if (verdict === 'end' && !(wasRestoring && event.code === 1007)) {
      const isWanted = event.code === 1000 || event.code === 1005;
      listener.onEnd(isWanted ? undefined : problemOf('BROWSER_SESSION_LOST', event), event);
      return;
    }
    if (!dialogue.canGoOn) {
      listener.onEnd(problemOf('BROWSER_SESSION_NOT_RESUMABLE', event), event);
      return;
    }
    this.#noteGoodConnection();
    if (retries.isEnough) {
      listener.onEnd(problemOf('BROWSER_SESSION_LOST', event), event);
      return;
    }
    retries.lost();
    this.#leave({ reason: 'closed', close: event });
    void this.#resume(
      hungUp.then(() => (this.#isCut ? undefined : retries.wait())),
      event,
    );
  }

  /** There is no connection to send on for a while. */
  #leave(event: LiveReconnecting): void {
    this.#forgetConnection();
    this.#options.listener.onLeft(event);
  }

  #forgetConnection(): void {
    this.#session = undefined;
    this.#goAway.forget();
    this.#signsOfLife.forget();
    this.#isDoubted = false;
  }

  /** Tries until the conversation goes on, or cannot. */
  async #resume(ready: Promise<void>, lastClose: LiveCloseEvent = NORMAL_CLOSE): Promise<void> {
    const { retries, listener } = this.#options;
    await ready;
    if (this.#isCut) return;
    retries.began();
    try {
      await this.connect();
    } catch (error) {
      retries.failed();
      const close = error instanceof ConnectionClosed ? error.close : lastClose;
      const problem = this.#judgeRefusal(error, close);
      if (problem) {
        listener.onEnd(problem, close);
        return;
      }
      listener.onTry();
      await this.#resume(retries.wait(), close);
    }
  }

  /** @returns why there is no use in trying again; `undefined` if there is. */
  #judgeRefusal(error: unknown, close: LiveCloseEvent): BrowserError | undefined {
    const { retries, dialogue } = this.#options;
    const verdict = error instanceof ConnectionClosed ? judgeClose(close, false) : 'resume';
    const isHandleRefused = close.code === 1011 && retries.troubleMs >= HANDLE_PATIENCE_MS;
    if ((verdict === 'forgotten' || isHandleRefused) && dialogue.canTellAll) dialogue.forgetHandle();
    else if (verdict === 'forgotten') return problemOf('BROWSER_SESSION_NOT_RESUMABLE', close);
    if (verdict !== 'end' && !retries.isEnough) return undefined;
    return problemOf('BROWSER_SESSION_LOST', close, sentenceOf(error));
  }

  /** What happens to a connection that lived for a while is no trouble of before, though no turn was completed on it. */
  #noteGoodConnection(): void {
    if (this.#options.clock.nowMs() - this.#connectedAtMs >= GOOD_AFTER_MS) this.#recovered();
  }

  #recovered(): void {
    const { retries, listener } = this.#options;
    retries.forget();
    listener.onTry();
  }
}
