/** A turn in the service's own shape, to be told by `sendClientContent`. */
export interface SaidTurn {
  readonly role: 'user' | 'model';
  readonly parts: readonly [{ readonly text: string }];
}

/** Words of the user. */
export interface Words {
  readonly text: string;
  /** False: they were spoken, and this is a piece of the transcript. */
  readonly isTyped: boolean;
}

/** About twenty minutes of talk, some 4,000 tokens: far below what any model takes in. */
const MAX_CHARACTERS = 16_000;

/**
 * What both said, in words, as far as they were transcribed: what a service can be told that forgot it.
 *
 * A handle leads back to a moment; what was said behind it is unknown on the next connection, and without a handle
 * everything is. A turn counts once it is over: one that broke off is said again.
 */
export class SaidTurns {
  #turns: SaidTurn[] = [];
  /** How many of them the handle knows. */
  #known = 0;
  #asked: Words[] = [];
  #answered = '';
  /** What the user said after the answer had begun. */
  #askedNext: Words[] = [];
  /** What was told again is part of no handle until a turn came after it. */
  #isSettled = true;

  /** True if nothing is kept, as where the setup asks for no transcripts. */
  get isEmpty(): boolean {
    return this.#turns.length === 0;
  }

  /**
   * The user's words.
   *
   * @param comeAfter they came too late to be part of what is being answered.
   */
  addUserWords(words: Words, comeAfter: boolean): void {
    keepLatest(comeAfter ? this.#askedNext : this.#asked, words);
  }

  /** The model's words. */
  addModelWords(text: string): void {
    this.#answered = (this.#answered + text).slice(-MAX_CHARACTERS);
  }

  /** The turn is over. */
  complete(): void {
    const asked = this.#asked.map(({ text, isTyped }) => (isTyped ? `${text}\n` : text)).join('');
    // A question whose answer was not transcribed would be taken for one that waits, and be answered again.
    if (this.#answered.trim()) {
      this.#add('user', asked);
      this.#add('model', this.#answered);
    }
    this.#isSettled = true;
    this.#answered = '';
    this.#asked = this.#askedNext;
    this.#askedNext = [];
  }

  /** What is not over broke off. It will be said again, and speech transcribed again. */
  breakOff(): void {
    this.#answered = '';
    this.#asked = [...this.#asked, ...this.#askedNext].filter(({ isTyped }) => isTyped);
    this.#askedNext = [];
  }

  /** The service named a moment to go on from: all turns that are over are known there. */
  handleCame(): void {
    if (this.#isSettled) this.#known = this.#turns.length;
  }

  /** The handle leads nowhere any more. */
  handleForgotten(): void {
    this.#known = 0;
  }

  /** What the service does not know, oldest first, on a connection that begins now. */
  takeUnknown(): readonly SaidTurn[] {
    const unknown = this.#turns.slice(this.#known);
    this.#isSettled = unknown.length === 0;
    return unknown;
  }

  /** Forgets everything. */
  clear(): void {
    this.#turns = [];
    this.#known = 0;
    this.#asked = [];
    this.#answered = '';
    this.#askedNext = [];
  }

  #add(role: SaidTurn['role'], text: string): void {
    const words = text.trim().slice(-MAX_CHARACTERS);
    if (!words) return;
    this.#turns.push({ role, parts: [{ text: words }] });
    let characters = this.#turns.reduce((sum, { parts }) => sum + parts[0].text.length, 0);
    while (characters > MAX_CHARACTERS) {
      characters -= this.#turns.shift()?.parts[0].text.length ?? 0;
      this.#known = Math.max(0, this.#known - 1);
    }
  }
}

/** A turn that never ends must not fill the memory. */
function keepLatest(list: Words[], words: Words): void {
  if (words.text === '') return;
  list.push({ ...words, text: words.text.slice(-MAX_CHARACTERS) });
  let characters = list.reduce((sum, { text }) => sum + text.length, 0);
  while (characters > MAX_CHARACTERS) characters -= list.shift()?.text.length ?? 0;
}
