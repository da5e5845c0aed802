import { readGeminiServerMessage } from '@lipwire/providers';
import { callListener, throwUncaught } from '../call-listener.js';
import { BrowserError } from '../errors.js';
import { StateStore } from '../state-store.js';
import { type Clock, systemClock } from '../wall-clock.js';
import { Dialogue } from './dialogue.js';
import { Lifeline } from './lifeline.js';
import {
  describeRealtimeInput,
  type LiveCloseEvent,
  type LiveInputKind,
  type LiveSdkSession,
  textOfTurns,
} from './live-sdk.js';
import type { LiveReconnecting, LiveSessionOptions, LiveSessionState } from './live-session-options.js';
import { pageNetwork } from './network.js';
import { Retries } from './retries.js';
import { sentenceOf } from './session-problem.js';
import { TokenSource } from './token-source.js';

const NORMAL_CLOSE: LiveCloseEvent = { code: 1000, reason: '' };

/** What is looked at of the result of a function; it may come in pieces. */
interface FunctionResponse {
  readonly id?: string;
  readonly willContinue?: boolean;
}

/**
 * A conversation that outlives its connections.
 *
 * It stands between an app and the official SDK's `ai.live.connect`, and looks like the SDK's session. When the service
 * says that it will hang up, or the connection is lost, it takes the conversation up again on another one: with the
 * latest handle, after the old socket has closed, with what the user said meanwhile. The app's callbacks see one session.
 */
export class LiveSession<Token, Session extends LiveSdkSession, Message extends object = object> {
  readonly #callbacks: LiveSessionOptions<Token, Session, Message>['callbacks'];
  readonly #clock: Clock;
  readonly #dialogue: Dialogue<Session>;
  readonly #retries: Retries;
  readonly #makeLifeline: () => Lifeline<Token, Session>;
  readonly #store = new StateStore<LiveSessionState>({
    status: 'idle',
    failures: 0,
    resumptions: 0,
    droppedSpeechMs: 0,
    problem: undefined,
  });
  #lifeline: Lifeline<Token, Session> | undefined;
  #hasOpened = false;
  #gapSinceMs = 0;

  /** @throws BrowserError `BROWSER_OPTION_INVALID` */
  constructor(options: LiveSessionOptions<Token, Session, Message>) {
    const { clock = systemClock, network = pageNetwork, random = Math.random, restoreWords = true } = options;
    const giveUpAfterMs = inRange('giveUpAfterMs', options.giveUpAfterMs ?? 60_000, 3_600_000);
    const maxKeptSpeechMs = inRange('maxKeptSpeechMs', options.maxKeptSpeechMs ?? 20_000, 120_000);
    this.#callbacks = options.callbacks;
    this.#clock = clock;
    this.#retries = new Retries({ clock, network, random, giveUpAfterMs });
    this.#dialogue = new Dialogue({ maxKeptSpeechMs, restoreWords });
    this.#makeLifeline = () =>
      new Lifeline({
        tokens: new TokenSource(options.token, clock),
        connect: options.connect,
        dialogue: this.#dialogue,
        retries: this.#retries,
        network,
        clock,
        listener: {
          onOpen: () => this.#onOpen(),
          onMessage: (message) => this.#take(message),
          onError: (event) => this.#tell(this.#callbacks.onerror, event),
          onConnected: (session) => this.#takeUp(session),
          onLeft: (event) => this.#onLeft(event),
          onTry: () => this.#showFailures(),
          onEnd: (problem, close) => this.#end(problem, close),
        },
      });
  }

  /** Watches the state; returns the function that stops it. */
  readonly subscribe = this.#store.subscribe;

  /** How the conversation stands; the same object until it changes. */
  readonly getState = this.#store.get;

  /** The SDK's method; without a connection the content waits for one, and after the end nothing is sent. */
  readonly sendClientContent = ((params: never) => {
    const { turns, turnComplete } = params as { turns?: unknown; turnComplete?: boolean };
    const kind = turnComplete === false ? 'context' : 'words';
    this.#send(kind, 0, textOfTurns(turns), (session) => session.sendClientContent(params));
  }) as Session['sendClientContent'];

  /** The SDK's method; without a connection speech and text wait for one, and pictures are not sent. */
  readonly sendRealtimeInput = ((params: never) => {
    const { kind, durationMs } = describeRealtimeInput(params);
    const { text = '' } = params as { text?: string };
    this.#send(kind, durationMs, text, (session) => session.sendRealtimeInput(params));
  }) as Session['sendRealtimeInput'];

  /** The SDK's method; an answer to a call that was cancelled with its connection is not sent. */
  readonly sendToolResponse = ((params: never) => {
    const { functionResponses = [] } = params as { functionResponses?: FunctionResponse | FunctionResponse[] };
    const responses = [functionResponses].flat();
    const idsOf = (answers: FunctionResponse[]) => answers.map(({ id }) => id ?? '');
    if (!this.#dialogue.isPending(idsOf(responses))) return;
    // Not all results are answered: some are for the model alone.
    if (!this.#lifeline?.send((session) => session.sendToolResponse(params), false)) return;
    this.#dialogue.answerCalls(idsOf(responses.filter(({ willContinue }) => !willContinue)));
    this.#lifeline.functionAnswered();
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
    this.#lifeline = this.#makeLifeline();
    try {
      await this.#lifeline.connect();
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

  #send(kind: LiveInputKind, durationMs: number, text: string, send: (session: Session) => void): void {
    if (this.#isOver()) return;
    // First, so that what the SDK refuses is thrown at the caller, and not kept.
    const wasSent = this.#lifeline?.send(send, kind === 'words') ?? false;
    if (kind !== 'picture') this.#dialogue.say({ kind, durationMs, send }, text, wasSent, this.#clock.nowMs());
  }

  #onOpen(): void {
    if (this.#hasOpened) return;
    this.#hasOpened = true;
    this.#tell(this.#callbacks.onopen, undefined);
  }

  #take(message: object): void {
    const nowMs = this.#clock.nowMs();
    const events = readGeminiServerMessage(message);
    for (const event of events) {
      this.#dialogue.hear(event, nowMs);
      this.#lifeline?.follow(event);
    }
    // An app that greets at `setupComplete` would greet again.
    const isSecondSetup = events.some(({ type }) => type === 'ready') && this.#store.get().status === 'reconnecting';
    if (!isSecondSetup) this.#tell(this.#callbacks.onmessage, message as Message);
    this.#lifeline?.considerMove();
  }

  /** A connection is there: the conversation goes on where the service knows it, and from there is told the rest. */
  #takeUp(session: Session): void {
    const { status, resumptions, droppedSpeechMs } = this.#store.get();
    const repeatsAnswer = this.#endBrokenTurn(true);
    this.#dialogue.takeUp(session, throwUncaught);
    if (status !== 'reconnecting') {
      this.#set({ status: 'connected' });
      return;
    }
    const dropped = this.#dialogue.droppedSpeechMs;
    this.#set({ status: 'connected', resumptions: resumptions + 1, droppedSpeechMs: dropped });
    this.#tell(this.#callbacks.onresumed, {
      gapMs: this.#clock.nowMs() - this.#gapSinceMs,
      droppedSpeechMs: dropped - droppedSpeechMs,
      repeatsAnswer,
    });
  }

  #onLeft(event: LiveReconnecting): void {
    this.#gapSinceMs = this.#clock.nowMs();
    this.#set({ status: 'reconnecting', failures: this.#retries.failures });
    this.#tell(this.#callbacks.onreconnecting, event);
  }

  #showFailures(): void {
    const { failures } = this.#retries;
    if (failures !== this.#store.get().failures) this.#set({ failures });
  }

  /** Tells the app that a turn which broke off is over. @returns whether it will be said again. */
  #endBrokenTurn(goesOn: boolean): boolean {
    const { messages, isSaidAgain } = this.#dialogue.breakOff(goesOn);
    for (const message of messages) this.#tell(this.#callbacks.onmessage, message as Message);
    return isSaidAgain;
  }

  #end(problem: BrowserError | undefined, event: LiveCloseEvent | undefined): void {
    if (this.#isOver()) return;
    this.#set({
      status: problem ? 'failed' : 'ended',
      failures: this.#retries.failures,
      droppedSpeechMs: this.#dialogue.droppedSpeechMs,
      problem: problem && { code: problem.code, message: problem.message },
    });
    this.#lifeline?.cut();
    this.#endBrokenTurn(false);
    this.#dialogue.clear();
    if (event) this.#tell(this.#callbacks.onclose, event);
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
