import { RigError } from '../../errors.js';
import { ByteReader } from './byte-reader.js';
import type { ByteWriter } from './byte-writer.js';

/** What stands before the objects of a .riv file. */
export interface RivHeader {
  /** Of format 7; every runtime of format 7 reads every one of them. */
  readonly minor: number;
  /** The editor's number for the file; nothing depends on it. */
  readonly fileId: number;
  /**
   * How wide each property is, so that a runtime can skip a key that it does not know: 0 a varuint, 1 a length and bytes,
   * 2 a 32-bit float, 3 a 32-bit colour.
   */
  readonly widths: ReadonlyMap<number, number>;
}

const FINGERPRINT = [0x52, 0x49, 0x56, 0x45]; // "RIVE"
const FORMAT_MAJOR = 7;

/** The runtime reads four 2-bit codes from each 32-bit word and ignores the other 24 bits. */
const CODES_PER_WORD = 4;

/**
 * Reads the header alone. Give it to {@link writeRiv} to get a file of another program back byte for byte.
 *
 * @throws RigError `RIG_FILE_INVALID` for bytes that are not a .riv file of format 7.
 */
export function readRivHeader(bytes: Uint8Array): RivHeader {
  return readHeader(new ByteReader(bytes));
}

/** Reads a header and leaves the reader at the first object. */
export function readHeader(reader: ByteReader): RivHeader {
  for (const byte of FINGERPRINT) {
    if (reader.atEnd || reader.byte() !== byte) {
      throw new RigError('RIG_FILE_INVALID', 'This is not a .riv file: it does not start with "RIVE".');
    }
  }
  const major = reader.varuint();
  if (major !== FORMAT_MAJOR) {
    throw new RigError('RIG_FILE_INVALID', `The file has format ${major}; this release reads format ${FORMAT_MAJOR}.`);
  }
  const minor = reader.varuint();
  const fileId = reader.varuint();
  const keys: number[] = [];
  for (let key = reader.varuint(); key !== 0; key = reader.varuint()) keys.push(key);
  const widths = new Map<number, number>();
  let word = 0;
  for (const [i, key] of keys.entries()) {
    if (i % CODES_PER_WORD === 0) word = reader.uint32();
    widths.set(key, (word >> (2 * (i % CODES_PER_WORD))) & 3);
  }
  return { minor, fileId, widths };
}

/** Writes a header. */
export function writeHeader(writer: ByteWriter, { minor, fileId, widths }: RivHeader): void {
  for (const byte of FINGERPRINT) writer.byte(byte);
  writer.varuint(FORMAT_MAJOR);
  writer.varuint(minor);
  writer.varuint(fileId);
  for (const key of widths.keys()) writer.varuint(key);
  writer.varuint(0);
  const codes = [...widths.values()];
  for (let start = 0; start < codes.length; start += CODES_PER_WORD) {
    const word = codes.slice(start, start + CODES_PER_WORD).reduce((bits, code, i) => bits | (code << (2 * i)), 0);
    writer.uint32(word);
  }
}
