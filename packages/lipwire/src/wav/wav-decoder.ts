import { CliError } from '../errors.js';
import { mixDown } from './mix-down.js';
import { parseWavFormat, type WavFormat } from './wav-format.js';

/**
 * Sizes from here on mean "not known when the header was written": ffmpeg writes 0xFFFFFFFF into a pipe, others the
 * largest signed number, less their header.
 */
const UNKNOWN_SIZE_BYTES = 0x7fff_0000;

/** Chunks that are read, not skipped, are a few dozen bytes long; a longer one is damaged. */
const MAX_HEADER_CHUNK_BYTES = 4096;

/** What else users feed to a program that wants WAV, by its first bytes. */
const OTHER_FILES: readonly (readonly [start: string, name: string])[] = [
  ['fLaC', 'FLAC'],
  ['OggS', 'Ogg'],
  ['ID3', 'MP3'],
  ['\xff\xfb', 'MP3'],
  ['\xff\xf3', 'MP3'],
  ['FORM', 'AIFF'],
  ['caff', 'CAF'],
  ['.snd', 'AU'],
  ['riff', 'Wave64'],
  ['\x1aE\xdf\xa3', 'WebM or Matroska'],
];

/**
 * Reads a WAV stream as it arrives and hands out its sound as mono samples.
 *
 * Takes RIFF, RIFX (big-endian) and RF64/BW64. Any split of the bytes gives the same samples. Sizes in the header are
 * believed only as far as they can be right: streams carry wrong ones, and broken recordings end early.
 */
export class WavDecoder {
  #format: WavFormat | undefined;
  #littleEndian = true;
  /** Bytes that arrived but are not yet a whole header or frame. */
  #carry: Uint8Array = new Uint8Array(0);
  #read: (bytes: Uint8Array) => number = this.#readFileHeader;
  #samples: Float32Array[] = [];
  #bytesSeen = 0;
  #fileBytes = 0;
  #dataBytes64: number | undefined;
  /** Bytes of the current chunk that are still to come; infinite for sound whose header does not know. */
  #chunkBytesLeft = 0;
  #inData = false;

  /** Known from the first sample on. */
  get format(): WavFormat | undefined {
    return this.#format;
  }

  /**
   * Takes the next bytes of the file.
   *
   * @returns the samples that they complete: mono, -1 to 1, in a new array; often empty at the start.
   * @throws CliError `CLI_WAV_INVALID` or `CLI_WAV_UNSUPPORTED`; the decoder is of no use afterwards.
   */
  push(bytes: Uint8Array): Float32Array {
    let rest = join([this.#carry, bytes]);
    while (rest.length > 0) {
      const used = this.#read(rest);
      if (used === 0) break;
      this.#bytesSeen += used;
      rest = rest.subarray(used);
    }
    this.#carry = rest.slice();
    const samples = joinSamples(this.#samples);
    this.#samples = [];
    return samples;
  }

  /**
   * Says that no more bytes come.
   *
   * @returns `missingBytes`: how much of the sound that the header promised is not there; 0 for a whole file.
   * @throws CliError `CLI_WAV_INVALID` for a file that ends before its sound begins.
   */
  end(): { readonly missingBytes: number } {
    if (this.#bytesSeen + this.#carry.length === 0) throw invalid('it is empty');
    if (this.#read === this.#readFileHeader) throw notWav(this.#carry);
    if (this.#format === undefined) throw invalid('it ends before its format is given');
    if (this.#inData) {
      return { missingBytes: Number.isFinite(this.#chunkBytesLeft) ? this.#chunkBytesLeft : 0 };
    }
    if (this.#read !== this.#ignore) throw invalid('it has no sound (no data chunk)');
    return { missingBytes: 0 };
  }

  /** Each reader returns how many bytes it used; 0 says that it needs more than it was given. */
  #readFileHeader(bytes: Uint8Array): number {
    if (bytes.length < 12) return 0;
    const id = tag(bytes, 0);
    if (!['RIFF', 'RIFX', 'RF64', 'BW64'].includes(id) || tag(bytes, 8) !== 'WAVE') throw notWav(bytes);
    this.#littleEndian = id !== 'RIFX';
    this.#fileBytes = viewOf(bytes).getUint32(4, this.#littleEndian) + 8;
    this.#read = this.#readChunkHeader;
    return 12;
  }

  #readChunkHeader(bytes: Uint8Array): number {
    if (bytes.length < 8) return 0;
    const id = tag(bytes, 0);
    const sizeBytes = viewOf(bytes).getUint32(4, this.#littleEndian);
    this.#chunkBytesLeft = sizeBytes;
    if (id === 'data') {
      if (this.#format === undefined) throw invalid('its sound comes before its format');
      this.#chunkBytesLeft = this.#soundBytes(sizeBytes);
      this.#inData = true;
      this.#read = this.#chunkBytesLeft > 0 ? this.#readSound : this.#endOfSound();
    } else if (id === 'fmt ' || id === 'ds64') {
      if (sizeBytes > MAX_HEADER_CHUNK_BYTES) throw invalid(`its "${id.trim()}" chunk claims ${sizeBytes} bytes`);
      this.#read = id === 'ds64' ? this.#readSizes64 : this.#readFormat;
    } else {
      this.#skipPadded();
    }
    return 8;
  }

  #readFormat(bytes: Uint8Array): number {
    const sizeBytes = this.#chunkBytesLeft;
    if (bytes.length < sizeBytes) return 0;
    this.#format = parseWavFormat(viewOf(bytes.subarray(0, sizeBytes)), this.#littleEndian);
    this.#chunkBytesLeft = 0;
    this.#skipPadded(sizeBytes);
    return sizeBytes;
  }

  /** EBU Tech 3306: the true sizes of an RF64 file; the first is the file's, the second the sound's. */
  #readSizes64(bytes: Uint8Array): number {
    const sizeBytes = this.#chunkBytesLeft;
    if (sizeBytes < 16) throw invalid('its "ds64" chunk is cut short');
    if (bytes.length < sizeBytes) return 0;
    this.#dataBytes64 = Number(viewOf(bytes).getBigUint64(8, true));
    this.#chunkBytesLeft = 0;
    this.#skipPadded(sizeBytes);
    return sizeBytes;
  }

  #readSound(bytes: Uint8Array): number {
    const format = this.#format as WavFormat;
    const frameBytes = format.channels * format.bytesPerSample;
    const wholeBytes = Math.floor(Math.min(bytes.length, this.#chunkBytesLeft) / frameBytes) * frameBytes;
    if (wholeBytes > 0) {
      this.#samples.push(mixDown(bytes.subarray(0, wholeBytes), format, this.#littleEndian));
      this.#chunkBytesLeft -= wholeBytes;
    }
    // What is left of the chunk is less than a frame: nothing more can come of it.
    if (this.#chunkBytesLeft < frameBytes) this.#read = this.#endOfSound();
    return wholeBytes;
  }

  #skip(bytes: Uint8Array): number {
    const used = Math.min(bytes.length, this.#chunkBytesLeft);
    this.#chunkBytesLeft -= used;
    if (this.#chunkBytesLeft === 0) this.#read = this.#readChunkHeader;
    return used;
  }

  #ignore(bytes: Uint8Array): number {
    return bytes.length;
  }

  #endOfSound(): (bytes: Uint8Array) => number {
    this.#inData = false;
    return this.#ignore;
  }

  /** Passes over the rest of the chunk and the byte that pads it to an even length. */
  #skipPadded(sizeBytes = this.#chunkBytesLeft): void {
    this.#chunkBytesLeft += sizeBytes % 2;
    this.#read = this.#chunkBytesLeft > 0 ? this.#skip : this.#readChunkHeader;
  }

  /** How much sound to expect, given what the header of the data chunk says. */
  #soundBytes(sizeBytes: number): number {
    if (this.#dataBytes64 !== undefined) return this.#dataBytes64 || Number.POSITIVE_INFINITY;
    if (sizeBytes >= UNKNOWN_SIZE_BYTES) return Number.POSITIVE_INFINITY;
    // A header of 0 was never filled in, unless the file as a whole goes on behind the empty chunk.
    const soundStartsAt = this.#bytesSeen + 8;
    const goesOn = this.#fileBytes > soundStartsAt && this.#fileBytes < UNKNOWN_SIZE_BYTES;
    return sizeBytes === 0 && !goesOn ? Number.POSITIVE_INFINITY : sizeBytes;
  }
}

function tag(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function join([first, second]: readonly [Uint8Array, Uint8Array]): Uint8Array {
  if (first.length === 0) return second;
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}

function joinSamples(parts: readonly Float32Array[]): Float32Array {
  if (parts.length === 1) return parts[0] as Float32Array;
  const joined = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function notWav(start: Uint8Array): CliError {
  const text = tag(start, 0);
  const other = OTHER_FILES.find(([prefix]) => text.startsWith(prefix))?.[1] ?? (isMp4(start) ? 'MP4' : undefined);
  const what =
    other === undefined
      ? 'This is not a WAV file: it does not start with RIFF and WAVE.'
      : `This is ${other}, not WAV.`;
  return new CliError('CLI_WAV_UNSUPPORTED', `${what} Convert it first: ffmpeg -i <file> speech.wav`);
}

function isMp4(start: Uint8Array): boolean {
  return start.length >= 8 && tag(start, 4) === 'ftyp';
}

function invalid(what: string): CliError {
  return new CliError('CLI_WAV_INVALID', `The WAV file is damaged: ${what}.`);
}
