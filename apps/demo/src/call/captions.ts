import { type Clock, StateStore } from '@lipwire/browser';

/** One stretch of words of one speaker. */
export interface Caption {
  /** Rises from caption to caption. */
  readonly id: number;
  readonly speaker: 'user' | 'mascot';
  readonly text: string;
  /** The user spoke over it; the words that were not heard any more are not shown. */
  readonly interrupted: boolean;
}

/** Older ones are forgotten. */
const MAX_CAPTIONS = 40;

/**
 * The words of a call, each shown when it is heard.
 *
 * A service sends speech and its words about four times faster than they are spoken. Words arrive between the pieces of
 * audio that they belong to, so the length of the audio before them is the time at which they are heard; words that
 * wait are dropped with their audio when the user interrupts.
 */
export class Captions {
  readonly #clock: Clock;
  readonly #store = new StateStore<readonly Caption[]>([]);
  #nextId = 1;
  /** The caption that more words of the user are put behind; 0 for a new one. */
  #userId = 0;
  #turn: Turn | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Watches {@link get}; returns the function that stops it. */
  readonly subscribe = this.#store.subscribe;

  /** The captions now, oldest first; the same array until they change. */
  readonly get = this.#store.get;

  /** A piece of the mascot's speech arrived. */
  addAudio(durationMs: number): void {
    const turn = this.#startTurn();
    const nowMs = this.#clock.nowMs();
    // Where the sound ran out, it goes on from now.
    if (turn.audioMs === 0 || turn.startedAtMs + turn.audioMs < nowMs) turn.startedAtMs = nowMs - turn.audioMs;
    turn.audioMs += durationMs;
  }

  /** Words of the mascot arrived; shown when the sound that came before them was heard. */
  addMascotWords(text: string): void {
    const turn = this.#startTurn();
    const delayMs = turn.audioMs === 0 ? 0 : turn.startedAtMs + turn.audioMs - this.#clock.nowMs();
    const words: Waiting = { text, cancel: () => {} };
    const show = () => {
      turn.waiting.delete(words);
      turn.captionId = this.#append('mascot', text, turn.captionId);
    };
    if (delayMs <= 0 && turn.waiting.size === 0) {
      show();
      return;
    }
    words.cancel = this.#clock.after(Math.max(0, delayMs), show);
    turn.waiting.add(words);
  }

  /** Words of the user arrived, spoken or typed. */
  addUserWords(text: string, how: 'spoken' | 'typed' = 'spoken'): void {
    const id = this.#append('user', text, how === 'typed' ? 0 : this.#userId);
    this.#userId = how === 'typed' ? 0 : id;
  }

  /** The mascot's turn is over: what waits is heard by now. */
  completeTurn(): void {
    const turn = this.#endTurn();
    if (!turn) return;
    for (const { text } of turn.waiting) turn.captionId = this.#append('mascot', text, turn.captionId);
  }

  /** The user spoke over the mascot: what waits will not be heard. */
  interrupt(): void {
    const turn = this.#endTurn();
    if (turn && turn.waiting.size > 0) {
      this.#store.set(
        this.#store
          .get()
          .map((caption) => (caption.id === turn.captionId ? { ...caption, interrupted: true } : caption)),
      );
    }
  }

  /** A new call. */
  clear(): void {
    this.#endTurn();
    this.#userId = 0;
    this.#store.set([]);
  }

  #startTurn(): Turn {
    this.#turn ??= { startedAtMs: 0, audioMs: 0, captionId: 0, waiting: new Set() };
    return this.#turn;
  }

  #endTurn(): Turn | undefined {
    const turn = this.#turn;
    this.#turn = undefined;
    for (const { cancel } of turn?.waiting ?? []) cancel();
    return turn;
  }

  /** Puts words behind a caption, or begins another; returns the caption's id, 0 if there was nothing to show. */
  #append(speaker: Caption['speaker'], text: string, captionId: number): number {
    const captions = this.#store.get();
    const open = captions.find(({ id }) => id === captionId);
    if (open) {
      this.#store.set(captions.map((caption) => (caption === open ? { ...open, text: open.text + text } : caption)));
      return open.id;
    }
    if (text.trim() === '') return 0;
    // The mascot has its say: what the user says next is another stretch.
    if (speaker === 'mascot') this.#userId = 0;
    const caption: Caption = { id: this.#nextId++, speaker, text: text.trimStart(), interrupted: false };
    this.#store.set([...captions, caption].slice(-MAX_CAPTIONS));
    return caption.id;
  }
}

/** One turn of the mascot. */
interface Turn {
  /** Wall time at which the first sample of the turn was heard, as if it had never stalled. */
  startedAtMs: number;
  /** How much sound came so far. */
  audioMs: number;
  /** The caption that shows its words; 0 before there is one. */
  captionId: number;
  /** Words that are not heard yet, in order. */
  readonly waiting: Set<Waiting>;
}

interface Waiting {
  readonly text: string;
  cancel: () => void;
}
