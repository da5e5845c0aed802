import type { RivObject } from '../format/riv-object.js';

/** A state of a file that lays poses over each other. */
export interface DirectBlend {
  /** Numbers that say how much of each pose is shown, in the order in which the poses are laid. */
  readonly numbers: readonly string[];
  /** A pose that is always there lies below them. */
  readonly overRest: boolean;
}

/** What the state machines of a file do with their numbers. */
export interface NumberUses {
  readonly blends: readonly DirectBlend[];
  /** The highest value of each number that a blend along it, or a condition, tells from others. */
  readonly highest: ReadonlyMap<string, number>;
}

const SOURCE_INPUT = 0;
const SOURCE_CONSTANT = 1;
/** A constant of this much hides what lies below it. */
const ALWAYS = 100;

/**
 * Finds out what the numbers of a file mean: which poses they blend, in which order, and how far they count. The Rive
 * runtime tells an app nothing but their names.
 *
 * @param objects what `readRiv` gave; all artboards are looked at.
 */
export function numberUses(objects: readonly RivObject[]): NumberUses {
  const blends: { numbers: string[]; overRest: boolean }[] = [];
  const highest = new Map<string, number>();
  const properties = propertiesOf(objects);
  let inputs: string[] = [];
  let bound: string | undefined;
  let along: string | undefined;
  const count = (name: string | undefined, value: unknown) => {
    if (name !== undefined) highest.set(name, Math.max(highest.get(name) ?? 0, Number(value ?? 0)));
  };
  for (const { type, props } of objects) {
    const input = () => inputs[Number(props.inputId)];
    if (type === 'StateMachine') inputs = [];
    else if (/^StateMachine(Number|Bool|Trigger)$/.test(type)) inputs.push(String(props.name ?? ''));
    else if (type === 'DataBindContext') bound = propertyAt(properties, props.sourcePathIds);
    else if (type === 'BlendStateDirect') blends.push({ numbers: [], overRest: false });
    else if (type === 'BlendState1DInput') along = input();
    else if (type === 'BlendState1DViewModel') along = bound;
    else if (type === 'BlendAnimation1D') count(along, props.value);
    else if (type === 'TransitionNumberCondition') count(input(), props.value);
    else if (type === 'TransitionValueNumberComparator') count(bound, props.value);
    else if (type === 'BlendAnimationDirect') {
      const blend = blends.at(-1);
      const source = Number(props.blendSource ?? SOURCE_INPUT);
      const name = source === SOURCE_INPUT ? input() : source === SOURCE_CONSTANT ? undefined : bound;
      if (name !== undefined) blend?.numbers.push(name);
      else if (blend?.numbers.length === 0 && Number(props.mixValue ?? ALWAYS) >= ALWAYS) blend.overRest = true;
    }
  }
  return { blends, highest };
}

/** Names of the properties of each view model, by their ids. */
function propertiesOf(objects: readonly RivObject[]): string[][] {
  const models: string[][] = [];
  for (const { type, props } of objects) {
    if (type === 'ViewModel') models.push([]);
    else if (type.startsWith('ViewModelProperty')) models.at(-1)?.push(String(props.name ?? ''));
  }
  return models;
}

/** A path is a list of varuints: view model, property. Longer ones lead into nested view models, which nobody drives. */
function propertyAt(models: readonly (readonly string[])[], path: unknown): string | undefined {
  if (!(path instanceof Uint8Array)) return undefined;
  const ids: number[] = [];
  let [id, shift] = [0, 0];
  for (const byte of path) {
    id |= (byte & 0x7f) << shift;
    shift += 7;
    if (byte < 0x80) {
      ids.push(id);
      [id, shift] = [0, 0];
    }
  }
  return ids.length === 2 ? models[ids[0] as number]?.[ids[1] as number] : undefined;
}
