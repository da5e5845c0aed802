import { RigError } from '../../errors.js';
import type { Input } from './condition.js';
import { LayerBuilder } from './layer.js';

/** Decides what plays when; made by {@link ArtboardBuilder.stateMachine}. */
export class StateMachineBuilder {
  readonly inputs: Input[] = [];
  readonly layers: LayerBuilder[] = [];

  constructor(readonly name: string) {}

  /** Adds a number that an app can set. */
  number(name: string, initial = 0): Input<'number'> {
    return this.#add('number', name, initial);
  }

  /** Adds a boolean that an app can set. */
  boolean(name: string, initial = false): Input<'boolean'> {
    return this.#add('boolean', name, initial);
  }

  /** Adds a trigger that an app can fire; it resets by itself. */
  trigger(name: string): Input<'trigger'> {
    return this.#add('trigger', name, false);
  }

  /** Adds a layer; layers run side by side. */
  layer(name: string): LayerBuilder {
    const layer = new LayerBuilder(name);
    this.layers.push(layer);
    return layer;
  }

  #add<K extends Input['inputKind']>(inputKind: K, name: string, initial: number | boolean): Input<K> {
    if (this.inputs.some((input) => input.name === name)) {
      throw new RigError('RIG_NAME_TAKEN', `State machine "${this.name}" already has an input "${name}".`);
    }
    const input = { inputKind, name, index: this.inputs.length, initial };
    this.inputs.push(input);
    return input;
  }
}
