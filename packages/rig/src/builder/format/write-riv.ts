import { RigError } from '../../errors.js';
import { ByteWriter } from './byte-writer.js';
import { type RivHeader, writeHeader } from './riv-header.js';
import type { RivObject, RivValue } from './riv-object.js';
import { type FieldType, rivField, rivFieldOfKey, rivType } from './schema.js';

/** How the property table names the width of a value. */
const WIDTH_CODE: Record<FieldType, number> = {
  uint: 0,
  zigzag: 0,
  bool: 0,
  callback: 0,
  string: 1,
  bytes: 1,
  double: 2,
  color: 3,
};

/** Half a character: it has no UTF-8. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** A property with its place in the bytes. */
interface Stored {
  readonly name: string;
  readonly key: number;
  readonly type: FieldType;
  readonly value: RivValue;
}

/**
 * Writes objects as a .riv file, in the order given and with exactly the properties given.
 *
 * Nothing is checked except that each value fits its property; {@link checkRiv} checks the rest.
 *
 * @param header of the file that the objects were read from, to write it as it was. Default: format 7.0 and a table of
 * the properties in use.
 * @throws RigError `RIG_PROPERTY_INVALID` for a type, property or value that the format does not have.
 */
export function writeRiv(objects: readonly RivObject[], header?: RivHeader): Uint8Array {
  const rows = objects.map((object) => ({ object, stored: storedProps(object, header) }));
  const writer = new ByteWriter();
  writeHeader(writer, header ?? { minor: 0, fileId: 0, widths: widthsOf(rows.flatMap(({ stored }) => stored)) });
  for (const { object, stored } of rows) {
    writer.varuint(unknownKey(object.type) ?? rivType(object.type).key);
    for (const each of stored) {
      writer.varuint(each.key);
      writeValue(writer, object, each);
    }
    writer.varuint(0);
  }
  return writer.finish();
}

function widthsOf(stored: readonly Stored[]): Map<number, number> {
  const codes = new Map(stored.map(({ key, type }) => [key, WIDTH_CODE[type]]));
  return new Map([...codes].sort(([a], [b]) => a - b));
}

function storedProps({ type, props, oldKeys }: RivObject, header: RivHeader | undefined): Stored[] {
  return Object.entries(props).map(([name, value]) => {
    const key = unknownKey(name);
    if (key !== undefined) return { name, key, type: unknownType(key, value, header), value };
    const field = rivField(type, name);
    if (!field.stored) throw new RigError('RIG_PROPERTY_INVALID', `${type}.${name} is never stored in a file.`);
    return { name, key: oldKeys?.[name] ?? field.key, type: field.type, value };
  });
}

/** The key in a name like `#1000`: what {@link readRiv} calls a type or property that is newer than this release. */
function unknownKey(name: string): number | undefined {
  return name.startsWith('#') ? Number(name.slice(1)) : undefined;
}

function unknownType(key: number, value: RivValue, header: RivHeader | undefined): FieldType {
  const known = rivFieldOfKey(key)?.type;
  if (known !== undefined) return known;
  if (value instanceof Uint8Array) return 'bytes';
  const code = header?.widths.get(key);
  if (code === undefined) {
    throw new RigError(
      'RIG_PROPERTY_INVALID',
      `How wide property ${key} is, only the header of its file says: pass it.`,
    );
  }
  return (['uint', 'bytes', 'double', 'color'] as const)[code] ?? 'uint';
}

function writeValue(writer: ByteWriter, object: RivObject, { name, type, value }: Stored): void {
  if (type === 'bool' && typeof value === 'boolean') writer.byte(value ? 1 : 0);
  else if (type === 'string' && typeof value === 'string' && !LONE_SURROGATE.test(value)) writer.string(value);
  else if (type === 'bytes' && value instanceof Uint8Array) writer.bytes(value);
  else if (type === 'double' && isFloat32(value)) writer.float32(value);
  else if ((type === 'uint' || type === 'callback') && isUint32(value)) writer.varuint(value);
  else if (type === 'zigzag' && isInt32(value)) writer.varuint(value < 0 ? -2 * value - 1 : 2 * value);
  else if (type === 'color' && isUint32(value)) writer.uint32(value);
  else {
    const found = typeof value === 'string' ? JSON.stringify(value) : String(value);
    throw new RigError('RIG_PROPERTY_INVALID', `${object.type}.${name} is a ${type}, not ${found}.`);
  }
}

/** The infinities are values of the format; a number that only becomes infinite in 32 bits is a mistake. */
function isFloat32(value: RivValue): value is number {
  return (
    typeof value === 'number' && Number.isFinite(Math.fround(value)) === Number.isFinite(value) && !Number.isNaN(value)
  );
}

function isUint32(value: RivValue): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffffffff;
}

function isInt32(value: RivValue): value is number {
  return typeof value === 'number' && (value | 0) === value;
}
