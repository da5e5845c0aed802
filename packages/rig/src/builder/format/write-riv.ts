import { RigError } from '../../errors.js';
import { ByteWriter } from './byte-writer.js';
import type { RivObject, RivValue } from './riv-object.js';
import { type Field, type FieldType, rivField, rivType } from './schema.js';

const FINGERPRINT = [0x52, 0x49, 0x56, 0x45]; // "RIVE"
const FORMAT_MAJOR = 7;
const FORMAT_MINOR = 0;
const FILE_ID = 0;

/** How the property table names the width of a value, so that a runtime can skip a key that it does not know. */
const WIDTH_CODE: Record<FieldType, number> = { uint: 0, bool: 0, string: 1, bytes: 1, double: 2, color: 3 };

/** The runtime reads four 2-bit codes from each 32-bit word and ignores the other 24 bits. */
const CODES_PER_WORD = 4;

/**
 * Writes objects as a .riv file, in the order given. Properties that have their default value are left out.
 *
 * Nothing is checked except that each value fits its property; {@link checkRiv} checks the rest.
 *
 * @throws RigError `RIG_PROPERTY_INVALID` for a type, property or value that the format does not have.
 */
export function writeRiv(objects: readonly RivObject[]): Uint8Array {
  const writer = new ByteWriter();
  for (const byte of FINGERPRINT) writer.byte(byte);
  writer.varuint(FORMAT_MAJOR);
  writer.varuint(FORMAT_MINOR);
  writer.varuint(FILE_ID);
  writePropertyTable(writer, objects);
  for (const object of objects) writeObject(writer, object);
  return writer.finish();
}

function writePropertyTable(writer: ByteWriter, objects: readonly RivObject[]): void {
  const used = new Map<number, Field>();
  for (const object of objects) for (const [field] of storedFields(object)) used.set(field.key, field);
  const fields = [...used.values()].sort((a, b) => a.key - b.key);

  for (const { key } of fields) writer.varuint(key);
  writer.varuint(0);
  for (let start = 0; start < fields.length; start += CODES_PER_WORD) {
    const word = fields
      .slice(start, start + CODES_PER_WORD)
      .reduce((bits, { type }, i) => bits | (WIDTH_CODE[type] << (2 * i)), 0);
    writer.uint32(word);
  }
}

function writeObject(writer: ByteWriter, object: RivObject): void {
  writer.varuint(rivType(object.type).key);
  for (const [field, value] of storedFields(object)) {
    writer.varuint(field.key);
    writeValue(writer, object, field, value);
  }
  writer.varuint(0);
}

function storedFields(object: RivObject): [Field, RivValue][] {
  return Object.entries(object.props)
    .map(([name, value]): [Field, RivValue] => [rivField(object.type, name), value])
    .filter(([field, value]) => value !== field.defaultValue);
}

function writeValue(writer: ByteWriter, object: RivObject, field: Field, value: RivValue): void {
  if (field.type === 'bool' && typeof value === 'boolean') writer.byte(value ? 1 : 0);
  else if (field.type === 'string' && typeof value === 'string') writer.string(value);
  else if (field.type === 'bytes' && value instanceof Uint8Array) writer.bytes(value);
  else if (field.type === 'double' && Number.isFinite(value)) writer.float32(value as number);
  else if (field.type === 'uint' && isUint32(value)) writer.varuint(value);
  else if (field.type === 'color' && isUint32(value)) writer.uint32(value);
  else {
    throw new RigError(
      'RIG_PROPERTY_INVALID',
      `${object.type}.${field.name} is a ${field.type}, not ${String(value)}.`,
    );
  }
}

function isUint32(value: RivValue): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffffffff;
}
