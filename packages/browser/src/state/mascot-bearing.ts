import type { Expression } from '@lipwire/rig/contract';
import { DEFAULT_SETTINGS, type LipwireClientSettings } from '../client-options.js';
import { resolveExpressiveness } from '../life/expressiveness.js';
import type { Life } from '../life/life.js';
import type { Stage } from '../rig/stage.js';
import type { Clock } from '../wall-clock.js';
import { Conversation } from './conversation.js';
import { bearingOf } from './conversation-state.js';
import { type ExpressionOptions, Face } from './face.js';
import { watchReducedMotion } from './reduced-motion.js';

type BearingSettings = Pick<LipwireClientSettings, 'showState' | 'reducedMotion' | 'expressiveness' | 'followPointer'>;

/** Shows on the rig what goes on in the call: its face, whether it listens, what it does with its eyes and head, and how much. */
export class MascotBearing {
  /** What goes on, by name. */
  readonly conversation: Conversation;
  readonly #stage: Stage;
  readonly #face: Face;
  #life: Life | undefined;
  #settings: BearingSettings = DEFAULT_SETTINGS;
  /** What the app says; `undefined`: the conversation says. */
  #listening: boolean | undefined;
  #prefersCalm = false;

  constructor(stage: Stage, clock: Clock) {
    this.#stage = stage;
    this.conversation = new Conversation(clock);
    this.#face = new Face(clock, (expression) => stage.setExpression(expression));
    this.conversation.subscribe(() => this.#show());
  }

  set settings(settings: BearingSettings) {
    this.#settings = settings;
    this.#show();
  }

  /** What moves the rig beside its mouth. */
  set life(life: Life) {
    this.#life = life;
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
    const { showState, reducedMotion, followPointer } = this.#settings;
    const state = this.conversation.getSnapshot();
    const { expression, listening, life, urgent = false } = bearingOf(state);
    const expressiveness = resolveExpressiveness(this.#settings.expressiveness);
    const calm = expressiveness === 0 || (reducedMotion ?? this.#prefersCalm);
    this.#stage.setCalm(calm);
    this.#face.follow({
      expression: showState ? expression : 'neutral',
      urgent: showState && urgent,
      speaking: state.name === 'speaking',
      cut: urgent,
    });
    this.#stage.setListening(this.#listening ?? (showState && listening));
    if (!this.#life) return;
    this.#life.expressiveness = calm ? 0 : expressiveness;
    this.#life.followsPointer = followPointer;
    this.#life.mode = showState ? life : 'idle';
  }
}
