import { RigError } from '../../errors.js';
import { ByteWriter } from '../format/byte-writer.js';
import type { RivObject } from '../format/riv-object.js';
import { argb, type HexColor } from './color.js';

/** What a property of a view model can hold. */
export type PropertyKind = 'number' | 'boolean' | 'trigger' | 'color' | 'enum';

/** A property of a view model; give it to a paint, a blend or a condition to bind that to it. */
export interface ViewModelProperty<K extends PropertyKind = PropertyKind> {
  readonly kind: K;
  readonly name: string;
  /** What it belongs to. */
  readonly model: ViewModelBuilder;
  /** Position in the view model. */
  readonly index: number;
  /** Value of the default instance; a colour is 0xAARRGGBB, an enum the index of its value, a trigger 0. */
  readonly initial: number | boolean;
  /** Values of an enum by index; empty for other kinds. */
  readonly values: readonly string[];
}

const TYPE_SUFFIX: Record<PropertyKind, string> = {
  number: 'Number',
  boolean: 'Boolean',
  trigger: 'Trigger',
  color: 'Color',
  enum: 'EnumCustom',
};

/** The data that an app can change: made by {@link RivFile.viewModel}. */
export class ViewModelBuilder {
  readonly #properties: ViewModelProperty[] = [];

  constructor(readonly name: string) {}

  /**
   * Adds a number.
   *
   * @throws RigError `RIG_NAME_TAKEN`, as all that add, if the view model has a property of this name.
   */
  number(name: string, initial = 0): ViewModelProperty<'number'> {
    return this.#add('number', name, initial);
  }

  /** Adds a boolean. */
  boolean(name: string, initial = false): ViewModelProperty<'boolean'> {
    return this.#add('boolean', name, initial);
  }

  /** Adds a trigger; it resets by itself. */
  trigger(name: string): ViewModelProperty<'trigger'> {
    return this.#add('trigger', name, 0);
  }

  /** Adds a colour. */
  color(name: string, initial: HexColor): ViewModelProperty<'color'> {
    return this.#add('color', name, argb(initial));
  }

  /** One of several names; starts with the first. */
  enumeration(name: string, values: readonly [string, ...string[]]): ViewModelProperty<'enum'> {
    return this.#add('enum', name, 0, values);
  }

  /** The enums, view model and default instance as objects of a file, for the only view model of that file. */
  toObjects(): RivObject[] {
    const enums = this.#properties.filter(({ kind }) => kind === 'enum');
    return [
      ...enums.flatMap(({ name, values }) => [
        { type: 'DataEnumCustom', props: { name } },
        ...values.map((value) => ({ type: 'DataEnumValue', props: { key: value, value } })),
      ]),
      { type: 'ViewModel', props: { name: this.name } },
      ...this.#properties.map((property) => ({
        type: `ViewModelProperty${TYPE_SUFFIX[property.kind]}`,
        props: {
          name: property.name,
          ...(property.kind === 'enum' ? { enumId: enums.indexOf(property as ViewModelProperty<'enum'>) } : {}),
        },
      })),
      { type: 'ViewModelInstance', props: { name: 'default', viewModelId: 0 } },
      ...this.#properties.map(({ kind, index, initial }) => ({
        type: `ViewModelInstance${kind === 'enum' ? 'Enum' : TYPE_SUFFIX[kind]}`,
        props: { viewModelPropertyId: index, propertyValue: initial },
      })),
    ];
  }

  #add<K extends PropertyKind>(
    kind: K,
    name: string,
    initial: number | boolean,
    values: readonly string[] = [],
  ): ViewModelProperty<K> {
    if (this.#properties.some((property) => property.name === name)) {
      throw new RigError('RIG_NAME_TAKEN', `View model "${this.name}" already has a property "${name}".`);
    }
    const property = { kind, name, model: this, index: this.#properties.length, initial, values };
    this.#properties.push(property);
    return property;
  }
}

/** The object that binds `propertyKey` of the object before it to a property of the file's view model. */
export function dataBind(propertyKey: number, source: ViewModelProperty): RivObject {
  const path = new ByteWriter();
  path.varuint(0); // the view model: a file has one
  path.varuint(source.index);
  return { type: 'DataBindContext', props: { propertyKey, sourcePathIds: path.finish() } };
}
