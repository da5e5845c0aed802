import type { Expression } from '@lipwire/rig/contract';
import type { Clock } from '../wall-clock.js';

/** A thought that is over sooner is not worth a face: it would only twitch before an answer. */
const THOUGHT_MS = 350;

/** How long an expression stays when the mascot has said what belongs to it. */
const LINGER_MS = 2_500;

/** How long an expression stays that an app asks for. */
export interface ExpressionOptions {
  /** It passes after so long, in milliseconds, 0 to a day. Default: 2,500 with speech, else it stays until something else is said. */
  readonly holdMs?: number | undefined;
  /**
   * It passes with what the mascot says, now or next: {@link holdMs} counts while it is silent, and an interruption ends it
   * at once. Default false.
   */
  readonly withSpeech?: boolean | undefined;
}

/** What the state of a conversation asks of a face. */
export interface StateFace {
  readonly expression: Expression;
  /** It is shown whatever the app said. */
  readonly urgent: boolean;
  /** The mascot's voice is heard. */
  readonly speaking: boolean;
  /** What it was saying is void. */
  readonly cut: boolean;
}

/** The expression of a mascot: what the app says, else what the state says, save for thoughts that are over at once. */
export class Face {
  readonly #clock: Clock;
  readonly #show: (expression: Expression) => void;
  #state: StateFace = { expression: 'neutral', urgent: false, speaking: false, cut: false };
  /** What the app said that stays. */
  #lasting: Expression | undefined;
  /** What the app said that passes; it shows above what stays. */
  #passing: { readonly expression: Expression; readonly holdMs: number; readonly withSpeech: boolean } | undefined;
  #wanted: Expression = 'neutral';
  #cancelThought: (() => void) | undefined;
  #cancelHold: (() => void) | undefined;

  constructor(clock: Clock, show: (expression: Expression) => void) {
    this.#clock = clock;
    this.#show = show;
  }

  /** What the state asks for from now on. Cheap if that is nothing new. */
  follow(state: StateFace): void {
    const wasSpeaking = this.#state.speaking;
    this.#state = state;
    if (this.#passing?.withSpeech) {
      if (state.cut) this.#passing = undefined;
      if (state.cut || state.speaking !== wasSpeaking) this.#hold();
    }
    this.#update();
  }

  /** What the app asks for from now on; `undefined`: nothing, the state says again. */
  say(expression: Expression | undefined, { holdMs, withSpeech = false }: ExpressionOptions = {}): void {
    const passes = expression !== undefined && (holdMs !== undefined || withSpeech);
    this.#passing = passes ? { expression, holdMs: holdMs ?? LINGER_MS, withSpeech } : undefined;
    if (!passes) this.#lasting = expression;
    this.#hold();
    this.#update();
  }

  /** Counts anew how long the passing expression stays, unless speech holds it. */
  #hold(): void {
    this.#cancelHold?.();
    this.#cancelHold = undefined;
    if (!this.#passing || (this.#passing.withSpeech && this.#state.speaking)) return;
    this.#cancelHold = this.#clock.after(this.#passing.holdMs, () => {
      this.#passing = undefined;
      this.#update();
    });
  }

  #update(): void {
    const { expression, urgent } = this.#state;
    const said = urgent ? undefined : (this.#passing?.expression ?? this.#lasting);
    const wanted = said ?? expression;
    // What the app says interrupts a thought that was waited for.
    if (wanted === this.#wanted && (said === undefined || !this.#cancelThought)) return;
    this.#wanted = wanted;
    this.#cancelThought?.();
    this.#cancelThought = undefined;
    if (wanted !== 'thinking' || said) this.#show(wanted);
    else {
      this.#cancelThought = this.#clock.after(THOUGHT_MS, () => {
        this.#cancelThought = undefined;
        this.#show(wanted);
      });
    }
  }
}
