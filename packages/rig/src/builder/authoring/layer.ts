import { RigError } from '../../errors.js';
import type { AnimationBuilder } from './animation.js';
import type { Condition, Input } from './condition.js';
import type { Curve } from './easing.js';
import type { ViewModelProperty } from './view-model.js';

/** What a number comes from: a constant 0 to 100, an input, or a property of the view model. */
export type Weight = number | Input<'number'> | ViewModelProperty<'number'>;

/** An animation in a blend. */
export interface Blended {
  readonly animation: AnimationBuilder;
  /** For a direct blend: 0 to 100, of this animation over those before it. */
  readonly weight: Weight;
}

/** What a state shows. */
export type StateContent =
  | { readonly kind: 'entry' | 'any' | 'exit' }
  | { readonly kind: 'animation'; readonly animation: AnimationBuilder; readonly speed: number }
  | { readonly kind: 'blend'; readonly animations: readonly Blended[] }
  | {
      readonly kind: 'blend-1d';
      readonly source: Input<'number'> | ViewModelProperty<'number'>;
      readonly stops: readonly (readonly [value: number, animation: AnimationBuilder])[];
    };

/** When and how one state becomes another. */
export interface TransitionOptions {
  /** All of these must hold. For "or", add a second transition. Default: always. */
  readonly when?: readonly Condition[];
  /** Length of the cross-fade. Default 0. */
  readonly overMs?: number;
  /** Wait until this much of the animation has been played, 0 to 100. Only out of an animation. Default: do not wait. */
  readonly afterPercent?: number;
  /** Course of the cross-fade. Default: linear. */
  readonly easing?: Curve;
}

/** A transition, ready to be written. */
export interface Transition extends TransitionOptions {
  readonly target: StateBuilder;
}

/** A state of a layer. */
export class StateBuilder {
  readonly transitions: Transition[] = [];

  constructor(
    readonly content: StateContent,
    readonly layer: LayerBuilder,
    /** Position in the layer. */
    readonly index: number,
  ) {}

  /**
   * Adds a transition. Earlier ones win. Returns this state, so that several can be chained.
   *
   * @throws RigError `RIG_STATE_MACHINE_INVALID` for a state of another layer, for times that make no sense, and for
   * `afterPercent` out of a blend, which has no end.
   */
  to(target: StateBuilder, options: TransitionOptions = {}): this {
    const { overMs = 0, afterPercent } = options;
    if (target.layer !== this.layer) {
      throw this.#invalid(`leads to a state of layer "${target.layer.name}"; give each layer its own states`);
    }
    if (!(overMs >= 0 && Number.isFinite(overMs))) throw this.#invalid(`takes ${overMs} ms; 0 or more makes sense`);
    if (afterPercent !== undefined) {
      if (!(afterPercent >= 0 && afterPercent <= 100)) {
        throw this.#invalid(`waits for ${afterPercent} % of the animation; 0 to 100 makes sense`);
      }
      if (this.content.kind !== 'animation') throw this.#invalid('waits for an end, but only an animation has one');
    }
    this.transitions.push({ ...options, target });
    return this;
  }

  #invalid(why: string): RigError {
    return new RigError('RIG_STATE_MACHINE_INVALID', `Layer "${this.layer.name}": a transition ${why}.`);
  }
}

/**
 * States of which one is active, beside the other layers. A layer owns the properties that it animates: each of its states
 * sets all of them. Other layers may not touch them, except for a blend without a rest pose in a layer after it, which
 * lies over what this layer sets.
 */
export class LayerBuilder {
  readonly states: StateBuilder[] = [];
  /** Where the layer starts; give it a transition with {@link LayerBuilder.start}. */
  readonly entry = this.#add({ kind: 'entry' });
  /** Its transitions are open from every state. */
  readonly any = this.#add({ kind: 'any' });
  /** Ends the layer. */
  readonly exit = this.#add({ kind: 'exit' });

  constructor(readonly name: string) {}

  /** A state that plays an animation. `speed` 1 is as drawn. */
  play(animation: AnimationBuilder, { speed = 1 }: { speed?: number } = {}): StateBuilder {
    return this.#add({ kind: 'animation', animation, speed });
  }

  /**
   * A state that lays animations over each other in order, each as `value * (1 - m) + animation * m` with m = weight / 100.
   * Put a rest pose with weight 100 first, or set what they animate in a layer before this one: without either, values
   * creep from frame to frame.
   */
  blend(animations: readonly Blended[]): StateBuilder {
    return this.#add({ kind: 'blend', animations });
  }

  /** A state that moves between the two animations nearest to a number. `stops` rise. */
  blend1d(
    source: Input<'number'> | ViewModelProperty<'number'>,
    stops: readonly (readonly [value: number, animation: AnimationBuilder])[],
  ): StateBuilder {
    return this.#add({ kind: 'blend-1d', source, stops });
  }

  /** Makes the layer begin in this state. */
  start(state: StateBuilder): StateBuilder {
    this.entry.to(state);
    return state;
  }

  #add(content: StateContent): StateBuilder {
    const state = new StateBuilder(content, this, this.states.length);
    this.states.push(state);
    return state;
  }
}
