import type { Expression } from '@lipwire/rig/contract';
import type { LipwireClientSettings } from '../client-options.js';
import type { Stage } from '../rig/stage.js';
import type { Clock } from '../wall-clock.js';
import { Conversation } from './conversation.js';
import { bearingOf } from './conversation-state.js';
import { type ExpressionOptions, Face } from './face.js';
import { watchReducedMotion } from './reduced-motion.js';

/** Shows on the rig what goes on in the call: its face, whether it listens, and how much it moves. */
export class MascotBearing {
  /** What goes on, by name. */
  readonly conversation: Conversation;
  readonly #stage: Stage;
  readonly #face: Face;
  #settings: Pick<LipwireClientSettings, 'showState' | 'reducedMotion'> = { showState: true, reducedMotion: undefined };
  /** What the app says; `undefined`: the conversation says. */
  #listening: boolean | undefined;
  #prefersCalm = false;

  constructor(stage: Stage, clock: Clock) {
    this.#stage = stage;
    this.conversation = new Conversation(clock);
    this.#face = new Face(clock, (expression) => stage.setExpression(expression));
    this.conversation.subscribe(() => this.#show());
  }

  set settings(settings: Pick<LipwireClientSettings, 'showState' | 'reducedMotion'>) {
    this.#settings = settings;
    this.#show();
  }

  /** See `LipwireClient.setListening`. */
  set listening(listening: boolean | undefined) {
    this.#listening = listening;
    this.#show();
  }

  /** See `LipwireClient.setExpression`. */
  setExpression(expression: Expression | undefined, options?: ExpressionOptions): void {
    this.#face.say(expression, options);
  }

  /** Follows what the user's system asks for. @returns stops it. */
  watchReducedMotion(): () => void {
    return watchReducedMotion((reduced) => {
      this.#prefersCalm = reduced;
      this.#show();
    });
  }

  #show(): void {
    const { showState, reducedMotion } = this.#settings;
    const state = this.conversation.getSnapshot();
    const { expression, listening, urgent = false } = bearingOf(state);
    this.#stage.setCalm(reducedMotion ?? this.#prefersCalm);
    this.#face.follow({
      expression: showState ? expression : 'neutral',
      urgent: showState && urgent,
      speaking: state.name === 'speaking',
      cut: urgent,
    });
    this.#stage.setListening(this.#listening ?? (showState && listening));
  }
}
