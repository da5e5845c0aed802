import { RigError } from '../../errors.js';
import { ByteReader } from './byte-reader.js';
import type { RivObject, RivValue } from './riv-object.js';
import { type Field, rivTypeOfKey } from './schema.js';

const FINGERPRINT = 0x45564952; // "RIVE", little-endian
const FORMAT_MAJOR = 7;
const CODES_PER_WORD = 4;

/**
 * Reads a .riv file into the list that {@link writeRiv} takes. Properties that are not in the file have their default
 * and are not in the list either.
 *
 * Types and properties that the format table does not know are kept as `#<key>`, as long as the file's own property
 * table says how wide they are.
 *
 * @throws RigError `RIG_FILE_INVALID` for bytes that are not a .riv file of format 7, or are cut off.
 */
export function readRiv(bytes: Uint8Array): RivObject[] {
  const reader = new ByteReader(bytes);
  if (bytes.length < 8 || reader.uint32() !== FINGERPRINT) {
    throw new RigError('RIG_FILE_INVALID', 'This is not a .riv file: it does not start with "RIVE".');
  }
  const major = reader.varuint();
  if (major !== FORMAT_MAJOR) {
    throw new RigError('RIG_FILE_INVALID', `The file has format ${major}; this release reads format ${FORMAT_MAJOR}.`);
  }
  reader.varuint(); // minor: any
  reader.varuint(); // file id
  const widthCodes = readPropertyTable(reader);
  const objects: RivObject[] = [];
  while (!reader.atEnd) objects.push(readObject(reader, widthCodes));
  return objects;
}

function readPropertyTable(reader: ByteReader): Map<number, number> {
  const keys: number[] = [];
  for (let key = reader.varuint(); key !== 0; key = reader.varuint()) keys.push(key);
  const codes = new Map<number, number>();
  let word = 0;
  for (const [i, key] of keys.entries()) {
    if (i % CODES_PER_WORD === 0) word = reader.uint32();
    codes.set(key, (word >> (2 * (i % CODES_PER_WORD))) & 3);
  }
  return codes;
}

function readObject(reader: ByteReader, widthCodes: ReadonlyMap<number, number>): RivObject {
  const typeKey = reader.varuint();
  const type = rivTypeOfKey(typeKey);
  const fieldOfKey = new Map([...(type?.fields.values() ?? [])].map((field) => [field.key, field]));
  const props: Record<string, RivValue> = {};
  for (let key = reader.varuint(); key !== 0; key = reader.varuint()) {
    const field = fieldOfKey.get(key);
    props[field?.name ?? `#${key}`] = field ? readValue(reader, field) : readUnknown(reader, key, widthCodes);
  }
  return { type: type?.name ?? `#${typeKey}`, props };
}

function readValue(reader: ByteReader, field: Field): RivValue {
  switch (field.type) {
    case 'uint':
      return reader.varuint();
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

function readUnknown(reader: ByteReader, key: number, widthCodes: ReadonlyMap<number, number>): RivValue {
  switch (widthCodes.get(key)) {
    case 0:
      return reader.varuint();
    case 1:
      return reader.bytes();
    case 2:
      return reader.float32();
    case 3:
      return reader.uint32();
    default:
      throw new RigError('RIG_FILE_INVALID', `Property ${key} is neither in the format table nor in the file's own.`);
  }
}
