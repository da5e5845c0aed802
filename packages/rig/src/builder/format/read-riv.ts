import { RigError } from '../../errors.js';
import { ByteReader } from './byte-reader.js';
import { readHeader } from './riv-header.js';
import type { RivObject, RivValue } from './riv-object.js';
import { type Field, type FieldType, type RivType, rivFieldOfKey, rivTypeOfKey } from './schema.js';

/** What the width codes of a file's own property table stand for. */
const TYPE_OF_WIDTH: readonly FieldType[] = ['uint', 'bytes', 'double', 'color'];

/**
 * Reads any .riv file into the list that {@link writeRiv} takes. Properties that are not in the file have their default
 * and are not in the list either.
 *
 * Types and properties that are newer than this release are kept as `#<key>`, as long as the file's own property table
 * says how wide they are.
 *
 * @throws RigError `RIG_FILE_INVALID` for bytes that are not a .riv file of format 7, or are cut off.
 */
export function readRiv(bytes: Uint8Array): RivObject[] {
  const reader = new ByteReader(bytes);
  const { widths } = readHeader(reader);
  const objects: RivObject[] = [];
  while (!reader.atEnd) objects.push(readObject(reader, widths));
  return objects;
}

function readObject(reader: ByteReader, widths: ReadonlyMap<number, number>): RivObject {
  const typeKey = reader.varuint();
  const type = rivTypeOfKey(typeKey);
  const props: Record<string, RivValue> = {};
  const oldKeys: Record<string, number> = {};
  for (let key = reader.varuint(); key !== 0; key = reader.varuint()) {
    const field = type && fieldOf(type, key);
    const name = field?.name ?? `#${key}`;
    if (name in props) throw new RigError('RIG_FILE_INVALID', `A ${type?.name ?? `#${typeKey}`} has ${name} twice.`);
    props[name] = readValue(reader, field?.type ?? widthOf(key, widths));
    if (field?.oldKeys.includes(key)) oldKeys[name] = key;
  }
  const object = { type: type?.name ?? `#${typeKey}`, props };
  return Object.keys(oldKeys).length === 0 ? object : { ...object, oldKeys };
}

function fieldOf({ fields }: RivType, key: number): Field | undefined {
  const field = rivFieldOfKey(key);
  const own = field && fields.get(field.name);
  return own?.stored && (own.key === key || own.oldKeys.includes(key)) ? own : undefined;
}

/** A known key is as wide in any type; for others, the file says it. */
function widthOf(key: number, widths: ReadonlyMap<number, number>): FieldType {
  const type = rivFieldOfKey(key)?.type ?? TYPE_OF_WIDTH[widths.get(key) ?? -1];
  if (type === undefined) {
    throw new RigError('RIG_FILE_INVALID', `Property ${key} is neither in the format nor in the file's own table.`);
  }
  return type;
}

function readValue(reader: ByteReader, type: FieldType): RivValue {
  switch (type) {
    case 'uint':
    case 'callback':
      return reader.varuint();
    case 'zigzag': {
      const value = reader.varuint();
      return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
    case 'bool':
      return reader.byte() !== 0;
    case 'double':
      return reader.float32();
    case 'color':
      return reader.uint32();
    case 'string':
      return reader.string();
    case 'bytes':
      return reader.bytes();
  }
}
