import type { LiveInputKind } from './live-sdk.js';

/** Something that the user said or typed, and how to send it. */
export interface Input<Session> {
  readonly kind: LiveInputKind;
  /** Milliseconds of speech; 0 for all else. */
  readonly durationMs: number;
  readonly send: (session: Session) => void;
}

interface Kept<Session> extends Input<Session> {
  readonly atMs: number;
  wasSent: boolean;
}

/** Lines and signals that are kept; nobody types as many while a connection changes. */
const MAX_OTHERS = 200;
/**
 * How far back the words lie that the service reacts to: the end of a sentence is heard after half a second of silence,
 * and an answer comes within one or two more.
 */
const REACTION_MS = 2_000;

/**
 * What the user said since the service last answered in full.
 *
 * A conversation is resumed from a moment that the service chose, which is never in the middle of an answer. Whatever
 * came after that is not known to it any more, so this is sent again, in order, and behind it what the user said while
 * there was no connection. Both are bounded: the oldest speech goes first, and what was never sent is counted.
 */
export class UnansweredInput<Session> {
  readonly #maxSpeechMs: number;
  #kept: Kept<Session>[] = [];
  #droppedSpeechMs = 0;

  /** @param maxSpeechMs of speech that is kept; the speech to which an answer is under way is not counted. */
  constructor(maxSpeechMs: number) {
    this.#maxSpeechMs = maxSpeechMs;
  }

  /** Milliseconds of speech that nobody will ever hear, since the beginning. */
  get droppedSpeechMs(): number {
    return this.#droppedSpeechMs;
  }

  /** True if there is anything that was not answered. */
  get isEmpty(): boolean {
    return this.#kept.length === 0;
  }

  /** True if words wait for an answer. */
  get hasWords(): boolean {
    return this.#kept.some(({ kind }) => kind === 'words');
  }

  /**
   * Keeps an input.
   *
   * @param atMs now, on any clock that does not go back.
   * @param wasSent false if there was no connection to send it on.
   * @param answerBeganMs since when an answer is under way: speech before that is the question, and is kept whole.
   */
  add(input: Input<Session>, atMs: number, wasSent: boolean, answerBeganMs = Number.NEGATIVE_INFINITY): void {
    this.#kept.push({ ...input, atMs, wasSent });
    if (input.kind === 'speech') this.#dropOldSpeech(answerBeganMs);
    else this.#dropOldOthers();
  }

  /** An answer was given to its end: what it answered need not be said again, nor the silence under it. */
  answered(beganMs: number, nowMs: number): void {
    const heardMs = Math.max(beganMs, nowMs - REACTION_MS);
    this.#keep(({ atMs, kind }) => atMs > (kind === 'words' ? beganMs : heardMs));
  }

  /** An answer was interrupted: what interrupted it was said just before. */
  interrupted(nowMs: number): void {
    this.#keep(({ atMs }) => atMs > nowMs - REACTION_MS);
  }

  /**
   * Sends everything, oldest first. It stays kept: it is not answered yet.
   *
   * @param onThrown told what a sending threw; that input is forgotten.
   */
  sendAll(session: Session, onThrown: (error: unknown) => void): void {
    this.#kept = this.#kept.filter((input) => {
      try {
        input.send(session);
        input.wasSent = true;
      } catch (error) {
        onThrown(error);
      }
      return input.wasSent;
    });
  }

  /** Forgets everything. */
  clear(): void {
    this.#keep(() => false);
  }

  #dropOldSpeech(answerBeganMs: number): void {
    const counts = ({ kind, atMs }: Kept<Session>) => kind === 'speech' && atMs > answerBeganMs;
    let speechMs = this.#kept.reduce((sum, kept) => (counts(kept) ? sum + kept.durationMs : sum), 0);
    while (speechMs > this.#maxSpeechMs) {
      const dropped = this.#kept.splice(this.#kept.findIndex(counts), 1)[0] as Kept<Session>;
      speechMs -= dropped.durationMs;
      if (!dropped.wasSent) this.#droppedSpeechMs += dropped.durationMs;
    }
  }

  #dropOldOthers(): void {
    const isOther = ({ kind }: Kept<Session>) => kind !== 'speech';
    if (this.#kept.filter(isOther).length > MAX_OTHERS) this.#kept.splice(this.#kept.findIndex(isOther), 1);
  }

  #keep(fits: (input: Kept<Session>) => boolean): void {
    this.#kept = this.#kept.filter(fits);
  }
}
