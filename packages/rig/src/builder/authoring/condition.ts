import { RigError } from '../../errors.js';
import type { RivObject } from '../format/riv-object.js';
import { rivField } from '../format/schema.js';
import { dataBind, type ViewModelProperty } from './view-model.js';

/** An input of a state machine: what apps find with `rive.stateMachineInputs()`. */
export interface Input<K extends 'number' | 'boolean' | 'trigger' = 'number' | 'boolean' | 'trigger'> {
  readonly inputKind: K;
  readonly name: string;
  /** Position among the inputs of the state machine. */
  readonly index: number;
  readonly initial: number | boolean;
}

/** Something that must hold for a transition to be taken; made by {@link isOn}, {@link fired} and their like. */
export interface Condition {
  /** What it looks at. */
  readonly source: Input | ViewModelProperty;
  /** How a file says it. */
  readonly objects: readonly RivObject[];
}

const COMPARISONS = ['==', '!=', '<=', '>=', '<', '>'] as const;

/** How two numbers are compared. */
export type Comparison = (typeof COMPARISONS)[number];

/** Holds while the input or property is true. */
export function isOn(source: Input<'boolean'> | ViewModelProperty<'boolean'>): Condition {
  return toggled(source, true);
}

/** Holds while the input or property is false. */
export function isOff(source: Input<'boolean'> | ViewModelProperty<'boolean'>): Condition {
  return toggled(source, false);
}

function toggled(source: Input<'boolean'> | ViewModelProperty<'boolean'>, on: boolean): Condition {
  if ('inputKind' in source) {
    return inputCondition(source, 'Bool', { opValue: on ? 0 : 1 });
  }
  return propertyCondition(source, 'Boolean', 0, 'TransitionValueBooleanComparator', on);
}

/** Holds in the frame in which the trigger was fired. */
export function fired(source: Input<'trigger'> | ViewModelProperty<'trigger'>): Condition {
  if ('inputKind' in source) return inputCondition(source, 'Trigger', {});
  return propertyCondition(source, 'Trigger', 0, 'TransitionValueTriggerComparator', 0);
}

/** Holds while a number compares so with a constant. */
export function compare(
  source: Input<'number'> | ViewModelProperty<'number'>,
  comparison: Comparison,
  value: number,
): Condition {
  const opValue = COMPARISONS.indexOf(comparison);
  if ('inputKind' in source) {
    return inputCondition(source, 'Number', { opValue, value });
  }
  return propertyCondition(source, 'Number', opValue, 'TransitionValueNumberComparator', value);
}

/**
 * Holds while an enum has this value.
 *
 * @throws RigError `RIG_STATE_MACHINE_INVALID` for a value that the enum does not have.
 */
export function isValue(source: ViewModelProperty<'enum'>, value: string): Condition {
  const index = source.values.indexOf(value);
  if (index < 0) {
    const known = source.values.join(', ');
    throw new RigError('RIG_STATE_MACHINE_INVALID', `"${source.name}" is never "${value}". Its values are: ${known}.`);
  }
  return propertyCondition(source, 'Enum', 0, 'TransitionValueEnumComparator', index);
}

function inputCondition(source: Input, suffix: string, props: Record<string, number>): Condition {
  return { source, objects: [{ type: `Transition${suffix}Condition`, props: { inputId: source.index, ...props } }] };
}

function propertyCondition(
  source: ViewModelProperty,
  suffix: string,
  opValue: number,
  comparator: string,
  value: number | boolean,
): Condition {
  const bindable = `BindableProperty${suffix}`;
  const objects = [
    { type: 'TransitionViewModelCondition', props: { opValue } },
    { type: bindable, props: {} },
    dataBind(rivField(bindable, 'propertyValue').key, source),
    { type: 'TransitionPropertyViewModelComparator', props: {} },
    { type: comparator, props: { value } },
  ];
  return { source, objects };
}
