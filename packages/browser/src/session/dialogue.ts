import { endBrokenGeminiTurn, type VoiceEvent } from '@lipwire/providers';
import type { LiveCloseEvent, LiveSdkSession } from './live-sdk.js';
import { SaidTurns } from './said-turns.js';
import { TurnProgress } from './turn-progress.js';
import { type Input, UnansweredInput } from './unanswered-input.js';

/** How a {@link Dialogue} is kept. */
export interface DialogueOptions {
  /** See {@link UnansweredInput}. */
  readonly maxKeptSpeechMs: number;
  /** Whether to tell a service what it does not know any more. */
  readonly restoreWords: boolean;
}

/**
 * What both said, whatever the connection: where it stands, what was not answered, and what the service does not know.
 *
 * It says what to do next; who does it is the session.
 */
export class Dialogue<Session extends LiveSdkSession> {
  readonly #progress = new TurnProgress();
  readonly #input: UnansweredInput<Session>;
  readonly #said = new SaidTurns();
  #restoresWords: boolean;
  /** It was told again, and nothing came back yet. */
  #isRestoring = false;

  constructor({ maxKeptSpeechMs, restoreWords }: DialogueOptions) {
    this.#input = new UnansweredInput(maxKeptSpeechMs);
    this.#restoresWords = restoreWords;
  }

  /** The latest moment from which the service can go on; empty if it named none. */
  get handle(): string {
    return this.#progress.handle;
  }

  /** How many turns are over. */
  get turns(): number {
    return this.#progress.turns;
  }

  /** Milliseconds of speech that nobody will ever hear, since the beginning. */
  get droppedSpeechMs(): number {
    return this.#input.droppedSpeechMs;
  }

  /** True where a change of connection would not be noticed. */
  get isPause(): boolean {
    return this.#progress.isPause && !this.#input.hasWords;
  }

  /** True while the app runs a function for the service. */
  get hasPendingCalls(): boolean {
    return this.#progress.pendingCalls.size > 0;
  }

  /** True where another connection can take the dialogue up: nothing was said yet, or what was said can be had again. */
  get canGoOn(): boolean {
    return !this.#progress.hasAnswered || this.#progress.handle !== '' || this.canTellAll;
  }

  /** True if it can be taken up without the help of a handle. */
  get canTellAll(): boolean {
    return this.#restoresWords && !this.#said.isEmpty;
  }

  /** What the service said. */
  hear(event: VoiceEvent, nowMs: number): void {
    const { answerBeganMs = nowMs, isInterrupted } = this.#progress;
    if (event.type !== 'ready' && event.type !== 'resumption') this.#isRestoring = false;
    switch (event.type) {
      case 'transcript':
        if (event.speaker === 'model') this.#said.addModelWords(event.text);
        else this.#said.addUserWords({ text: event.text, isTyped: false }, isInterrupted);
        break;
      case 'interrupted':
        this.#input.interrupted(nowMs);
        break;
      case 'generation-complete':
        this.#input.answered(answerBeganMs, nowMs);
        break;
      case 'turn-complete':
        if (!isInterrupted) this.#input.answered(answerBeganMs, nowMs);
        this.#said.complete();
        break;
      case 'resumption':
        if (event.resumable && event.handle) this.#said.handleCame();
        break;
    }
    this.#progress.follow(event, nowMs);
  }

  /**
   * What the user said.
   *
   * @param text of what was typed.
   * @param wasSent false if there was no connection to send it on.
   */
  say(input: Input<Session>, text: string, wasSent: boolean, nowMs: number): void {
    const { answerBeganMs } = this.#progress;
    if (text) this.#said.addUserWords({ text, isTyped: true }, answerBeganMs !== undefined);
    this.#input.add(input, nowMs, wasSent, answerBeganMs);
  }

  /** @returns whether one of these functions is one whose result is awaited. */
  isPending(callIds: readonly string[]): boolean {
    return callIds.some((id) => this.#progress.pendingCalls.has(id));
  }

  /** The app gave the results of these functions. */
  answerCalls(callIds: readonly string[]): void {
    for (const id of callIds) this.#progress.pendingCalls.delete(id);
  }

  /** Goes on from an earlier moment, behind which no turn was over. */
  goBackTo(handle: string): void {
    if (this.#progress.handle) this.#progress.handle = handle;
  }

  /** The handle leads nowhere; without one the service is told all. */
  forgetHandle(): void {
    this.#progress.handle = '';
    this.#said.handleForgotten();
  }

  /** @returns whether the service may have closed because it does not take what it was told again; then it is not. */
  refusedToRestore({ code }: LiveCloseEvent): boolean {
    // A connection that broke off says nothing of the service.
    const wasRefused = this.#isRestoring && code !== 1006;
    if (wasRefused) this.#restoresWords = false;
    this.#isRestoring = false;
    return wasRefused;
  }

  /**
   * The connection is gone for good, or another is there.
   *
   * @param goesOn what was not answered will be asked again.
   * @returns what the app must hear for the turn to be over, and whether it will be said again.
   */
  breakOff(goesOn: boolean): { readonly messages: readonly object[]; readonly isSaidAgain: boolean } {
    const { isPause, isGenerating, pendingCalls } = this.#progress;
    const isSaidAgain = !isPause && isGenerating && !this.#input.isEmpty && goesOn;
    if (isPause || isSaidAgain) this.#said.breakOff();
    else this.#said.complete();
    const messages = isPause ? [] : endBrokenGeminiTurn({ isSaidAgain, cancelledCalls: [...pendingCalls] });
    pendingCalls.clear();
    this.#progress.endTurn();
    return { messages, isSaidAgain };
  }

  /** Another connection is there: tells the service what it does not know, and asks again what it did not answer. */
  takeUp(session: Session, onThrown: (error: unknown) => void): void {
    const turns = this.#restoresWords ? this.#said.takeUnknown() : [];
    this.#isRestoring = turns.length > 0;
    try {
      if (turns.length > 0) session.sendClientContent({ turns, turnComplete: false } as never);
    } catch (error) {
      onThrown(error);
    }
    this.#input.sendAll(session, onThrown);
  }

  /** It is over. */
  clear(): void {
    this.#input.clear();
    this.#said.clear();
  }
}
