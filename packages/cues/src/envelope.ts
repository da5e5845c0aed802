import { isVisemeId, type VisemeId } from './viseme.js';

/** Name of the field that a gateway adds to a provider message that carries speech. */
export const MASCOT_VISEMES_FIELD = 'mascotVisemes';

/** A cue as it travels: `offset` is in milliseconds from the first sample of the message's audio. */
export interface WireViseme {
  readonly visemeId: VisemeId;
  /** Negative for speech of an earlier message that only became certain now (look-ahead, see `docs/timing.md`). */
  readonly offset: number;
}

/** A cue as an app has it, out of JSON for example. What is not a {@link WireViseme} is left out where it is used. */
export interface VisemeInput {
  /** 0 to 21. */
  readonly visemeId: number;
  /** Milliseconds. */
  readonly offset: number;
}

/** True for a cue whose id is a viseme's and whose time is a finite number, whatever the type it came with. */
export function isWireViseme(value: unknown): value is WireViseme {
  return isRecord(value) && isVisemeId(value.visemeId) && Number.isFinite(value.offset);
}

/** The value of the added field. */
export interface MascotVisemes {
  readonly visemes: readonly WireViseme[];
  /** Rises by one with every message that carries audio; on a message that only ends a turn, that of the last audio. */
  readonly audio_event_id: number;
  /** Position of this message's first audio part among its audio parts, from 1. */
  readonly subchunk_id: number;
  /** How many audio parts this message has; 0 on a message that only ends a turn. */
  readonly total_chunks: number;
  /** Milliseconds of audio in this message; 0 on a message that only ends a turn. */
  readonly audio_duration: number;
}

/** The added field as JSON text without braces: `"mascotVisemes":{…}`. Pure ASCII. */
export function encodeMascotVisemes(value: MascotVisemes): string {
  return `"${MASCOT_VISEMES_FIELD}":${JSON.stringify(value)}`;
}

/**
 * Reads the added field of a parsed provider message.
 *
 * A field that is not of the right form reads as absent: it came over the network, and a mouth at rest is better than
 * a call that dies. Cues that are malformed are left out one by one.
 *
 * @param message a provider message after `JSON.parse`, of any type.
 */
export function readMascotVisemes(message: unknown): MascotVisemes | undefined {
  const field = isRecord(message) ? message[MASCOT_VISEMES_FIELD] : undefined;
  if (!isRecord(field) || !Array.isArray(field.visemes)) return undefined;
  const visemes = field.visemes.filter(isWireViseme).map(({ visemeId, offset }) => ({ visemeId, offset }));
  return {
    visemes,
    audio_event_id: finiteOr0(field.audio_event_id),
    subchunk_id: finiteOr0(field.subchunk_id),
    total_chunks: finiteOr0(field.total_chunks),
    audio_duration: finiteOr0(field.audio_duration),
  };
}

const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/**
 * Adds a field to the top level of a JSON object without parsing it: every byte that was there stays, in order.
 *
 * The field goes before the last `}`, behind whatever white space stands there, so that the message without the field
 * is the message with one run of bytes cut out.
 *
 * @param message UTF-8 bytes of one JSON object with at least one field. That it is valid JSON is the caller's to
 *   know; only its ends are looked at.
 * @param field `"name":value`, ASCII; see {@link encodeMascotVisemes}.
 * @param allocate gives an array of so many bytes, which need not be 0; a runtime may know a faster way.
 * @returns a new array, or `undefined` if the message is not an object with something in it.
 */
export function spliceField(
  message: Uint8Array,
  field: string,
  allocate: (bytes: number) => Uint8Array = (bytes) => new Uint8Array(bytes),
): Uint8Array | undefined {
  const end = lastNonSpace(message, message.length - 1);
  const start = firstNonSpace(message);
  if (message[end] !== CLOSE_BRACE || message[start] !== OPEN_BRACE || lastNonSpace(message, end - 1) <= start) {
    return undefined;
  }
  const spliced = allocate(message.length + field.length + 1);
  spliced.set(message.subarray(0, end));
  spliced[end] = 0x2c; // ,
  for (let i = 0; i < field.length; i++) spliced[end + 1 + i] = field.charCodeAt(i);
  spliced.set(message.subarray(end), end + 1 + field.length);
  return spliced;
}

function firstNonSpace(bytes: Uint8Array): number {
  let i = 0;
  while (i < bytes.length && isSpace(bytes[i])) i++;
  return i;
}

function lastNonSpace(bytes: Uint8Array, from: number): number {
  let i = from;
  while (i >= 0 && isSpace(bytes[i])) i--;
  return i;
}

/** JSON's four white-space characters (RFC 8259, section 2). */
function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function finiteOr0(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}
