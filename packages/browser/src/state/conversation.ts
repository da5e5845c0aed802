import type { VoiceEvent } from '@lipwire/providers';
import type { SessionStatus } from '../client-state.js';
import { StateStore } from '../state-store.js';
import { isMascotTool } from '../tools/is-mascot-tool.js';
import type { Clock } from '../wall-clock.js';
import type { ConversationState } from './conversation-state.js';

/** How long an interruption shows, unless somebody speaks before, in milliseconds. */
const INTERRUPTED_MS = 700;
/** A transcript of the user comes in pieces: so long after a piece, the user is taken to speak on. */
const WORDS_HOLD_MS = 1_200;
/** Sound that is missing for so long in the middle of a turn is a stall; less is a gap that nobody need see. */
const STALL_MS = 300;
/** An answer to what was typed, or to a function call, or the rest of a turn, is waited for so long. */
const PATIENCE_MS = 30_000;
/** An answer to a voice: it may have been a cough. */
const VOICE_PATIENCE_MS = 6_000;
/** A voice that was heard more briefly than this asked for nothing. */
const MIN_VOICE_MS = 300;

const [IDLE, CONNECTING, LISTENING, USER_SPEAKING, THINKING, SPEAKING, INTERRUPTED, RECONNECTING, ENDED] = (
  [
    'idle',
    'connecting',
    'listening',
    'userSpeaking',
    'thinking',
    'speaking',
    'interrupted',
    'reconnecting',
    'ended',
  ] as const
).map((name): ConversationState => ({ name })) as [
  ConversationState,
  ConversationState,
  ConversationState,
  ConversationState,
  ConversationState,
  ConversationState,
  ConversationState,
  ConversationState,
  ConversationState,
];

/**
 * One name for what goes on, out of what the client, the service and the app say.
 *
 * What is heard comes first: while the mascot's voice sounds it speaks, whatever was sent meanwhile. What cannot be
 * known for certain (is an answer coming?) has a limit in time, so that no state lasts for ever by mistake.
 */
export class Conversation {
  readonly #clock: Clock;
  readonly #store = new StateStore<ConversationState>(IDLE);
  #link: ConversationState = IDLE;
  #live = false;
  #appSays = false;
  #sounding = false;
  /** The turn that is being sent: none, or its speech is coming, or all of it came. */
  #turn: 'none' | 'coming' | 'complete' = 'none';
  #turnHeard = false;
  #voiceSinceMs: number | undefined;
  /** Speech came since an answer was asked for. */
  #answered = false;
  // Wall times until which something holds; 0: it does not.
  #interruptedUntilMs = 0;
  #wordsUntilMs = 0;
  #gapUntilMs = 0;
  #turnUntilMs = 0;
  #askedUntilMs = 0;
  #cancelTimer: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The state; the same object until it changes. Safe to pass around unbound. */
  readonly getSnapshot = (): ConversationState => this.#store.get();

  /** Watches {@link getSnapshot}; returns what stops it. Safe to pass around unbound. */
  readonly subscribe = (listener: () => void): (() => void) => this.#store.subscribe(listener);

  /** What the app says about its call; `code` for `failed`. */
  setStatus(status: SessionStatus, code = 'UNKNOWN'): void {
    this.#appSays = true;
    if (status === 'connecting') {
      this.#forgetTurn();
      this.#join(CONNECTING, false);
    } else if (status === 'connected') this.#join(LISTENING, true);
    else if (status === 'reconnecting') this.#join(RECONNECTING, true);
    else if (status === 'failed') this.#leave({ name: 'failed', code });
    else if (this.#link !== IDLE && this.#link.name !== 'failed') this.#leave(ENDED);
  }

  /** A socket was closed whose app says nothing about its call. */
  onClosed(): void {
    if (!this.#appSays && this.#live) this.#leave(ENDED);
  }

  /** Speech of the mascot came; it is heard later. */
  onSpeech(): void {
    this.#joinUnasked();
    this.#turn = 'coming';
    this.#answered = true;
    this.#wordsUntilMs = 0;
    if (!this.#sounding) this.#turnUntilMs = this.#in(PATIENCE_MS);
    this.#update();
  }

  /** The mascot's voice is heard, or not any more. */
  onSounding(sounding: boolean): void {
    this.#sounding = sounding;
    if (sounding) {
      this.#turnHeard = true;
      this.#askedUntilMs = 0;
      this.#interruptedUntilMs = 0;
      this.#gapUntilMs = 0;
      this.#turnUntilMs = 0;
    } else if (this.#turn === 'coming') {
      this.#gapUntilMs = this.#in(STALL_MS);
      this.#turnUntilMs = this.#in(PATIENCE_MS);
    } else this.#forgetTurn();
    this.#update();
  }

  /** What was sent of the turn and not heard yet dies now. */
  onCut(): void {
    if (this.#turn !== 'none') {
      this.#interruptedUntilMs = this.#in(INTERRUPTED_MS);
      // Whoever speaks over somebody wants to be answered.
      this.#ask(VOICE_PATIENCE_MS);
    }
    this.#forgetTurn();
    this.#update();
  }

  /** Whatever the service said, save its audio. */
  onVoiceEvent(event: VoiceEvent): void {
    this.#joinUnasked();
    switch (event.type) {
      case 'ready':
        if (this.#link === CONNECTING || this.#link === RECONNECTING) this.#join(LISTENING, true);
        break;
      case 'transcript':
        if (event.speaker === 'user') this.#onUserWords();
        break;
      case 'generation-complete':
        this.#completeTurn();
        break;
      case 'turn-complete':
        this.#completeTurn();
        // Not at the end of a turn that was over before an answer was asked for.
        if (this.#answered) this.#askedUntilMs = 0;
        break;
      case 'tool-call':
        // A change of the face is no answer to be waited for.
        if (event.names.length === 0 || !event.names.every(isMascotTool)) this.#ask(PATIENCE_MS);
        break;
      case 'tool-call-cancelled':
        this.#askedUntilMs = 0;
        break;
    }
    this.#update();
  }

  /** The user's voice is heard, or not any more. */
  onVoice(active: boolean): void {
    const sinceMs = this.#voiceSinceMs;
    if (active === (sinceMs !== undefined)) return;
    this.#voiceSinceMs = active ? this.#clock.nowMs() : undefined;
    // What is said while the mascot talks asks for nothing, unless it interrupts.
    const quiet = !this.#sounding && this.#turn === 'none';
    if (sinceMs !== undefined && quiet && this.#clock.nowMs() - sinceMs >= MIN_VOICE_MS) this.#ask(VOICE_PATIENCE_MS);
    this.#update();
  }

  /** The app sent something that will be answered: a typed line, a picture with a question. */
  expectReply(): void {
    this.#ask(PATIENCE_MS);
    this.#update();
  }

  /** Back to the beginning. */
  reset(): void {
    this.#appSays = false;
    this.#leave(IDLE);
  }

  /** Messages of a call of which the app says nothing. */
  #joinUnasked(): void {
    if (!this.#live && !this.#appSays) this.#join(LISTENING, true);
  }

  #onUserWords(): void {
    // Transcripts may be late: words that come when the answer does are old.
    if (this.#sounding || this.#turn !== 'none') return;
    this.#wordsUntilMs = this.#in(WORDS_HOLD_MS);
    this.#ask(WORDS_HOLD_MS + VOICE_PATIENCE_MS);
  }

  #completeTurn(): void {
    if (this.#turn === 'none') return;
    this.#turn = 'complete';
    if (this.#turnHeard && !this.#sounding) this.#forgetTurn();
  }

  #ask(patienceMs: number): void {
    this.#answered = false;
    this.#askedUntilMs = Math.max(this.#askedUntilMs, this.#in(patienceMs));
  }

  #forgetTurn(): void {
    this.#turn = 'none';
    this.#turnHeard = false;
    this.#gapUntilMs = 0;
    this.#turnUntilMs = 0;
  }

  #join(link: ConversationState, live: boolean): void {
    this.#link = link;
    this.#live = live;
    this.#update();
  }

  #leave(link: ConversationState): void {
    this.#forgetTurn();
    this.#sounding = false;
    this.#voiceSinceMs = undefined;
    this.#interruptedUntilMs = 0;
    this.#wordsUntilMs = 0;
    this.#askedUntilMs = 0;
    this.#join(link, false);
  }

  #in(ms: number): number {
    return this.#clock.nowMs() + ms;
  }

  #update(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    const nowMs = this.#clock.nowMs();
    if (this.#live) this.#wakeAtNextLimit(nowMs);
    this.#store.set(this.#stateAt(nowMs));
  }

  #stateAt(nowMs: number): ConversationState {
    if (!this.#live) return this.#link;
    if (this.#sounding || nowMs < this.#gapUntilMs) return SPEAKING;
    if (this.#link === RECONNECTING) return RECONNECTING;
    if (nowMs < this.#interruptedUntilMs) return INTERRUPTED;
    if (this.#voiceSinceMs !== undefined || nowMs < this.#wordsUntilMs) return USER_SPEAKING;
    if (nowMs < this.#turnUntilMs || nowMs < this.#askedUntilMs) return THINKING;
    return LISTENING;
  }

  #wakeAtNextLimit(nowMs: number): void {
    let nextMs = Number.POSITIVE_INFINITY;
    for (const limitMs of [
      this.#interruptedUntilMs,
      this.#wordsUntilMs,
      this.#gapUntilMs,
      this.#turnUntilMs,
      this.#askedUntilMs,
    ]) {
      if (limitMs > nowMs) nextMs = Math.min(nextMs, limitMs);
    }
    if (nextMs < Number.POSITIVE_INFINITY) this.#cancelTimer = this.#clock.after(nextMs - nowMs, () => this.#update());
  }
}
