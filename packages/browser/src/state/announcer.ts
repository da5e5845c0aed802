import { StateStore } from '../state-store.js';
import type { Clock } from '../wall-clock.js';
import type { ConversationState, ConversationStateName } from './conversation-state.js';

/** Sentences for a screen reader, by state; a state without one is not announced. */
export type Announcements = Readonly<Partial<Record<ConversationStateName, string>>>;

/**
 * What is worth saying. Speech is left out: who speaks is heard, and a screen reader would talk into it. So is
 * `interrupted`, which users did themselves.
 */
export const DEFAULT_ANNOUNCEMENTS: Announcements = {
  connecting: 'Connecting.',
  listening: 'Listening.',
  thinking: 'Thinking.',
  reconnecting: 'The connection was lost. Reconnecting.',
  ended: 'Call ended.',
  failed: 'The call failed.',
};

/** A state must last so long to be worth saying, in milliseconds: most come and go within a conversation. */
const SETTLE_MS: Readonly<Record<ConversationStateName, number>> = {
  idle: 0,
  connecting: 500,
  listening: 1_000,
  userSpeaking: 0,
  thinking: 2_500,
  speaking: 0,
  interrupted: 0,
  reconnecting: 1_000,
  ended: 0,
  failed: 0,
};

/** Where the states come from. */
interface Watched {
  getSnapshot(): ConversationState;
  subscribe(listener: () => void): () => void;
}

/**
 * What a screen reader should say about a conversation: few sentences, each once.
 *
 * `listening` is said after the connection came about or came back, not after every turn.
 */
export class Announcer {
  readonly #conversation: Watched;
  readonly #announcements: Announcements;
  readonly #clock: Clock;
  readonly #store = new StateStore<string>('');
  #said: ConversationStateName = 'idle';
  #cancelTimer: (() => void) | undefined;

  constructor(conversation: Watched, announcements: Announcements, clock: Clock) {
    this.#conversation = conversation;
    this.#announcements = announcements;
    this.#clock = clock;
  }

  /** The latest sentence; empty before the first. Safe to pass around unbound. */
  readonly getSnapshot = (): string => this.#store.get();

  /** Watches {@link getSnapshot}; returns what stops it. Safe to pass around unbound. */
  readonly subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  /** Follows the conversation. @returns stops it. */
  start(): () => void {
    const follow = () => this.#follow(this.#conversation.getSnapshot());
    const unsubscribe = this.#conversation.subscribe(follow);
    follow();
    return () => {
      unsubscribe();
      this.#cancelTimer?.();
    };
  }

  #follow({ name }: ConversationState): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    if (name === 'idle') this.#said = 'idle';
    // The next time that an answer takes long is news again.
    if (name === 'speaking' && this.#said === 'thinking') {
      this.#said = 'listening';
      this.#store.set('');
    }
    const sentence = this.#announcements[name];
    if (sentence === undefined || name === this.#said) return;
    // It is the user's turn after each answer: that is news only at the beginning and after a break.
    if (name === 'listening' && (this.#said === 'thinking' || this.#said === 'listening')) return;
    const say = () => {
      this.#said = name;
      this.#store.set(sentence);
    };
    if (SETTLE_MS[name] === 0) say();
    else this.#cancelTimer = this.#clock.after(SETTLE_MS[name], say);
  }
}
