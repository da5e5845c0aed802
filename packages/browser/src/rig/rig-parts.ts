import { SILENCE } from '@lipwire/cues';
import { visemeProperty } from '@lipwire/rig/contract';
import type { RiveInput, RiveView, RiveViewModelInstance } from './rive-view.js';
import { INPUT_TYPE } from './rive-view.js';

/** A number, wherever the file keeps it: view-model property or state-machine input. */
export interface NumberPart {
  readonly name: string;
  /** Its value before anything was set. */
  readonly initial: number;
  set(value: number): void;
}

/** What a file offers, found once when it was loaded. */
export class RigParts {
  readonly viewModel: RiveViewModelInstance | null;
  readonly #view: RiveView;
  readonly #stateMachine: string | undefined;
  #inputs: readonly RiveInput[] | undefined;

  constructor(view: RiveView, stateMachine: string | undefined) {
    this.#view = view;
    this.#stateMachine = stateMachine;
    this.viewModel = view.viewModelInstance ?? bindOurs(view);
  }

  /** Inputs of the state machine. Asked for only when needed: Rive warns about their use. */
  get inputs(): readonly RiveInput[] {
    const name = this.#machineName;
    this.#inputs ??= (name === undefined ? undefined : this.#view.stateMachineInputs(name)) ?? [];
    return this.#inputs;
  }

  /** Names of all that can be set, for a report. */
  get names(): string[] {
    const properties = this.viewModel?.properties.map(({ name }) => name) ?? [];
    return [...new Set([...properties, ...this.#inputNames()])];
  }

  /** Names of all numbers: those of the view model, then inputs. */
  get numberNames(): string[] {
    const inputs = this.inputs.filter(({ type }) => type === INPUT_TYPE.number);
    return [...new Set([...this.#propertyNames('number'), ...inputs.map(({ name }) => name)])];
  }

  /** Names of all enums of the view model. */
  get enumNames(): string[] {
    return this.#propertyNames('enumType');
  }

  /** An enum of the view model by name. */
  enumProperty(name: string): { value: string; readonly values: readonly string[] } | undefined {
    return (this.#has(name, 'enumType') && this.viewModel?.enum(name)) || undefined;
  }

  /** A number by name: a view-model property, else an input. */
  number(name: string): NumberPart | undefined {
    return this.viewModelNumber(name) ?? this.inputNumber(name);
  }

  /** A number of the view model by name. */
  viewModelNumber(name: string): NumberPart | undefined {
    const property = this.#has(name, 'number') ? this.viewModel?.number(name) : undefined;
    return property ? numberPart(name, property) : undefined;
  }

  /** A number input by name. */
  inputNumber(name: string): NumberPart | undefined {
    const input = this.input(name, INPUT_TYPE.number);
    return input ? numberPart(name, input as { value: number }) : undefined;
  }

  /** An input by name and type. */
  input(name: string, type: number): RiveInput | undefined {
    return this.inputs.find((input) => input.name === name && input.type === type);
  }

  /** A setter for a boolean: of the view model by the first name, else of the first input that has one of the names. */
  booleanSetter(property: string, inputNames: readonly string[]): ((value: boolean) => void) | undefined {
    const own = this.#has(property, 'boolean') ? this.viewModel?.boolean(property) : undefined;
    const part = own ?? this.#firstInput(inputNames, INPUT_TYPE.boolean);
    return part && ((value) => assign(part, value));
  }

  /** A setter for an enum of the view model that has all of these values. */
  enumSetter<T extends string>(property: string, values: readonly T[]): ((value: T) => void) | undefined {
    const own = this.enumProperty(property);
    if (!own || !values.every((value) => own.values.includes(value))) return undefined;
    return (value) => {
      own.value = value;
    };
  }

  /** A colour of the view model, 0xAARRGGBB. */
  color(property: string): { value: number } | undefined {
    return (this.#has(property, 'color') && this.viewModel?.color(property)) || undefined;
  }

  /** What fires a trigger of that very name: of the view model, else an input. */
  trigger(name: string): (() => void) | undefined {
    return (
      this.triggerFirer(name, []) ?? (this.#inputNames().includes(name) ? this.triggerFirer(name, [name]) : undefined)
    );
  }

  /** As {@link booleanSetter}, for a trigger. */
  triggerFirer(property: string, inputNames: readonly string[]): (() => void) | undefined {
    const own = this.#has(property, 'trigger') ? this.viewModel?.trigger(property) : undefined;
    if (own) return () => own.trigger();
    const input = this.#firstInput(inputNames, INPUT_TYPE.trigger);
    return input && (() => input.fire());
  }

  /** By the contents of the file where they are known, as asking for the inputs themselves makes Rive warn. */
  #inputNames(): string[] {
    const artboards = this.#view.contents?.artboards;
    if (!artboards) return this.inputs.map(({ name }) => name);
    const machines = artboards.flatMap(({ stateMachines }) => stateMachines);
    const own = machines.filter(({ name }) => name === this.#machineName);
    return own.flatMap(({ inputs }) => inputs.map(({ name }) => name));
  }

  get #machineName(): string | undefined {
    return this.#stateMachine ?? this.#view.playingStateMachineNames[0];
  }

  #firstInput(names: readonly string[], type: number): RiveInput | undefined {
    for (const name of names) {
      const input = this.input(name, type);
      if (input) return input;
    }
    return undefined;
  }

  #propertyNames(kind: string): string[] {
    return this.viewModel?.properties.filter(({ type }) => type === kind).map(({ name }) => name) ?? [];
  }

  #has(name: string, type: string): boolean {
    return this.viewModel?.properties.some((property) => property.name === name && property.type === type) ?? false;
  }
}

/**
 * Binds the view model of a mascot of ours. An app that draws it itself may not know that it should (`autoBind`), and without
 * it there is no mouth. Files of others stay as their app has them.
 */
function bindOurs(view: RiveView): RiveViewModelInstance | null {
  const model = view.defaultViewModel?.();
  if (!model?.properties.some(({ name }) => name === visemeProperty(SILENCE))) return null;
  view.bindViewModelInstance?.(model.defaultInstance());
  return view.viewModelInstance;
}

/** Setting crosses into WebAssembly and marks the artboard as changed: only a new value is worth it. */
function numberPart(name: string, part: { value: number }): NumberPart {
  let last = Number.NaN;
  return {
    name,
    initial: part.value,
    set(value) {
      if (value === last) return;
      last = value;
      part.value = value;
    },
  };
}

function assign(part: { value: boolean | number }, value: boolean): void {
  part.value = value;
}
