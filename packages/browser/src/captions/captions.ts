import type { TranscriptEvent, VoiceEvent } from '@lipwire/providers';
import type { CallFollower } from '../call-follower.js';
import { StateStore } from '../state-store.js';
import type { Caption } from './caption.js';
import { WordTiming } from './word-timing.js';

/** Older ones are forgotten. */
const MAX_CAPTIONS = 40;

/** One turn of the mascot. */
interface Turn {
  readonly timing: WordTiming;
  /** How many of its words are shown. */
  shown: number;
  /** The caption that shows them; 0 before there is one. */
  captionId: number;
  /** No words of it come any more. */
  over: boolean;
}

/**
 * The words of a call. The mascot's appear when they are heard; those that were never heard never appear.
 *
 * Sound and its place in media time come from whoever plays it; see {@link WordTiming} for how words find their place.
 */
export class Captions implements CallFollower {
  readonly #store = new StateStore<readonly Caption[]>([]);
  #nextId = 1;
  /** The caption that more words of the user are put behind; 0 for a new one. */
  #userId = 0;
  /** Turns with words that were not heard yet, oldest first. */
  #turns: Turn[] = [];
  /** The voice's, as the turns before measured it. */
  #paceMs: number | undefined;
  /** Media time before which nothing new can be due. */
  #nextMs = Number.POSITIVE_INFINITY;

  /** The captions, oldest first; the same array until they change. Safe to pass around unbound. */
  readonly getSnapshot = (): readonly Caption[] => this.#store.get();

  /** Watches {@link getSnapshot}; returns what stops it. Safe to pass around unbound. */
  readonly subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  /** What was said in the call before is no caption of this one. */
  onCallStart(): void {
    this.clear();
  }

  /** Shows a line that the user typed. */
  addTyped(text: string): void {
    this.#append('user', text, 0);
    this.#userId = 0;
  }

  /** Words came. */
  onWords({ speaker, text }: TranscriptEvent): void {
    if (speaker === 'user') this.addUserWords(text);
    else this.addWords(text);
  }

  /** Follows what the service said, save its audio and the words. */
  onVoiceEvent(event: VoiceEvent): void {
    if (event.type === 'generation-complete') this.completeSound();
    else if (event.type === 'turn-complete' || event.type === 'ready') this.endTurn();
  }

  /** Shows the next words that the user spoke. */
  addUserWords(text: string): void {
    this.#userId = this.#append('user', text, this.#userId);
  }

  /** The next sound of the mascot; it is heard at `startMs` of media time. */
  onSpeech(samples: Float32Array, sampleRateHz: number, startMs: number): void {
    this.#turn().timing.addSound(samples, sampleRateHz, startMs);
    this.#look();
  }

  /** The next words of the mascot. */
  addWords(text: string): void {
    this.#turn().timing.addText(text);
    this.#look();
  }

  /** All sound of the turn came; words may follow. */
  completeSound(): void {
    const turn = this.#turns.at(-1);
    if (!turn || turn.over) return;
    turn.timing.complete();
    this.#paceMs = turn.timing.paceMs;
    this.#look();
  }

  /** The turn is over; what comes next is another. */
  endTurn(): void {
    this.completeSound();
    const turn = this.#turns.at(-1);
    if (!turn) return;
    turn.over = true;
    // Words without sound would wait for ever.
    if (!turn.timing.hasSound) this.#show(turn, Number.POSITIVE_INFINITY);
    this.#look();
  }

  /** What was not heard by this media time will not be heard. */
  onCut(mediaMs: number): void {
    this.onPlayhead(mediaMs);
    const ids = new Set(
      this.#turns.filter((turn) => turn.shown < turn.timing.length).map(({ captionId }) => captionId),
    );
    this.#turns = [];
    this.#look();
    const captions = this.#store.get();
    if (!captions.some(({ id }) => ids.has(id))) return;
    this.#store.set(captions.map((caption) => (ids.has(caption.id) ? { ...caption, interrupted: true } : caption)));
  }

  /** The playhead is here: shows what is due. Cheap while nothing is. */
  onPlayhead(mediaMs: number): void {
    if (mediaMs >= this.#nextMs) this.#showUntil(mediaMs);
  }

  /** Apart from {@link onPlayhead}, which every frame calls: a function with closures makes an object for them each time. */
  #showUntil(mediaMs: number): void {
    for (const turn of this.#turns) this.#show(turn, mediaMs);
    this.#turns = this.#turns.filter(
      (turn) => !turn.over || turn.shown < turn.timing.length || turn.timing.soundEndMs > mediaMs,
    );
    this.#look();
  }

  /** Forgets everything that was said; the pace of the voice stays known. */
  clear(): void {
    this.#turns = [];
    this.#userId = 0;
    this.#look();
    if (this.#store.get().length > 0) this.#store.set([]);
  }

  #turn(): Turn {
    const open = this.#turns.at(-1);
    if (open && !open.over) return open;
    const turn: Turn = { timing: new WordTiming(this.#paceMs), shown: 0, captionId: 0, over: false };
    this.#turns.push(turn);
    return turn;
  }

  #show(turn: Turn, mediaMs: number): void {
    let text = '';
    while (turn.shown < turn.timing.length && turn.timing.startMs(turn.shown) <= mediaMs) {
      text += turn.timing.text(turn.shown++);
    }
    if (text) turn.captionId = this.#append('mascot', text, turn.captionId);
  }

  /** Finds the next media time at which something is due. */
  #look(): void {
    this.#nextMs = Number.POSITIVE_INFINITY;
    for (const { timing, shown, over } of this.#turns) {
      if (shown < timing.length) this.#nextMs = Math.min(this.#nextMs, timing.startMs(shown));
      else if (over) this.#nextMs = Math.min(this.#nextMs, timing.hasSound ? timing.soundEndMs : 0);
    }
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
