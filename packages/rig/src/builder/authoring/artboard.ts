import { RigError } from '../../errors.js';
import { AnimationBuilder, toFrames } from './animation.js';
import { Component } from './component.js';
import { GroupBuilder } from './group.js';
import { StateMachineBuilder } from './state-machine.js';

/** A drawing with its animations and state machines; made by {@link RivFile.artboard}. */
export class ArtboardBuilder extends GroupBuilder {
  readonly animations: AnimationBuilder[] = [];
  readonly stateMachines: StateMachineBuilder[] = [];

  constructor(
    readonly name: string,
    size: { readonly width: number; readonly height: number },
  ) {
    super(new Component('Artboard', { name, ...size, clip: true }));
  }

  /**
   * Adds an animation that plays once, or again and again.
   *
   * @throws RigError `RIG_NAME_TAKEN` if the artboard has an animation of this name; `RIG_KEYFRAMES_INVALID` if it is
   * shorter than a frame.
   */
  animation(name: string, { durationMs, loop = false }: { durationMs: number; loop?: boolean }): AnimationBuilder {
    if (!(toFrames(durationMs) >= 1)) {
      throw new RigError('RIG_KEYFRAMES_INVALID', `Animation "${name}" lasts ${durationMs} ms; a frame takes 17.`);
    }
    return this.#add(new AnimationBuilder(name, toFrames(durationMs), loop));
  }

  /** Adds an animation that holds still: set values on it. */
  pose(name: string): AnimationBuilder {
    return this.#add(new AnimationBuilder(name, 1, false));
  }

  /** Adds a pose in which everything that `others` animate is as it was drawn. */
  restPose(name: string, others: readonly AnimationBuilder[]): AnimationBuilder {
    const rest = this.#add(new AnimationBuilder(name, 1, false));
    for (const { tracks } of others) {
      for (const [component, properties] of tracks) {
        const held = rest.tracks.get(component) ?? new Map();
        rest.tracks.set(component, held);
        for (const property of properties.keys()) {
          held.set(property, [{ frame: 0, value: component.restValue(property), easing: 'hold' }]);
        }
      }
    }
    return rest;
  }

  /**
   * Adds a state machine. The first one is the artboard's default.
   *
   * @throws RigError `RIG_NAME_TAKEN` if the artboard has a state machine of this name.
   */
  stateMachine(name: string): StateMachineBuilder {
    if (this.stateMachines.some((machine) => machine.name === name)) {
      throw new RigError('RIG_NAME_TAKEN', `Artboard "${this.name}" already has a state machine "${name}".`);
    }
    const machine = new StateMachineBuilder(name);
    this.stateMachines.push(machine);
    return machine;
  }

  #add(animation: AnimationBuilder): AnimationBuilder {
    if (this.animations.some(({ name }) => name === animation.name)) {
      throw new RigError('RIG_NAME_TAKEN', `Artboard "${this.name}" already has an animation "${animation.name}".`);
    }
    this.animations.push(animation);
    return animation;
  }
}
