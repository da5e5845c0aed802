import { MASCOT_VISEMES_FIELD } from '@lipwire/cues';
import { readGeminiServerMessage, type VoiceEvent } from '@lipwire/providers';
import { base64Bytes, base64Length, decodedLength } from './base64-bytes.js';
import { type ByteRange, LEFT_OUT, parseLightly } from './light-json.js';

/** What a server message says. */
export interface ServerMessage {
  /** In order. Bytes of speech are good until the next message is read, of whichever call. */
  readonly events: readonly VoiceEvent[];
  /** True if it has visemes already: a gateway further up has been here. */
  readonly hasVisemes: boolean;
}

/** The key under which speech lies in a message. */
const SPEECH_KEY = Buffer.from('data');

const EQUALS_SIGN = 0x3d;

/** For the speech of one message, of whichever call. Larger speech gets memory of its own. */
const room = Buffer.alloc(128 * 1024);

/**
 * Reads a message of the service, with its speech decoded.
 *
 * What is not JSON says nothing.
 */
export function readServerMessage(message: Buffer): ServerMessage {
  const light = parseLightly(message, SPEECH_KEY);
  if (light) {
    let used = 0;
    let decoded = 0;
    const read = readParsed(light.value, (text) => {
      const range = leftOutRange(text, light.leftOut);
      if (!range) return base64Bytes(text);
      const bytes = decodeRange(message, range, used);
      if (bytes) {
        decoded++;
        used += bytes.length + (bytes.length & 1);
      }
      return bytes;
    });
    // What is base64 holds no control characters. What is not, or was not asked for, might.
    if (decoded === light.leftOut.length) return read;
  }
  return readParsed(parseJson(message), base64Bytes);
}

/**
 * Reads a message of the service, with as many bytes of speech as there are, all of them 0: for whoever wants to know how
 * much it is, not what it says. The length of the text is taken for the length of the speech; whether it is base64 is not
 * looked at.
 */
export function measureServerMessage(message: Buffer): ServerMessage {
  const light = parseLightly(message, SPEECH_KEY);
  if (!light) return readParsed(parseJson(message), (text) => zeros(base64Length(text)));
  return readParsed(light.value, (text) => {
    const range = leftOutRange(text, light.leftOut);
    return zeros(range ? rangeLength(message, range) : base64Length(text));
  });
}

function readParsed(parsed: unknown, decode: (base64: string) => Uint8Array | undefined): ServerMessage {
  return {
    events: readGeminiServerMessage(parsed, undefined, decode),
    hasVisemes: typeof parsed === 'object' && parsed !== null && MASCOT_VISEMES_FIELD in parsed,
  };
}

/** The value, or `undefined` for what is not JSON: that passes too, but says nothing. */
function parseJson(message: Buffer): unknown {
  try {
    return JSON.parse(message.toString('utf8'));
  } catch {
    return undefined;
  }
}

function leftOutRange(text: string, leftOut: readonly ByteRange[]): ByteRange | undefined {
  return text.startsWith(LEFT_OUT) ? leftOut[Number(text.slice(LEFT_OUT.length))] : undefined;
}

/** @param at where in {@link room} the bytes go. */
function decodeRange(message: Buffer, range: ByteRange, at: number): Uint8Array | undefined {
  const length = rangeLength(message, range);
  if (length === undefined) return undefined;
  // One character for each byte, so that nothing outside ASCII can pass for base64.
  const text = message.toString('latin1', range.start, range.end);
  const isRoom = at + length <= room.length;
  const bytes = isRoom ? room.subarray(at, at + length) : Buffer.allocUnsafe(length);
  return bytes.write(text, 'base64') === length ? bytes : undefined;
}

function rangeLength(message: Buffer, { start, end }: ByteRange): number | undefined {
  const padding = message[end - 1] !== EQUALS_SIGN ? 0 : message[end - 2] !== EQUALS_SIGN ? 1 : 2;
  return decodedLength(end - start, padding);
}

/** Shared, and never written to. */
let silence = new Uint8Array(64 * 1024);

function zeros(length: number | undefined): Uint8Array | undefined {
  if (length === undefined) return undefined;
  if (length > silence.length) silence = new Uint8Array(length);
  return silence.subarray(0, length);
}
