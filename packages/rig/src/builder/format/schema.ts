import { RigError } from '../../errors.js';
import { FORMAT_TABLE } from './format-table.js';

/**
 * How a property is stored. `uint` also holds ids and enums; `zigzag` is a signed 32-bit number; `double` is a 32-bit
 * float; `color` is 0xAARRGGBB; a `callback` is never stored: key frames call it.
 */
export type FieldType = 'uint' | 'zigzag' | 'bool' | 'double' | 'color' | 'string' | 'bytes' | 'callback';

/** One property of a type in the Rive format. */
export interface Field {
  readonly name: string;
  readonly key: number;
  /** Keys that older editors wrote for it. */
  readonly oldKeys: readonly number[];
  readonly type: FieldType;
  /** Has bytes in a file. */
  readonly stored: boolean;
  /** May be the target of a key frame. */
  readonly animates: boolean;
  /** What the runtime assumes when the property is not in the file. */
  readonly defaultValue: number | boolean | string | undefined;
}

/** One type of the Rive format, with the properties of its ancestors. */
export interface RivType {
  readonly name: string;
  /** -1 for a type that only others descend from. */
  readonly key: number;
  /** The type itself and its ancestors, nearest first. */
  readonly lineage: readonly string[];
  readonly fields: ReadonlyMap<string, Field>;
}

/** "No id": what the runtime assumes of an id that is not set. */
export const NONE = 0xffffffff;

const BY_NAME = new Map<string, RivType>();
const BY_KEY = new Map<number, RivType>();
const FIELD_BY_KEY = new Map<number, Field>();

for (const line of FORMAT_TABLE.trim().split('\n')) {
  const row = /^(\w+) (-|\d+)(?: < (\w+))?(?: : (.*))?$/.exec(line);
  if (row === null) throw new RigError('RIG_FILE_INVALID', `The format table has a line that does not parse: ${line}`);
  const [, name = '', key, parentName, fields] = row;
  const parent = parentName === undefined ? undefined : rivType(parentName);
  const type: RivType = {
    name,
    key: key === '-' ? -1 : Number(key),
    lineage: [name, ...(parent?.lineage ?? [])],
    fields: new Map([...(parent?.fields ?? []), ...(fields?.split(', ') ?? []).map(parseField)]),
  };
  BY_NAME.set(name, type);
  if (type.key >= 0) BY_KEY.set(type.key, type);
}

function parseField(text: string): [string, Field] {
  const [name = '', keys = '', type = '', , value] = text.split(' ');
  const [key = 0, ...oldKeys] = keys.split('/').map(Number);
  const fieldType = type.replace(/[*~]/g, '') as FieldType;
  const field: Field = {
    name,
    key,
    oldKeys,
    type: fieldType,
    stored: !type.endsWith('~'),
    animates: type.includes('*'),
    defaultValue: parseDefault(fieldType, value),
  };
  for (const each of [key, ...oldKeys]) if (!FIELD_BY_KEY.has(each)) FIELD_BY_KEY.set(each, field);
  return [name, field];
}

function parseDefault(type: FieldType, text: string | undefined): Field['defaultValue'] {
  if (type === 'string') return '';
  if (text === undefined) return undefined;
  if (text === 'none') return NONE;
  return type === 'bool' ? text === 'true' : Number(text);
}

/**
 * The type with this name.
 *
 * @throws RigError `RIG_PROPERTY_INVALID` for a name that is not in the table.
 */
export function rivType(name: string): RivType {
  const type = BY_NAME.get(name);
  if (type === undefined) {
    throw new RigError('RIG_PROPERTY_INVALID', `There is no type "${name}" in the Rive format.`);
  }
  return type;
}

/** The type with this key, or `undefined` if the table does not have it. */
export function rivTypeOfKey(key: number): RivType | undefined {
  return BY_KEY.get(key);
}

/** True if objects of type `name` are also an `ancestor`. A type that is not in the table is only itself. */
export function isA(name: string, ancestor: string): boolean {
  return name === ancestor || (BY_NAME.get(name)?.lineage.includes(ancestor) ?? false);
}

/**
 * The property `field` of type `name`.
 *
 * @throws RigError `RIG_PROPERTY_INVALID` if the type has no such property.
 */
export function rivField(name: string, field: string): Field {
  const found = rivType(name).fields.get(field);
  if (found === undefined) {
    const known = [...rivType(name).fields.keys()].join(', ');
    throw new RigError('RIG_PROPERTY_INVALID', `${name} has no property "${field}". It has: ${known}.`);
  }
  return found;
}

/** The property with this key, of whatever type: a key means the same in all of them. */
export function rivFieldOfKey(key: number): Field | undefined {
  return FIELD_BY_KEY.get(key);
}

/** All types that may be in a file. */
export function rivTypes(): Iterable<RivType> {
  return BY_KEY.values();
}
