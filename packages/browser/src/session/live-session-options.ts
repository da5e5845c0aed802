import type { BrowserErrorCode } from '../errors.js';
import type { Clock } from '../wall-clock.js';
import type { LiveCloseEvent, LiveSdkCallbacks, LiveSdkSession } from './live-sdk.js';
import type { Network } from './network.js';
import type { TokenPrefetcher } from './token-prefetcher.js';

/** Why a conversation ended or could not begin. */
export interface LiveSessionProblem {
  readonly code: BrowserErrorCode;
  /** A sentence for the person in front of the page. */
  readonly message: string;
}

/** How a conversation stands; a new object for each change. */
export interface LiveSessionState {
  /** `failed` is an end that nobody wanted, and has a `problem`. */
  readonly status: 'idle' | 'connecting' | 'connected' | 'reconnecting' | 'ended' | 'failed';
  /** Tries that failed since the conversation last went well. */
  readonly failures: number;
  /** Connections that took the conversation up again. */
  readonly resumptions: number;
  /** Milliseconds of the user's speech that were lost, because a connection was missing for too long. */
  readonly droppedSpeechMs: number;
  readonly problem: LiveSessionProblem | undefined;
}

/** The connection is about to change, or was lost. */
export interface LiveReconnecting {
  /** `go-away`: the service asked for it; `closed`: the socket closed with `close`. */
  readonly reason: 'go-away' | 'closed';
  readonly close: LiveCloseEvent | undefined;
}

/** The conversation goes on. */
export interface LiveResumed {
  /** Milliseconds without a connection. */
  readonly gapMs: number;
  /** Milliseconds of the user's speech that were lost in this gap. */
  readonly droppedSpeechMs: number;
  /** An answer that broke off is given again, from its beginning. */
  readonly repeatsAnswer: boolean;
}

/** The app's own callbacks: those of the official SDK, over all connections, and two more. */
export interface LiveSessionCallbacks<Message extends object> {
  /** The first socket is open; once. */
  readonly onopen?: () => void;
  /** All messages, in order. A `setupComplete` comes once, and a turn that broke off is ended here, too. */
  readonly onmessage: (message: Message) => void;
  readonly onerror?: (event: object) => void;
  /** The conversation is over; once, and not where `open` fails. */
  readonly onclose?: (event: LiveCloseEvent) => void;
  readonly onreconnecting?: (event: LiveReconnecting) => void;
  readonly onresumed?: (event: LiveResumed) => void;
}

/** What `connect` needs beside the token. */
export interface LiveConnectRequest {
  /** Goes into `config.sessionResumption.handle`; `undefined` begins a new conversation. */
  readonly resumptionHandle: string | undefined;
  /** Goes to `ai.live.connect` as it is. */
  readonly callbacks: LiveSdkCallbacks;
}

/** Options of `LiveSession`. */
export interface LiveSessionOptions<Token, Session extends LiveSdkSession, Message extends object> {
  /**
   * Where the token of each connection comes from.
   *
   * A {@link TokenPrefetcher}: one is at hand at any time, so that a lost connection costs no request. A function: it is
   * called with the handle to go on from, for servers that lock the handle into the token.
   *
   * One that does not come within fifteen seconds is a try that failed.
   */
  readonly token: TokenPrefetcher<Token> | ((resumptionHandle: string | undefined) => Promise<Token>);
  /** Calls the official SDK's `ai.live.connect`. */
  readonly connect: (token: Token, request: LiveConnectRequest) => Promise<Session>;
  readonly callbacks: LiveSessionCallbacks<Message>;
  /** How much of the user's speech is kept for the next connection, 0 to 120,000 ms. Default 20,000. */
  readonly maxKeptSpeechMs?: number;
  /**
   * Whether to tell the service, by `sendClientContent`, what was said and it does not know any more: behind the moment to
   * which the latest handle leads, or all of it where there is none. Only words that were typed or transcribed can be
   * told, and the latest 16,000 characters of them are kept. Default true.
   */
  readonly restoreWords?: boolean;
  /** For how long to try again before giving up, 0 to 3,600,000 ms; time without a network is not counted. Default 60,000. */
  readonly giveUpAfterMs?: number;
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** Says whether there is a network, so that nobody tries without. Default: what the page says. */
  readonly network?: Network;
  /** Spreads the tries of many clients; 0 to 1. Default `Math.random`. */
  readonly random?: () => number;
}
