import type { VoiceEvent } from '@lipwire/providers';

/** Where a conversation stands, as far as its messages say. */
export class TurnProgress {
  /** The latest moment from which the service can go on; empty if it named none. */
  handle = '';
  /** How many turns are over. */
  turns = 0;
  /** A turn was answered to its end: without a handle, the conversation cannot be had again. */
  hasAnswered = false;
  /** Functions that the app was asked to run, and has not answered. */
  readonly pendingCalls = new Set<string>();
  #answerBeganMs: number | undefined;
  #isGenerated = false;
  #isInterrupted = false;

  /** When the answer that is under way began; `undefined` between answers. */
  get answerBeganMs(): number | undefined {
    return this.#answerBeganMs;
  }

  /** True while the service is still making an answer: a cut now loses the rest of it. */
  get isGenerating(): boolean {
    return this.#answerBeganMs !== undefined && !this.#isGenerated && !this.#isInterrupted;
  }

  /** True from the moment in which the user spoke over the answer until its turn is over. */
  get isInterrupted(): boolean {
    return this.#isInterrupted;
  }

  /** True where nothing is under way: the moment in which a change of connection is not heard. */
  get isPause(): boolean {
    return this.#answerBeganMs === undefined && this.pendingCalls.size === 0;
  }

  /** Takes the next event of the service. */
  follow(event: VoiceEvent, nowMs: number): void {
    switch (event.type) {
      case 'audio':
        this.#begin(nowMs);
        break;
      case 'tool-call':
        this.#begin(nowMs);
        for (const id of event.callIds) this.pendingCalls.add(id);
        break;
      case 'tool-call-cancelled':
        for (const id of event.callIds) this.pendingCalls.delete(id);
        break;
      case 'generation-complete':
        this.#isGenerated = true;
        this.hasAnswered = true;
        break;
      case 'interrupted':
        this.hasAnswered = true;
        this.#isInterrupted = true;
        break;
      case 'turn-complete':
        this.hasAnswered = true;
        this.turns++;
        this.endTurn();
        break;
      case 'resumption':
        // While it speaks the service names none; the one before still leads to the moment before this turn.
        if (event.resumable && event.handle) this.handle = event.handle;
        break;
    }
  }

  /** The turn is over, completed or cut off. */
  endTurn(): void {
    this.#answerBeganMs = undefined;
    this.#isGenerated = false;
    this.#isInterrupted = false;
  }

  #begin(nowMs: number): void {
    this.#answerBeganMs ??= nowMs;
  }
}
